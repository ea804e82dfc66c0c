// SIFT descriptions are histograms, and histograms are better compared by the square roots of their shares than by their differences,
// where the few large values drown the many small ones (Arandjelović & Zisserman 2012, "Three things everyone should know to improve
// object retrieval", CVPR, section 3). Kept in bytes: a quarter of the room, and whole numbers whose products come out the same everywhere.

/** A byte is the square root times this; 0.5 is more than any square root of a clamped SIFT reaches in practice. */
export const byteScale = 510;

/** Square roots of each description's shares: `descriptors` is n × length, the answer has the same shape, each about `byteScale` long. */
export function rootSift(descriptors: Float32Array, length: number): Uint8Array {
  const roots = new Uint8Array(descriptors.length);
  for (let from = 0; from < descriptors.length; from += length) {
    let sum = 0;
    for (let i = from; i < from + length; i++) sum += descriptors[i]!;
    if (sum === 0) continue;
    for (let i = from; i < from + length; i++)
      roots[i] = Math.min(255, Math.round(Math.sqrt(descriptors[i]! / sum) * byteScale));
  }
  return roots;
}
