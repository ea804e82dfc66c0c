// Facts about well-known models (`models/catalog.json`), for the Models screen: what each is, where it lives, under what terms,
// and what has to be done before it can be a pack. Only what a public source states; what none states is left out.
import { z } from 'zod';
import { PackTask } from './pack.ts';

export const CatalogFile = z.object({
  name: z.string(),
  /** Address of the file itself, where there is one that can be fetched without an account. */
  url: z.url().optional(),
  bytes: z.number().int().positive().optional(),
  /** About how large, where only that is stated. */
  aboutMegabytes: z.number().positive().optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  md5: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  format: z.enum(['onnx', 'pytorch', 'safetensors', 'zip', 'other']),
});
export type CatalogFile = z.infer<typeof CatalogFile>;

export const CatalogModel = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string(),
  task: PackTask,
  /** What it does for a herd book, in a sentence or two. */
  description: z.string(),
  /** Page where the makers describe it. */
  home: z.url().optional(),
  licence: z.object({
    /** SPDX where possible; `unclear` where sources disagree or are silent. */
    id: z.string(),
    note: z.string().optional(),
    /** Whether the terms allow use by someone who earns money with it; null where unclear. */
    commercial: z.boolean().nullable(),
  }),
  files: z.array(CatalogFile),
  /** Shapes in and out, in words. */
  input: z.string().optional(),
  output: z.string().optional(),
  decoder: z.string().optional(),
  /** Accuracy as the makers or a named study state it. */
  reported: z.string().optional(),
  advisedThreshold: z.number().min(0).max(1).optional(),
  /** What must be done to make a pack of it; absent when the file can be used as it is. */
  conversion: z.string().optional(),
  /** Pack description in models/packs that fits the file as it is. */
  pack: z.string().optional(),
});
export type CatalogModel = z.infer<typeof CatalogModel>;

export const ModelCatalog = z.object({ collected: z.string(), models: z.array(CatalogModel) });
export type ModelCatalog = z.infer<typeof ModelCatalog>;
