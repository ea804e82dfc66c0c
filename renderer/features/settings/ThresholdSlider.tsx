// A threshold between 0 and 1, saved when it is let go.
import { Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './SettingsScreen.module.css';

interface Props {
  label: string;
  value: number;
  onSave(value: number): void;
}

export function ThresholdSlider({ label, value, onSave }: Props) {
  const [held, setHeld] = useState(value);
  useEffect(() => setHeld(value), [value]);
  return (
    <div className={classes.slider}>
      <Slider
        aria-label={label}
        flex={1}
        min={0}
        max={1}
        step={0.01}
        label={null}
        value={held}
        onChange={setHeld}
        onChangeEnd={onSave}
      />
      <output className={classes.value}>{held.toFixed(2)}</output>
    </div>
  );
}
