// How a person last looked at the register, kept on this computer.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Individual } from '../../../shared/domain/individual.ts';

export type Order = 'lastSeen' | 'name' | 'mostSeen';
export type Layout = 'cards' | 'table';

interface RegisterView {
  order: Order;
  layout: Layout;
  set(changed: Partial<Pick<RegisterView, 'order' | 'layout'>>): void;
}

export const useRegisterView = create<RegisterView>()(
  persist((set) => ({ order: 'lastSeen', layout: 'cards', set: (changed) => set(changed) }), {
    name: 'herdbook.register',
    version: 1,
  }),
);

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Sorted as asked; what is equal stands in the order of names, "Deer 9" before "Deer 10". */
export function inOrder(individuals: readonly Individual[], order: Order): Individual[] {
  const first = (a: Individual, b: Individual) =>
    order === 'lastSeen'
      ? (b.lastSeen ?? '').localeCompare(a.lastSeen ?? '')
      : order === 'mostSeen'
        ? b.detections - a.detections
        : 0;
  return individuals.toSorted((a, b) => first(a, b) || byName.compare(a.name, b.name));
}

/** Those whose name, class, tags, places or notes contain every word of the text. */
export function matching(individuals: readonly Individual[], text: string): Individual[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...individuals];
  return individuals.filter((individual) => {
    const all = [
      individual.name,
      individual.class ?? '',
      individual.sex,
      individual.notes,
      ...individual.tags,
      ...individual.locations,
    ]
      .join(' ')
      .toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  });
}
