// Settings of one library. They override the environment, which overrides the defaults written here (product.md 6.1).
import { z } from 'zod';
import { TimeZone } from './place.ts';

export const Settings = z.object({
  /** Who decides: written into the journal beside every decision. */
  person: z.string().trim().min(1).max(80).default('Researcher'),
  timezone: TimeZone.default('UTC'),
  /** Photographs of one deployment closer in time than this belong to one event. */
  eventGapSeconds: z.number().int().min(1).max(86_400).default(60),
  thresholds: z
    .object({ animal: z.number().min(0).max(1), person: z.number().min(0).max(1), vehicle: z.number().min(0).max(1) })
    .default({ animal: 0.3, person: 0.4, vehicle: 0.4 }),
  /** Pack ids in use; null means the best installed one, `none` the built-in method. */
  detector: z.string().nullable().default(null),
  embedder: z.string().nullable().default(null),
  /** At or above: a proposal for a known individual. Below: a new provisional one. */
  bodyThreshold: z.number().min(0).max(1).default(0.7),
  similarityThreshold: z.number().min(0).max(1).default(0.85),
  blurPeople: z.boolean().default(true),
  coordinates: z.enum(['exact', 'coarse', 'withheld']).default('exact'),
  analyseOnImport: z.boolean().default(true),
  workers: z.number().int().min(0).max(16).default(0),
});
export type Settings = z.infer<typeof Settings>;
