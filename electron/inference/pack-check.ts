// Whether a pack really runs: its model is loaded and shown an empty picture, and the answer is read by its decoder.
import { readAnswer } from './decoders/candidates.ts';
import { decodeDetections } from './decoders/decode.ts';
import { decodeEmbedding } from './decoders/embedding.ts';
import { decodeLogits } from './decoders/logits.ts';
import { emptyTensor, fillTensor, tensorLength } from './preprocess.ts';
import type { LoadedPack, Sessions } from './sessions.ts';
import type { PackCheck } from './tasks.ts';

async function tryOnce(loaded: LoadedPack): Promise<void> {
  const { pack } = loaded;
  const { input, output } = pack;
  const values = emptyTensor(input, 1);
  const grey = { data: new Uint8Array(tensorLength(input)).fill(114), width: input.width, height: input.height };
  fillTensor(values, 0, grey, input, { offsetX: 0, offsetY: 0 });
  const outputs = await loaded.run(values, 1);
  readAnswer(pack.name, () => {
    if (output.decoder === 'embedding') decodeEmbedding(outputs, 1, output.size);
    else if (output.decoder === 'logits') decodeLogits(outputs, 1, pack.labels.length);
    else decodeDetections(outputs, pack, 0.5);
  });
}

/** Never throws for a bad pack: says what is wrong in `error`. */
export async function checkPack(folder: string, sessions: Sessions): Promise<PackCheck> {
  try {
    const loaded = await sessions.open(folder);
    const { inputs, outputs, provider, skipped } = loaded;
    try {
      await tryOnce(loaded);
      return { ok: true, error: null, inputs, outputs, provider, skipped };
    } catch (error) {
      return { ok: false, error: (error as Error).message, inputs, outputs, provider, skipped };
    } finally {
      await loaded.release();
    }
  } catch (error) {
    return { ok: false, error: (error as Error).message, inputs: [], outputs: [], provider: null, skipped: [] };
  }
}
