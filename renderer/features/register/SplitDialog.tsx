// Some photographs of a profile are another animal: they get a profile of their own.
import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { cropUrl } from '../../../shared/contract/urls.ts';
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import type { Individual } from '../../../shared/domain/individual.ts';
import { useAct } from '../../queries.ts';
import { Failure } from '../../ui/Loading.tsx';
import { counted } from '../../ui/words.ts';
import { tellDone } from '../journal/undo.tsx';
import classes from './SplitDialog.module.css';

interface Props {
  individual: Individual;
  detectionIds: readonly DetectionId[];
  close(): void;
  done(made: IndividualId | null): void;
}

const SHOWN = 12;

export function SplitDialog({ individual, detectionIds, close, done }: Props) {
  const [name, setName] = useState('');
  const photographs = counted(detectionIds.length, 'photograph');
  const split = useAct('individuals.split', {
    quiet: true,
    done: ({ journalId, individualId }) => {
      tellDone(`${photographs} of ${individual.name} now belong to another animal.`, journalId);
      done(individualId);
    },
  });
  const all = detectionIds.length === individual.detections;
  return (
    <Modal opened onClose={close} size={560} title={`Split ${photographs} off ${individual.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          split.mutate({
            id: individual.id,
            detectionIds: [...detectionIds],
            ...(name.trim() === '' ? {} : { name: name.trim() }),
          });
        }}
      >
        <div className={classes.pictures}>
          {detectionIds.slice(0, SHOWN).map((id) => (
            <img key={id} src={cropUrl(id)} alt="" />
          ))}
          {detectionIds.length > SHOWN && <span>and {detectionIds.length - SHOWN} more</span>}
        </div>
        <TextInput
          data-autofocus
          label="Name of the other animal"
          description="Leave it empty for the next free number."
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {all && (
          <p className={classes.warning}>
            These are all photographs of {individual.name}: its profile will be left without any.
          </p>
        )}
        {split.isError && <Failure error={split.error} />}
        <div className={classes.foot}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={split.isPending}>
            Split off
          </Button>
        </div>
      </form>
    </Modal>
  );
}
