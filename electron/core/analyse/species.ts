// Which species an animal is taken for when a network's words cannot say it. A network trained on household animals calls every
// deer a cow; at a camera that is known to watch deer, its "cow" is kept as the label and the animal counts as a deer.
import type { Pack } from '../../../shared/domain/pack.ts';
import type { RegisterSpecies, Species } from '../../../shared/domain/words.ts';
import type { FoundBox } from '../../inference/tasks.ts';

/** Species that a pack has a word for. */
export const speciesNamedBy = (pack: Pack): ReadonlySet<Species> =>
  new Set(pack.labels.flatMap(({ species }) => (species === null ? [] : [species])));

/**
 * Species of a found box. `expected` is the default species of its deployment; `vocabulary` the species its source can name
 * (empty for motion, which names none).
 */
export function speciesOf(
  found: Pick<FoundBox, 'category' | 'species'>,
  expected: RegisterSpecies | null,
  vocabulary: ReadonlySet<Species>,
): Species | null {
  if (found.category !== 'animal') return null;
  if (found.species === null) return expected;
  return expected === null || vocabulary.has(expected) ? found.species : expected;
}
