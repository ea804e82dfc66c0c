// Coordinates as people type them.

/** "56,3" and "56.3" → 56.3; empty → null; what is no number → NaN, which the rules refuse. */
export const degrees = (text: string): number | null => {
  const plain = text.trim().replace(',', '.');
  return plain === '' ? null : Number(plain);
};
