// What a library knows about itself: its name, when it was made, its settings.
import { type Settings, SettingsChange } from '../../shared/domain/settings.ts';
import type { Queries } from './open.ts';

export async function readLibraryValue(db: Queries, key: string): Promise<string | undefined> {
  return (await db.selectFrom('library').select('value').where('key', '=', key).executeTakeFirst())?.value;
}

export async function writeLibraryValue(db: Queries, key: string, value: string): Promise<void> {
  await db
    .insertInto('library')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Only what a person changed is stored; the rest follows the environment and the defaults. */
export async function readStoredSettings(db: Queries): Promise<Partial<Settings>> {
  const text = await readLibraryValue(db, 'settings');
  return text === undefined ? {} : (JSON.parse(text) as Partial<Settings>);
}

export async function storeSettings(db: Queries, changed: Partial<Settings>): Promise<void> {
  const stored = { ...(await readStoredSettings(db)), ...changed };
  SettingsChange.parse(stored);
  await writeLibraryValue(db, 'settings', JSON.stringify(stored));
}
