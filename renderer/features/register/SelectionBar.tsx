// What can be done with the photographs selected on a profile: confirm them, say that they are not this animal, or split them off.
import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Individual, Sighting } from '../../../shared/domain/individual.ts';
import { api } from '../../api.ts';
import { tellError } from '../../ui/tell.ts';
import { counted } from '../../ui/words.ts';
import { tellDone } from '../journal/undo.tsx';
import bar from './RegisterScreen.module.css';
import { SplitDialog } from './SplitDialog.tsx';

interface Props {
  individual: Individual;
  sightings: readonly Sighting[];
  selected: ReadonlySet<string>;
  clear(): void;
}

export function SelectionBar({ individual, sightings, selected, clear }: Props) {
  const [, go] = useLocation();
  const [splitting, setSplitting] = useState(false);
  const [busy, setBusy] = useState(false);
  const chosen = sightings.filter(({ detectionId }) => selected.has(detectionId));
  if (chosen.length === 0) return null;
  const proposed = chosen.filter(({ state }) => state === 'proposed');

  /** Answers one after another, so that the journal has them in the order of the sheet; stops at the first that fails. */
  const say = async (act: 'review.confirm' | 'review.reject', about: readonly Sighting[], words: string) => {
    setBusy(true);
    try {
      let journalId = 0;
      for (const { detectionId } of about)
        ({ journalId } = await api.call(act, { detectionId, individualId: individual.id }));
      tellDone(words, journalId);
      clear();
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  const photographs = (of: readonly Sighting[]) => counted(of.length, 'photograph');
  return (
    <div className={bar.bar} role="toolbar" aria-label="Selected photographs">
      <span>{photographs(chosen)} selected</span>
      {proposed.length > 0 && (
        <Button
          size="sm"
          variant="default"
          disabled={busy}
          leftSection={<IconCircleCheck size={16} />}
          onClick={() =>
            void say('review.confirm', proposed, `${photographs(proposed)} confirmed as ${individual.name}.`)
          }
        >
          Confirm {proposed.length === chosen.length ? '' : proposed.length}
        </Button>
      )}
      <Button
        size="sm"
        variant="default"
        disabled={busy}
        leftSection={<IconCircleX size={16} />}
        onClick={() => void say('review.reject', chosen, `${photographs(chosen)}: not ${individual.name}.`)}
      >
        Not this animal
      </Button>
      <Button size="sm" disabled={busy} leftSection={<IconArrowsSplit2 size={16} />} onClick={() => setSplitting(true)}>
        Split off…
      </Button>
      <Button size="sm" variant="subtle" color="gray" onClick={clear}>
        Clear
      </Button>
      {splitting && (
        <SplitDialog
          individual={individual}
          detectionIds={chosen.map(({ detectionId }) => detectionId)}
          close={() => setSplitting(false)}
          done={(made) => {
            setSplitting(false);
            clear();
            if (made !== null) go(`/individuals/${made}`);
          }}
        />
      )}
    </div>
  );
}
