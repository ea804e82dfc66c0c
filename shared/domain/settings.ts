// Settings of one library. They override the environment, which overrides the defaults written here (product.md 6.1).
import { z } from 'zod';
import { nameText } from './name.ts';
import { TimeZone } from './place.ts';

const fraction = z.number().min(0).max(1);

const fields = {
  /** Who decides: written into the journal beside every decision. */
  person: nameText(80).min(1, 'a name is needed: it stands in the journal beside every decision'),
  timezone: TimeZone,
  /** Photographs of one deployment closer in time than this belong to one event. */
  eventGapSeconds: z.number().int().min(1).max(86_400),
  thresholds: z.object({ animal: fraction, person: fraction, vehicle: fraction }),
  /** Pack ids in use; null means the newest installed one, `none` the built-in method. */
  detector: z.string().nullable(),
  embedder: z.string().nullable(),
  /** At or above: a proposal for a known individual. Below: a new provisional one. */
  bodyThreshold: fraction,
  blurPeople: z.boolean(),
  coordinates: z.enum(['exact', 'coarse', 'withheld']),
  analyseOnImport: z.boolean(),
  /** Inference workers; 0 lets the program choose. */
  workers: z.number().int().min(0).max(16),
};

export const Settings = z.object(fields);
export type Settings = z.infer<typeof Settings>;
/** Some of the settings, without defaults for the others. */
export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const defaultSettings: Settings = {
  person: 'Researcher',
  timezone: 'UTC',
  eventGapSeconds: 60,
  thresholds: { animal: 0.3, person: 0.4, vehicle: 0.4 },
  detector: null,
  embedder: null,
  bodyThreshold: 0.7,
  blurPeople: true,
  coordinates: 'exact',
  analyseOnImport: true,
  workers: 0,
};
