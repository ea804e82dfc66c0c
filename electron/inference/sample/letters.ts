// The information strip must look the same on every machine, whatever fonts it has; so its letters are pen strokes of our
// own, on a grid four units wide and six high.

const ring = '103041453616050110';
const bow = '06003041423303';

/** Pen strokes of a character, separated by spaces: pairs of digits x y on the grid, y pointing down. */
const strokes: Record<string, string> = {
  A: '062046 1434',
  B: `${bow} 3344453606`,
  C: '4130100105163645',
  D: '06003041453606',
  E: '40000646 0333',
  F: '400006 0333',
  G: '41301001051636454323',
  H: '0006 4046 0343',
  I: '1030 2026 1636',
  J: '4045361605',
  K: '0006 4003 1246',
  L: '000646',
  M: '0600234046',
  N: '06004640',
  O: ring,
  P: bow,
  Q: `${ring} 2446`,
  R: `${bow} 2346`,
  S: '413010010213334445361605',
  T: '0040 2026',
  U: '000516364540',
  V: '002640',
  W: '0016233640',
  X: '0046 4006',
  Y: '002340 2326',
  Z: '00400646',
  '0': ring,
  '1': '112026 1636',
  '2': '01103041420646',
  '3': '0110304142334445361605 1333',
  '4': '36300444',
  '5': '400003334445361605',
  '6': '30100105163645443303',
  '7': '004016',
  '8': '103041423313020110 3344453616050413',
  '9': '43130201103041453616',
  ':': '2222 2525',
  '.': '2626',
  '-': '1333',
  '/': '0640',
  '°': '1020211110',
};

/** Width in pixels of a text of this letter height. */
export const textWidth = (text: string, height: number): number => (text.length * 6 - 2) * (height / 6);

/** SVG path data of a text whose top left corner is (x, y); stroke it with round caps. Characters without strokes are blanks. */
export function textPath(text: string, x: number, y: number, height: number): string {
  const unit = height / 6;
  let path = '';
  [...text.toUpperCase()].forEach((letter, i) => {
    for (const stroke of (strokes[letter] ?? '').split(' ')) {
      for (let k = 0; k + 1 < stroke.length; k += 2) {
        const px = x + (i * 6 + Number(stroke[k])) * unit;
        const py = y + Number(stroke[k + 1]) * unit;
        path += `${k === 0 ? 'M' : 'L'}${(px + (k === 2 ? 0.01 : 0)).toFixed(2)} ${py.toFixed(2)}`;
      }
    }
  });
  return path;
}
