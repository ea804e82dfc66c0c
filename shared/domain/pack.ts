// What a model pack says about itself (`pack.json`). One schema for installing, for loading and for the Models screen, so
// that a pack that installs is a pack that runs. The format is described for people in models/README.md.
import { z } from 'zod';
import { PackInvalidError } from '../errors.ts';
import { Category, Species } from './words.ts';

export const PackTask = z.enum(['detect', 'classify', 'embed', 'pose', 'local-features']);
export type PackTask = z.infer<typeof PackTask>;

/** One thing the network can name. Labels without a category are ignored. */
export const PackLabel = z.object({
  name: z.string().min(1),
  category: Category.nullable(),
  species: Species.nullable(),
});
export type PackLabel = z.infer<typeof PackLabel>;

const triple = z.tuple([z.number(), z.number(), z.number()]);

/** How a picture becomes the network's input: `(pixel × scale − mean) ÷ std` per channel, in the order of `colour`. */
export const PackInput = z.object({
  /** Pixels. */
  width: z.number().int().min(8).max(4096),
  height: z.number().int().min(8).max(4096),
  layout: z.enum(['NCHW', 'NHWC']),
  type: z.enum(['float32', 'uint8']).default('float32'),
  colour: z.enum(['RGB', 'BGR']),
  fit: z.enum(['letterbox', 'stretch', 'crop']),
  /** Where the picture lies in a letterbox. */
  anchor: z.enum(['centre', 'top-left']).default('centre'),
  /** Grey value (0–255) around the picture in a letterbox. */
  pad: z.number().min(0).max(255).default(114),
  scale: z.number().positive().default(1),
  mean: triple.default([0, 0, 0]),
  std: triple.refine((std) => std.every((s) => s > 0), 'std must be above 0').default([1, 1, 1]),
  /** Whether several crops may be given in one run. */
  batch: z.boolean().default(false),
});
export type PackInput = z.infer<typeof PackInput>;

const strides = z.array(z.number().int().positive()).min(1);
/** Boxes of one category that overlap more than this are one animal. */
const iou = z.number().min(0).max(1);

export const PackOutput = z.discriminatedUnion('decoder', [
  z.object({ decoder: z.literal('yolox'), strides: strides.default([8, 16, 32]), iou: iou.default(0.45) }),
  z.object({
    decoder: z.literal('nanodet'),
    strides: strides.default([8, 16, 32]),
    /** Bins of the distance distribution per side. */
    bins: z.number().int().min(2).max(64).default(8),
    /** Names of the outputs, in the order of `strides`. */
    scores: z.array(z.string()).min(1),
    distances: z.array(z.string()).min(1),
    iou: iou.default(0.6),
  }),
  z.object({ decoder: z.literal('yolov5'), iou: iou.default(0.45) }),
  z.object({ decoder: z.literal('yolov8'), iou: iou.default(0.45) }),
  z.object({ decoder: z.literal('end2end') }),
  z.object({ decoder: z.literal('embedding'), size: z.number().int().min(2).max(8192) }),
  z.object({ decoder: z.literal('logits') }),
]);
export type PackOutput = z.infer<typeof PackOutput>;

/** A plain file name: no folder, no drive, nothing that could leave the pack's folder. */
const fileName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/, 'must be a plain file name')
  .max(120);

const decodersOf: Record<PackTask, readonly PackOutput['decoder'][]> = {
  detect: ['yolox', 'nanodet', 'yolov5', 'yolov8', 'end2end'],
  classify: ['logits'],
  embed: ['embedding'],
  pose: [],
  'local-features': [],
};

export const Pack = z
  .object({
    format: z.literal(1),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'may hold small letters, digits and hyphens'),
    version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,30}$/, 'must look like 1.0.0'),
    name: z.string().min(1),
    description: z.string(),
    licence: z.object({ id: z.string().min(1), note: z.string().optional() }),
    source: z.object({ url: z.url().optional(), note: z.string().optional() }),
    task: PackTask,
    model: z.object({
      file: fileName,
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
      bytes: z.number().int().positive().optional(),
    }),
    input: PackInput,
    output: PackOutput,
    /** In the order of the network's classes; empty for embeddings. */
    labels: z.array(PackLabel).default([]),
    /** What the makers advise; the library's own setting wins. */
    thresholds: z.partialRecord(Category, z.number().min(0).max(1)).default({}),
  })
  .superRefine((pack, context) => {
    if (!decodersOf[pack.task].includes(pack.output.decoder)) {
      const message = `the decoder "${pack.output.decoder}" does not fit the task "${pack.task}"`;
      context.addIssue({ code: 'custom', path: ['output', 'decoder'], message });
    }
    if ((pack.task === 'detect' || pack.task === 'classify') && pack.labels.length === 0) {
      context.addIssue({ code: 'custom', path: ['labels'], message: 'must name every class of the network' });
    }
    if (pack.output.decoder === 'nanodet') {
      const { strides: steps, scores, distances } = pack.output;
      if (scores.length !== steps.length || distances.length !== steps.length) {
        context.addIssue({
          code: 'custom',
          path: ['output'],
          message: 'needs one scores and one distances output per stride',
        });
      }
    }
  });
export type Pack = z.infer<typeof Pack>;

/** The name under which boxes and features remember their maker: `<pack id>@<version>`. */
export const packName = (pack: { id: string; version: string }): string => `${pack.id}@${pack.version}`;

/** Reads the text of a `pack.json`; `where` names the pack for people. Throws PackInvalidError, which names the field. */
export function parsePack(text: string, where: string): Pack {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PackInvalidError(`pack.json of ${where} is not valid JSON`);
  }
  const parsed = Pack.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const { field, message } = problems[0]!;
  throw new PackInvalidError(`pack.json of ${where}: ${field || 'the file'}: ${message}`, { field, details: problems });
}
