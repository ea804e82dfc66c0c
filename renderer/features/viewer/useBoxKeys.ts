// What the keys do to the box that is selected.
import { useLocation } from 'wouter';
import type { Detection } from '../../../shared/domain/media.ts';
import { useKeys } from '../../stores/keys.ts';
import { dragBox, type Handle } from './geometry.ts';
import type { BoxChange, Boxes } from './useBoxes.ts';

/** How far a key moves a box, as a fraction of the picture. */
const nudge = 0.005;

export function useBoxKeys(chosen: Detection | undefined, boxes: Boxes): void {
  const [, go] = useLocation();
  const change = (changed: BoxChange) => chosen && boxes.change(chosen.id, changed);
  const shift = (handle: Handle, dx: number, dy: number) =>
    chosen && boxes.change(chosen.id, { box: dragBox(chosen.box, handle, dx, dy) });
  const arrows: [string, number, number][] = [
    ['ArrowLeft', -nudge, 0],
    ['ArrowRight', nudge, 0],
    ['ArrowUp', 0, -nudge],
    ['ArrowDown', 0, nudge],
  ];
  useKeys(
    'Selected box',
    [
      { keys: '1', does: 'Animal', run: () => change({ category: 'animal' }) },
      { keys: '2', does: 'Person', run: () => change({ category: 'person' }) },
      { keys: '3', does: 'Vehicle', run: () => change({ category: 'vehicle' }) },
      { keys: 'Shift+d', does: 'Deer', run: () => change({ category: 'animal', species: 'deer' }) },
      { keys: 'Shift+h', does: 'Horse', run: () => change({ category: 'animal', species: 'horse' }) },
      { keys: 'Shift+o', does: 'Other animal', run: () => change({ category: 'animal', species: 'other' }) },
      { keys: 'l', does: 'Left flank', run: () => change({ flank: 'left' }) },
      { keys: 'r', does: 'Right flank', run: () => change({ flank: 'right' }) },
      { keys: 'f', does: 'Front', run: () => change({ flank: 'front' }) },
      { keys: 'b', does: 'Rear', run: () => change({ flank: 'rear' }) },
      {
        keys: 'w',
        does: 'Who is it?',
        run: () => chosen?.category === 'animal' && go(`/review?detection=${chosen.id}`),
      },
      ...arrows.flatMap(([key, dx, dy]) => [
        {
          keys: `Shift+${key}`,
          does: `Move the box (${key.slice(5).toLowerCase()})`,
          run: () => shift('move', dx, dy),
        },
        { keys: `Mod+${key}`, does: `Resize the box (${key.slice(5).toLowerCase()})`, run: () => shift('se', dx, dy) },
      ]),
      { keys: ['Delete', 'Backspace'], does: 'Delete the box', run: () => chosen && boxes.remove(chosen.id) },
    ],
    { enabled: chosen !== undefined },
  );
}
