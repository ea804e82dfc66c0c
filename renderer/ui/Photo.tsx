// A photograph in a box of fixed shape: nothing jumps while it loads, and a picture that cannot be shown says so in its place.
import { IconPhotoOff } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { BoxOverlay } from './BoxOverlay.tsx';
import type { DrawnBox } from './boxes.ts';
import classes from './Photo.module.css';

interface Props {
  src: string;
  alt: string;
  /** Width ÷ height of the frame; default 4:3. */
  ratio?: number;
  /** Width ÷ height of the picture itself, where boxes are drawn over it; default the frame's. */
  pictureRatio?: number | undefined;
  fit?: 'cover' | 'contain';
  boxes?: readonly DrawnBox[] | undefined;
  labels?: boolean;
  /** Load at once instead of when it comes near the window. */
  eager?: boolean;
  radius?: number;
  style?: CSSProperties;
  children?: ReactNode;
}

export function Photo({
  src,
  alt,
  ratio = 4 / 3,
  pictureRatio,
  fit = 'cover',
  boxes,
  labels = false,
  eager = false,
  radius = 6,
  style,
  children,
}: Props) {
  const [answer, setAnswer] = useState<{ src: string; shown: boolean } | null>(null);
  const known = answer?.src === src ? answer : null;
  return (
    <div className={classes.frame} style={{ aspectRatio: ratio, borderRadius: radius, ...style }}>
      {known?.shown === false ? (
        <div className={classes.missing} role="img" aria-label={`${alt}: cannot be shown`}>
          <IconPhotoOff size={22} stroke={1.5} />
          <span>cannot be shown</span>
        </div>
      ) : (
        <img
          className={classes.image}
          data-shown={known?.shown === true || undefined}
          style={{ objectFit: fit }}
          src={src}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onLoad={() => setAnswer({ src, shown: true })}
          onError={() => setAnswer({ src, shown: false })}
        />
      )}
      {boxes !== undefined && boxes.length > 0 && known?.shown !== false && (
        <BoxOverlay boxes={boxes} pictureRatio={pictureRatio ?? ratio} frameRatio={ratio} fit={fit} labels={labels} />
      )}
      {children}
    </div>
  );
}
