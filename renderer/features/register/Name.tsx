// A name that is changed where it stands: click it or press F2, Enter keeps the new one, Escape the old one.
import { Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { Individual } from '../../../shared/domain/individual.ts';
import { useAct } from '../../queries.ts';
import { useKeys } from '../../stores/keys.ts';
import classes from './Name.module.css';

export function Name({ individual }: { individual: Individual }) {
  const [draft, setDraft] = useState<string | null>(null);
  const rename = useAct('individuals.update');
  const shown = rename.isPending ? (rename.variables?.name ?? individual.name) : individual.name;
  const start = () => setDraft(individual.name);
  useKeys('Name', [{ keys: 'F2', does: 'Rename', run: start }]);
  const keep = () => {
    const name = draft?.trim() ?? '';
    setDraft(null);
    if (name !== '' && name !== individual.name) rename.mutate({ id: individual.id, name });
  };
  if (draft === null)
    return (
      <Tooltip label="Rename (F2)" position="bottom-start">
        <button type="button" className={classes.name} onClick={start} aria-label={`${shown}. Rename`}>
          {shown}
        </button>
      </Tooltip>
    );
  return (
    <input
      className={classes.field}
      aria-label="Name"
      maxLength={80}
      value={draft}
      size={Math.max(8, draft.length + 1)}
      // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked to rename.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
