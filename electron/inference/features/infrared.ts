// Night frames carry no colour, or one tint all over. Telling them from day frames by their pixels keeps motion from comparing
// the two and keeps colour out of the description of a grey animal.
import type { Pixels } from '../codec.ts';

/** Infrared frames of real cameras vary by 0 to 4.4 (tinted), coloured ones by 4.8 (lens covered by a hand) and more. */
const mostVariation = 4.6;

/** Whether a (small) picture is infrared: red−green and blue−green hardly vary over the scene. Strips at the edges are left out. */
export function looksInfrared({ data, width, height }: Pixels): boolean {
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (let y = Math.floor(height * 0.12); y < height * 0.88; y += 2) {
    for (let x = 0; x < width; x += 2, count++) {
      const i = (y * width + x) * 3;
      const red = data[i]! - data[i + 1]!;
      const blue = data[i + 2]! - data[i + 1]!;
      sums[0]! += red;
      sums[1]! += red * red;
      sums[2]! += blue;
      sums[3]! += blue * blue;
    }
  }
  const spread = (sum: number, squares: number): number => Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  return count > 0 && spread(sums[0]!, sums[1]!) < mostVariation && spread(sums[2]!, sums[3]!) < mostVariation;
}
