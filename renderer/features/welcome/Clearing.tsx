// The picture of the welcome screen: a clearing as a trail camera sees it, one animal in it framed as a proposal. Drawn here, so that
// it needs no file and follows the colour scheme.
import classes from './Clearing.module.css';

/** A spruce of three skirts; `x`, `y` is the foot, `h` the height. */
function Spruce({ x, y, h }: { x: number; y: number; h: number }) {
  const w = h * 0.36;
  const skirt = (top: number, bottom: number, half: number) =>
    `M${x} ${y - h * top} L${x + half} ${y - h * bottom} Q${x} ${y - h * (bottom + 0.05)} ${x - half} ${y - h * bottom} Z`;
  return (
    <>
      <rect x={x - h * 0.018} y={y - h * 0.14} width={h * 0.036} height={h * 0.14} />
      <path d={`${skirt(1, 0.58, w * 0.52)} ${skirt(0.8, 0.34, w * 0.76)} ${skirt(0.56, 0.1, w)}`} />
    </>
  );
}

export function Clearing() {
  return (
    <svg viewBox="0 0 800 1000" preserveAspectRatio="xMidYMax slice" role="presentation">
      <rect className={classes.sky} width="800" height="1000" />
      <circle className={classes.sun} cx="575" cy="300" r="88" />
      <path className={classes.far} d="M0 520 Q120 430 260 478 T520 440 T800 486 V1000 H0 Z" />
      <g className={classes.middle}>
        <path d="M0 610 Q160 548 330 588 T640 566 T800 596 V1000 H0 Z" />
        <Spruce x={70} y={606} h={170} />
        <Spruce x={128} y={600} h={120} />
        <Spruce x={640} y={586} h={150} />
        <Spruce x={704} y={590} h={210} />
        <Spruce x={764} y={604} h={140} />
      </g>
      <g className={classes.near}>
        <path d="M0 742 Q210 676 420 712 T800 690 V1000 H0 Z" />
        <Spruce x={26} y={742} h={330} />
        <Spruce x={770} y={712} h={300} />
      </g>
      <path className={classes.ground} d="M0 860 Q240 786 470 814 T800 802 V1000 H0 Z" />
      <g className={classes.deer} transform="translate(262 530) scale(1.28)">
        <path d="M52 118 C60 100 92 97 122 100 C146 102 160 96 168 82 C172 70 174 56 180 44 C183 37 190 34 197 37 L214 48 C219 51 219 56 214 58 L200 61 C197 72 194 88 188 104 C184 116 178 124 172 130 L174 160 L171 214 L164 214 L162 164 L154 140 C140 146 116 146 98 141 L88 152 L84 176 L80 214 L73 214 L72 174 L68 148 C58 142 50 132 52 118 Z" />
        <path d="M150 136 L152 168 L147 214 L140 214 L142 166 L138 138 Z M66 138 L58 160 L60 184 L53 214 L46 214 L49 182 L47 158 L54 132 Z" />
        <path d="M54 110 C46 112 44 122 48 130 C52 126 56 120 58 114 Z M181 42 C172 40 164 34 162 28 C170 26 180 30 186 37 Z" />
        <path
          className={classes.antlers}
          d="M188 36 C184 22 172 14 170 -8 M176 12 C168 8 162 0 160 -8 M185 24 C190 16 191 8 189 0 M192 35 C196 20 208 14 212 -6 M206 8 C214 4 220 -4 222 -12 M197 22 C194 14 196 6 200 0"
        />
      </g>
      <g transform="translate(298 486)">
        <rect className={classes.box} x="0" y="0" width="276" height="340" rx="6" />
        <rect className={classes.label} x="-2" y="-40" width="158" height="34" rx="6" />
        <text className={classes.name} x="14" y="-17">
          Anders? 87 %
        </text>
      </g>
      <path
        className={classes.grass}
        d="M60 930 q6 -40 -6 -70 M72 934 q2 -50 18 -78 M84 932 q-2 -30 -10 -52 M640 960 q6 -44 -8 -80 M654 962 q2 -56 22 -86 M668 960 q-4 -34 -14 -58 M330 968 q4 -30 -6 -52 M340 970 q2 -36 14 -58"
      />
    </svg>
  );
}
