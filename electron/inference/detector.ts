// One detector pack over one photograph: picture in, boxes as fractions of the upright photograph out.
import type { Box } from '../../shared/domain/box.ts';
import type { Category, Species } from '../../shared/domain/words.ts';
import type { Pixels } from './codec.ts';
import { readAnswer } from './decoders/candidates.ts';
import { decodeDetections } from './decoders/decode.ts';
import { boxToFractions, emptyTensor, fillTensor, fitPicture, type Placement, placePicture } from './preprocess.ts';
import type { LoadedPack } from './sessions.ts';

export interface Sighted {
  category: Category;
  species: Species | null;
  label: string | null;
  confidence: number;
  box: Box;
}

/** A picture laid out for one detector; made off the main thread while the network before it runs. */
export interface Prepared {
  pixels: Pixels;
  placement: Placement;
  picture: { width: number; height: number };
}

export async function prepareForDetector(picture: Pixels, { pack }: LoadedPack): Promise<Prepared> {
  const placement = placePicture(picture.width, picture.height, pack.input);
  const pixels = await fitPicture(picture, pack.input, placement);
  return { pixels, placement, picture: { width: picture.width, height: picture.height } };
}

/** Boxes with a confidence of at least `minScore`, best first. Throws ModelAnswerError. */
export async function detect(
  { pixels, placement, picture }: Prepared,
  loaded: LoadedPack,
  minScore: number,
): Promise<Sighted[]> {
  const { pack } = loaded;
  const tensor = emptyTensor(pack.input, 1);
  fillTensor(tensor, 0, pixels, pack.input, placement);
  const outputs = await loaded.run(tensor, 1);
  const candidates = readAnswer(pack.name, () => decodeDetections(outputs, pack, minScore));
  return candidates.flatMap(({ label, score, left, top, right, bottom }) => {
    const { name, category, species } = pack.labels[label]!;
    const box = boxToFractions([left, top, right, bottom], placement, picture);
    if (category === null || box[2] <= 0 || box[3] <= 0) return [];
    return [{ category, species, label: name, confidence: Math.min(1, score), box }];
  });
}
