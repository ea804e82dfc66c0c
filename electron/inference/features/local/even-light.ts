// Half of a flank lies in the sun, the other in the shade, and a dark coat's stripes are a tenth as bright as a light one's. Evened out,
// marks count by how much they stand out from what is around them, so that no bright edge takes the places of a dark coat's pattern
// (subtractive and divisive normalisation as in Jarrett et al. 2009, "What is the best multi-stage architecture for object
// recognition?", ICCV, section 2.1).
import { blur } from './blur.ts';
import type { Grey } from './grey.ts';

/** Contrast every neighbourhood is brought to: standard deviation of brightness. */
const evenContrast = 0.18;
/** Neighbourhoods of less contrast than a few of this are noise, and are not blown up. */
const noise = 0.02;

/** The picture with the same mean (0.5) and contrast everywhere, judged over a Gaussian of `width` pixels; values may leave 0–1. */
export function evenLight(picture: Grey, width: number): Grey {
  const mean = blur(picture, width);
  const apart = picture.data.map((value, i) => value - mean.data[i]!);
  const variance = blur({ ...picture, data: apart.map((value) => value * value) }, width);
  return {
    ...picture,
    data: apart.map((value, i) => 0.5 + (evenContrast * value) / (Math.sqrt(Math.max(0, variance.data[i]!)) + noise)),
  };
}
