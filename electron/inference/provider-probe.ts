// Tries one execution provider with the smallest model there is and prints what came of it as one line of JSON. Run by providers.ts.
import * as ort from 'onnxruntime-node';
import { identityModel } from './identity-model.ts';

/** What ONNX Runtime says, in words a person can act on. */
const IN_WORDS: [pattern: RegExp, words: string][] = [
  [/Failed to load (shared )?library/i, 'its library is not installed on this computer'],
  [/webgpu|adapter|vulkan/i, 'no graphics driver answered'],
];

async function tryHere(name: string): Promise<{ available: boolean; reason: string }> {
  const backends = ort.listSupportedBackends() as { name: string; bundled: boolean }[];
  if (!backends.some((backend) => backend.name === name))
    return { available: false, reason: `not part of ONNX Runtime for ${process.platform} ${process.arch}` };
  try {
    const session = await ort.InferenceSession.create(identityModel(), {
      executionProviders: [name],
      logSeverityLevel: 4,
    });
    const input = new ort.Tensor('float32', Float32Array.of(42), [1]);
    const { y } = await session.run({ x: input });
    const answered = Number(y?.data[0]);
    return answered === 42
      ? { available: true, reason: 'computes correctly' }
      : { available: false, reason: `computed ${answered} where 42 was due` };
  } catch (error) {
    const said = (error as Error).message;
    const words = IN_WORDS.find(([pattern]) => pattern.test(said))?.[1];
    return { available: false, reason: words ?? said.split('\n')[0]!.slice(0, 200) };
  }
}

console.log(JSON.stringify(await tryHere(process.argv[2] ?? '')));
process.exit(0);
