// Conditions that many questions to the catalogue share, each written once, so that they mean the same everywhere: which boxes are there,
// which identifications stand, which animals have a register.
import { type ExpressionBuilder, sql } from 'kysely';
import { type IdentificationState, RegisterSpecies } from '../../shared/domain/words.ts';
import type { Catalogue } from './schema.ts';

/** Identifications that stand: an individual was proposed or confirmed, and no person has rejected it. */
export const STANDING: readonly IdentificationState[] = ['proposed', 'confirmed'];

/** Species of which a register is kept. */
export const REGISTER: readonly RegisterSpecies[] = RegisterSpecies.options;

/**
 * Boxes that are there: nobody deleted them. Written out rather than bound, because SQLite uses an index over such boxes only where it
 * reads this very condition.
 */
export const present = sql<boolean>`detection.deleted = 0`;

/** Condition on detections: nothing stands, neither a proposal nor a confirmation. */
export const withoutStanding = (where: ExpressionBuilder<Catalogue, 'detection'>) =>
  where.not(
    where.exists(
      where
        .selectFrom('identification')
        .select('identification.id')
        .whereRef('identification.detection_id', '=', 'detection.id')
        .where('identification.state', 'in', STANDING),
    ),
  );
