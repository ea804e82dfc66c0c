// Which species an animal is taken for when a network's words cannot say it. A network trained on household animals calls every
// deer a cow; at a camera that is known to watch deer, its "cow" is kept as the label and the animal counts as a deer.
import type { Pack } from '../../../shared/domain/pack.ts';
import type { RegisterSpecies, Species } from '../../../shared/domain/words.ts';
import type { FoundBox } from '../../inference/tasks.ts';

/** Species that a pack has a word for. */
export const speciesNamedBy = (pack: Pack): ReadonlySet<Species> =>
  new Set(pack.labels.flatMap(({ species }) => (species === null ? [] : [species])));

/** From here on what moved is likelier an animal than wind (electron/inference/features/motion.ts fits its confidence so). */
const EVEN_ODDS = 0.5;

/**
 * Species of a found box. What only motion saw, and as likely as not was wind, stays without a species until a person says more: it is
 * shown, and never becomes an individual by itself. `expected` is the default species of its deployment; `vocabulary` the species its
 * source can name (empty for motion, which names none).
 */
export function speciesOf(
  found: Pick<FoundBox, 'category' | 'species' | 'confidence' | 'source'>,
  expected: RegisterSpecies | null,
  vocabulary: ReadonlySet<Species>,
): Species | null {
  if (found.category !== 'animal') return null;
  if (found.source === 'motion' && found.confidence < EVEN_ODDS) return null;
  if (found.species === null) return expected;
  return expected === null || vocabulary.has(expected) ? found.species : expected;
}
