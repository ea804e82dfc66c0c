// A text or number that is saved when one leaves the field or presses Enter, not at every keystroke.
import { NumberInput, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Shared {
  label: string;
  error?: string | undefined;
}

export function TypedText({ label, value, error, onSave }: Shared & { value: string; onSave(value: string): void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const save = () => typed !== value && onSave(typed);
  return (
    <TextInput
      aria-label={label}
      value={typed}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

interface NumberProps extends Shared {
  value: number;
  suffix?: string;
  onSave(value: number): void;
}

export function TypedNumber({ label, value, suffix, error, onSave }: NumberProps) {
  const [typed, setTyped] = useState<number | string>(value);
  useEffect(() => setTyped(value), [value]);
  const save = () => {
    // An emptied field is not a number, and the rules say so beside it.
    const read = typed === '' ? Number.NaN : Number(typed);
    if (read !== value) onSave(read);
  };
  return (
    <NumberInput
      aria-label={label}
      value={typed}
      suffix={suffix}
      error={error}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}
