// Body vectors of animals' crops: from an embedding pack where there is one, else from the built-in descriptor.
import type { Box } from '../../shared/domain/box.ts';
import { PackInvalidError } from '../../shared/errors.ts';
import type { Picture } from './codec.ts';
import { readAnswer } from './decoders/candidates.ts';
import { decodeEmbedding } from './decoders/embedding.ts';
import { cutBody, describeBody } from './features/body.ts';
import { emptyTensor, fillTensor, fitPicture, placePicture, tensorLength } from './preprocess.ts';
import type { LoadedPack } from './sessions.ts';
import { type BodyFeature, BUILT_IN_BODY } from './tasks.ts';

/** One vector per box, in their order. `loaded` null: the built-in descriptor. Throws ModelAnswerError, PackInvalidError. */
export async function embedBodies(
  picture: Picture,
  boxes: readonly Box[],
  infrared: boolean,
  loaded: LoadedPack | null,
): Promise<BodyFeature[]> {
  if (loaded === null) {
    const crops = await Promise.all(boxes.map((box) => cutBody(picture, box)));
    return crops.map((crop) => ({ model: BUILT_IN_BODY, vector: describeBody(crop, infrared) }));
  }
  const { input, output, name } = loaded.pack;
  if (output.decoder !== 'embedding')
    throw new PackInvalidError(`${name} does not describe animals (its task is "${loaded.pack.task}")`);
  const most = input.batch ? 16 : 1;
  const features: BodyFeature[] = [];
  for (let start = 0; start < boxes.length; start += most) {
    const part = boxes.slice(start, start + most);
    const length = tensorLength(input);
    const tensor = emptyTensor(input, part.length);
    const crops = await Promise.all(part.map((box) => cropFor(picture, box, loaded)));
    crops.forEach(({ pixels, placement }, i) => {
      fillTensor(tensor, i * length, pixels, input, placement);
    });
    const outputs = await loaded.run(tensor, part.length);
    const vectors = readAnswer(name, () => decodeEmbedding(outputs, part.length, output.size));
    features.push(...vectors.map((vector) => ({ model: loaded.name, vector })));
  }
  return features;
}

async function cropFor(picture: Picture, box: Box, { pack: { input } }: LoadedPack) {
  if (input.fit === 'stretch') {
    const pixels = await cutBody(picture, box, input.width, input.height);
    return { pixels, placement: { offsetX: 0, offsetY: 0 } };
  }
  const width = Math.max(1, Math.round(box[2] * picture.width));
  const height = Math.max(1, Math.round(box[3] * picture.height));
  const cut = await cutBody(picture, box, width, height);
  const placement = placePicture(width, height, input);
  return { pixels: await fitPicture(cut, input, placement), placement };
}
