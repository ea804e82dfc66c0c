// Pictures that people confirmed, with their body vectors: the truth against which recognition is measured.
import { sql } from 'kysely';
import type { IndividualId } from '../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';
import { present } from './conditions.ts';
import type { Queries } from './open.ts';
import { vectorOf } from './vectors.ts';

export interface ConfirmedBody {
  individual: IndividualId;
  species: RegisterSpecies;
  /** Event of the photograph; the media id where it belongs to none. */
  event: string;
  vector: Float32Array;
}

/** Vectors that one model made of confirmed animals, in the order of detections. */
export async function confirmedBodies(db: Queries, model: string): Promise<ConfirmedBody[]> {
  const rows = await db
    .selectFrom('identification')
    .innerJoin('individual', 'individual.id', 'identification.individual_id')
    .innerJoin('detection', 'detection.id', 'identification.detection_id')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .innerJoin('feature', 'feature.detection_id', 'detection.id')
    .select([
      'individual.id as individual',
      'individual.species',
      sql<string>`coalesce(media.event_id, media.id)`.as('event'),
      'feature.vector',
    ])
    .where('identification.state', '=', 'confirmed')
    .where('feature.kind', '=', 'body')
    .where('feature.model', '=', model)
    .where(present)
    .orderBy('detection.id')
    .execute();
  return rows.map(({ vector, ...row }) => ({ ...row, vector: vectorOf(vector) }));
}

export async function countConfirmed(db: Queries): Promise<number> {
  const row = await db
    .selectFrom('identification')
    .innerJoin('detection', 'detection.id', 'identification.detection_id')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('identification.state', '=', 'confirmed')
    .where(present)
    .executeTakeFirstOrThrow();
  return row.n;
}
