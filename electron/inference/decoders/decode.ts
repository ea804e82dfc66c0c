// From a detection pack's description to the decoder that understands its outputs.
import type { Pack } from '../../../shared/domain/pack.ts';
import { PackInvalidError } from '../../../shared/errors.ts';
import type { Candidate, Outputs } from './candidates.ts';
import { decodeEnd2end } from './end2end.ts';
import { decodeNanodet } from './nanodet.ts';
import { keepBest } from './nms.ts';
import { decodeYolov5 } from './yolov5.ts';
import { decodeYolov8 } from './yolov8.ts';
import { decodeYolox } from './yolox.ts';

/** Boxes in input pixels at or above `minScore`, doubles removed, best first. Throws ModelAnswerError. */
export function decodeDetections(outputs: Outputs, pack: Pack, minScore: number): Candidate[] {
  const { labels, output } = pack;
  const options = { labels, minScore, width: pack.input.width, height: pack.input.height };
  switch (output.decoder) {
    case 'yolox':
      return keepBest(decodeYolox(outputs, { ...options, ...output }), labels, output.iou);
    case 'nanodet':
      return keepBest(decodeNanodet(outputs, { ...options, ...output }), labels, output.iou);
    case 'yolov5':
      return keepBest(decodeYolov5(outputs, options), labels, output.iou);
    case 'yolov8':
      return keepBest(decodeYolov8(outputs, options), labels, output.iou);
    case 'end2end':
      return decodeEnd2end(outputs, options).sort((a, b) => b.score - a.score);
    default:
      throw new PackInvalidError(`${pack.name} does not find boxes (its decoder is "${output.decoder}")`);
  }
}
