// One of the two frames: a photograph laid so that the animal fills it, moved and enlarged together with the other one.
import { IconPhotoOff } from '@tabler/icons-react';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { BoxOverlay } from '../../ui/BoxOverlay.tsx';
import { lay, type Placement, type Size, type View, zoomAt } from './geometry.ts';
import classes from './PhotoPane.module.css';
import { addresses, type Shown } from './pictures.ts';

interface Props {
  shown: Shown | null;
  placement: Placement | undefined;
  frame: Size;
  view: View;
  onView(view: View): void;
  alt: string;
  /** Draw the box that is asked about: the whole photograph is shown, or other animals are near. */
  outlined: boolean;
  children?: ReactNode;
}

export function PhotoPane({ shown, placement, frame, view, onView, alt, outlined, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<{ id: number; x: number; y: number } | null>(null);
  const latest = useRef({ view, onView });
  latest.current = { view, onView };

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    // React listens to wheels passively, which would scroll the page as well.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top, width, height } = element.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0018));
      const [x, y] = [event.clientX - left - width / 2, event.clientY - top - height / 2];
      latest.current.onView(zoomAt(latest.current.view, factor, x, y));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, []);

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || (event.target as HTMLElement).closest('button, a')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { id: event.pointerId, x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const from = drag.current;
    if (from === null || from.id !== event.pointerId) return;
    drag.current = { id: from.id, x: event.clientX, y: event.clientY };
    onView({ ...view, x: view.x + event.clientX - from.x, y: view.y + event.clientY - from.y });
  };
  const up = () => {
    drag.current = null;
  };

  return (
    <div
      ref={box}
      className={classes.pane}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      {shown !== null && placement !== undefined && (
        <Picture key={shown.detection.id} {...{ shown, placement, frame, view, alt, outlined }} />
      )}
      {children}
    </div>
  );
}

interface PictureProps {
  shown: Shown;
  placement: Placement;
  frame: Size;
  view: View;
  alt: string;
  outlined: boolean;
}

function Picture({ shown, placement, frame, view, alt, outlined }: PictureProps) {
  const { quick, sharp } = addresses(shown, placement, view.zoom);
  // The sharp picture is swapped in when it has come; until then the one before it stays.
  const [ready, setReady] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let wanted = true;
    const image = new Image();
    image.src = sharp;
    image.decode().then(
      () => wanted && setReady(sharp),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [sharp]);
  if (missing)
    return (
      <div className={classes.missing} role="img" aria-label={`${alt}: cannot be shown`}>
        <IconPhotoOff size={28} stroke={1.4} />
        The photograph cannot be shown
      </div>
    );
  const [left, top, width, height] = lay(shown, placement, view, frame);
  return (
    <div className={classes.picture} style={{ left, top, width, height }}>
      <img
        className={classes.image}
        src={ready ?? quick}
        alt={alt}
        draggable={false}
        onError={() => ready === null && setMissing(true)}
      />
      {outlined && shown.photograph && (
        <BoxOverlay boxes={[shown.detection]} pictureRatio={shown.ratio} frameRatio={shown.ratio} />
      )}
    </div>
  );
}
