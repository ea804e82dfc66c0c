// Two profiles are one animal: both shown side by side, what moves and what stands against it in words, and which name is kept.
import { Alert, Button, Modal, Select } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { IndividualId } from '../../../shared/domain/ids.ts';
import type { Individual } from '../../../shared/domain/individual.ts';
import { useAct, useCall } from '../../queries.ts';
import { Failure } from '../../ui/Loading.tsx';
import { counted, period } from '../../ui/words.ts';
import { tellDone } from '../journal/undo.tsx';
import { kindWords } from './chips.tsx';
import classes from './MergeDialog.module.css';
import { Portrait } from './Portrait.tsx';

interface Props {
  first: Individual;
  /** Null: the other one is chosen here. */
  second: Individual | null;
  close(): void;
  merged(kept: IndividualId): void;
}

export function MergeDialog({ first, second, close, merged }: Props) {
  const [other, setOther] = useState<Individual | null>(second);
  const [keepsFirst, setKeepsFirst] = useState(() => second === null || !better(second, first));
  const candidates = useCall('individuals.list', { species: first.species }, { enabled: second === null }).data ?? [];
  const keep = keepsFirst || other === null ? first : other;
  const remove = keep === first ? other : first;
  const preview = useCall(
    'individuals.mergePreview',
    { keep: keep.id, remove: (remove ?? first).id },
    { enabled: remove !== null, keep: true },
  );
  const merge = useAct('individuals.merge', {
    quiet: true,
    done: ({ journalId }) => {
      if (remove !== null) tellDone(`${remove.name} is now part of ${keep.name}.`, journalId);
      merged(keep.id);
    },
  });
  const swap = () => setKeepsFirst((now) => !now);
  return (
    <Modal
      opened
      onClose={close}
      size={640}
      title={other === null ? `Merge ${first.name} with…` : `${first.name} and ${other.name} are one animal`}
    >
      {second === null && (
        <Select
          mb="md"
          data-autofocus
          searchable
          label="The same animal as"
          placeholder="Choose by name"
          data={candidates.filter(({ id }) => id !== first.id).map(({ id, name }) => ({ value: id, label: name }))}
          value={other?.id ?? null}
          onChange={(id) => {
            const found = candidates.find((candidate) => candidate.id === id) ?? null;
            setOther(found);
            setKeepsFirst(found === null || !better(found, first));
          }}
        />
      )}
      {other !== null && (
        <>
          <div className={classes.pair} role="radiogroup" aria-label="Which profile is kept">
            <Side individual={first} kept={keep === first} keep={() => setKeepsFirst(true)} />
            <Button
              className={classes.swap}
              variant="default"
              size="compact-md"
              onClick={swap}
              aria-label="Keep the other one"
              title="Keep the other one"
            >
              <IconArrowsExchange size={18} stroke={1.7} />
            </Button>
            <Side individual={other} kept={keep === other} keep={() => setKeepsFirst(false)} />
          </div>
          {preview.isError ? (
            <Failure error={preview.error} />
          ) : (
            preview.data !== undefined && (
              <>
                <p className={classes.moves}>
                  {counted(preview.data.detections, 'photograph')} in {counted(preview.data.encounters, 'encounter')}{' '}
                  {preview.data.detections === 1 ? 'moves' : 'move'} from <b>{preview.data.remove.name}</b> to{' '}
                  <b>{preview.data.keep.name}</b>. Undo brings both back as they were.
                </p>
                {preview.data.conflicts.length > 0 && (
                  <Alert
                    color="amber"
                    variant="light"
                    icon={<IconAlertTriangle size={18} />}
                    title="Look at this first"
                    mb="md"
                  >
                    <ul className={classes.conflicts}>
                      {preview.data.conflicts.map((conflict) => (
                        <li key={conflict}>{conflict}</li>
                      ))}
                    </ul>
                  </Alert>
                )}
              </>
            )
          )}
          {merge.isError && <Failure error={merge.error} />}
        </>
      )}
      <div className={classes.foot}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          data-autofocus={second === null ? undefined : true}
          disabled={remove === null}
          loading={merge.isPending}
          onClick={() => remove !== null && merge.mutate({ keep: keep.id, remove: remove.id })}
        >
          {remove === null ? 'Merge' : `Merge into ${keep.name}`}
        </Button>
      </div>
    </Modal>
  );
}

/** A name given by a person is kept before a provisional one, then the profile with more photographs. */
const better = (a: Individual, b: Individual): boolean =>
  a.provisional === b.provisional ? a.detections > b.detections : b.provisional;

function Side({ individual, kept, keep }: { individual: Individual; kept: boolean; keep(): void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card with a picture, of which one of two is chosen.
    <button
      type="button"
      role="radio"
      aria-checked={kept}
      className={classes.side}
      data-kept={kept || undefined}
      onClick={keep}
    >
      <Portrait individual={individual} sharp={400} radius={9} />
      <span className={classes.name}>{individual.name}</span>
      <span className={classes.facts}>{kindWords(individual) || 'class and sex not given'}</span>
      <span className={classes.facts}>
        {counted(individual.detections, 'photograph')} · {period(individual.firstSeen, individual.lastSeen)}
      </span>
      <span className={classes.state}>
        {kept ? (
          <>
            <IconCheck size={14} stroke={2.4} aria-hidden /> this name is kept
          </>
        ) : (
          'becomes part of the other'
        )}
      </span>
    </button>
  );
}
