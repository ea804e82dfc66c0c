// Scores for the analysis of matching: the best one of every animal, and what people answered to which.
import { sql } from 'kysely';
import { present, REGISTER } from './conditions.ts';
import type { Queries } from './open.ts';

/** A score of an identification; where the program made a new individual, how alike the nearest known one was. */
const score = sql<number | null>`coalesce(identification.score, json_extract(identification.breakdown, '$.body'))`;

/** The best score of every deer and horse, null where it has none. */
export async function bestScores(db: Queries): Promise<(number | null)[]> {
  const rows = await db
    .selectFrom('detection')
    .leftJoin('identification', 'identification.detection_id', 'detection.id')
    .select(sql<number | null>`max(${score})`.as('best'))
    .where('detection.category', '=', 'animal')
    .where('detection.species', 'in', REGISTER)
    .where(present)
    .groupBy('detection.id')
    .execute();
  return rows.map(({ best }) => best);
}

export interface Answer {
  score: number | null;
  confirmed: boolean;
}

/** Everything people confirmed or rejected. Null: answered where the program had given no score. */
export async function answersOfPeople(db: Queries): Promise<Answer[]> {
  const rows = await db
    .selectFrom('identification')
    .innerJoin('detection', 'detection.id', 'identification.detection_id')
    .select(['identification.score', 'identification.state'])
    .where('identification.state', '!=', 'proposed')
    .where(present)
    .execute();
  return rows.map((row) => ({ score: row.score, confirmed: row.state === 'confirmed' }));
}
