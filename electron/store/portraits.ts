// The stored portrait of an individual.
import type { IndividualId } from '../../shared/domain/ids.ts';
import type { Queries } from './open.ts';

export async function findPortrait(
  db: Queries,
  id: string,
): Promise<{ name: string; thumbnail: Buffer | null } | undefined> {
  return db
    .selectFrom('individual')
    .select(['name', 'thumbnail'])
    .where('id', '=', id as IndividualId)
    .executeTakeFirst();
}
