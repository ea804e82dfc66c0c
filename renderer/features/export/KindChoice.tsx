// The first step: what is to be made.
import { Radio, Tooltip } from '@mantine/core';
import type { ExportKind } from '../../../shared/domain/words.ts';
import classes from './KindChoice.module.css';
import { furtherKinds, type KindWords, mainKinds } from './kinds.ts';

interface Props {
  value: ExportKind;
  error: string | undefined;
  onChange(kind: ExportKind): void;
}

export function KindChoice({ value, error, onChange }: Props) {
  const chosen = furtherKinds.find(({ kind }) => kind === value);
  return (
    <Radio.Group
      value={value}
      error={error}
      aria-label="What to make"
      onChange={(kind) => onChange(kind as ExportKind)}
    >
      <div className={classes.main}>
        {mainKinds.map((words) => (
          <Kind key={words.kind} words={words} />
        ))}
      </div>
      <h3 className={classes.further}>For other programs</h3>
      <div className={classes.others}>
        {furtherKinds.map(({ kind, name, about, icon: Icon }) => (
          <Tooltip key={kind} label={about} openDelay={200}>
            <Radio.Card value={kind} className={classes.other} aria-label={`${name}. ${about}`}>
              <Icon size={16} stroke={1.6} />
              {name}
            </Radio.Card>
          </Tooltip>
        ))}
      </div>
      {chosen !== undefined && <p className={classes.chosen}>{chosen.about}</p>}
    </Radio.Group>
  );
}

function Kind({ words: { kind, name, about, icon: Icon } }: { words: KindWords }) {
  return (
    <Radio.Card value={kind} className={classes.kind}>
      <span className={classes.icon} aria-hidden>
        <Icon size={24} stroke={1.5} />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.about}>{about}</span>
      </span>
    </Radio.Card>
  );
}
