// Changing the boxes of one photograph. Every change goes to core at once (its journal undoes it) and is shown before the answer
// comes, so that a box stays where it was let go.
import type { Input, Output } from '../../../shared/contract/contract.ts';
import type { Box } from '../../../shared/domain/box.ts';
import type { Detection } from '../../../shared/domain/media.ts';
import { queryClient, useAct } from '../../queries.ts';
import { tell } from '../../ui/tell.ts';

export type BoxChange = Omit<Input<'detections.update'>, 'id'>;

export interface Boxes {
  draw(box: Box): void;
  change(id: string, changed: BoxChange): void;
  remove(id: string): void;
  undo(): void;
  redo(): void;
}

export function useBoxes(mediaId: string, select: (id: string | null) => void): Boxes {
  const key = ['media.show', { id: mediaId }];
  const show = (how: (detections: Detection[]) => Detection[]) =>
    queryClient.setQueryData<Output<'media.show'>>(key, (media) =>
      media === undefined ? undefined : { ...media, detections: how(media.detections) },
    );
  const again = () => void queryClient.invalidateQueries({ queryKey: key });

  const add = useAct('detections.add', {
    done: (made) => {
      show((all) => [...all.filter((one) => one.id !== made.id), made]);
      select(made.id);
    },
  });
  const update = useAct('detections.update', {
    done: (changed) => show((all) => all.map((one) => (one.id === changed.id ? changed : one))),
  });
  const remove = useAct('detections.remove');
  const undo = useAct('journal.undo', { done: (entry) => tell(entry.summary, 'Undone') });
  const redo = useAct('journal.redo', { done: (entry) => tell(entry.summary, 'Done again') });

  return {
    draw: (box) => add.mutate({ mediaId, box, category: 'animal' }),
    change: (id, changed) => {
      show((all) => all.map((one) => (one.id === id ? ({ ...one, ...changed } as Detection) : one)));
      update.mutate({ id, ...changed }, { onError: again });
    },
    remove: (id) => {
      show((all) => all.filter((one) => one.id !== id));
      select(null);
      remove.mutate({ id }, { onError: again });
    },
    undo: () => undo.mutate({}),
    redo: () => redo.mutate({}),
  };
}
