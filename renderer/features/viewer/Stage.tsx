// The photograph, large, with its boxes: zoom with the wheel at the pointer, drag to look around, drag boxes and their handles, and
// draw new ones. It knows geometry and pointers; what a change means is its owner's business.
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { IconPhotoOff } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { mediaUrl } from '../../../shared/contract/urls.ts';
import type { Box } from '../../../shared/domain/box.ts';
import type { Detection, Media } from '../../../shared/domain/media.ts';
import { boxWords } from '../../ui/boxes.ts';
import { percent } from '../../ui/words.ts';
import {
  boxBetween,
  dragBox,
  type Handle,
  handles,
  keepInSight,
  largeEnough,
  type Point,
  pictureRect,
  toPicture,
  type View,
  zoomAt,
} from './geometry.ts';
import classes from './Stage.module.css';

interface Props {
  media: Media;
  boxes: boolean;
  selected: string | null;
  drawing: boolean;
  view: View;
  onView(view: View): void;
  onSelect(id: string | null): void;
  onDraw(box: Box): void;
  onMove(id: string, box: Box): void;
}

type Gesture =
  | { kind: 'pan'; from: Point; view: View; moved: boolean }
  | { kind: 'draw'; from: Point; to: Point }
  | { kind: 'box'; id: string; handle: Handle; from: Point; box: Box; now: Box; moved: boolean };

/** Pixels a pointer may tremble before a press becomes a drag. */
const tremble = 4;
const previewWidth = 1600;

export function Stage({ media, boxes, selected, drawing, view, onView, onSelect, onDraw, onMove }: Props) {
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>();
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const ref = useMergedRef(sizeRef, setElement);
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const ratio = media.width && media.height ? media.width / media.height : 4 / 3;
  const stage = { width, height };
  const rect = pictureRect(stage, ratio, view);
  // Zoomed in, the pixels of the camera count; otherwise a light picture is quicker through a long card.
  const fine = rect.width > previewWidth * 1.15 && media.width !== null && media.width > previewWidth;
  const src = mediaUrl(media.id, fine ? (media.width ?? previewWidth) : previewWidth);

  // React's own wheel listener is passive and could not keep the page from scrolling.
  const latest = useRef({ view, stage, ratio });
  latest.current = { view, stage, ratio };
  useEffect(() => {
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      const now = latest.current;
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016));
      onView(
        zoomAt(now.stage, now.ratio, now.view, factor, {
          x: event.clientX - bounds.left,
          y: event.clientY - bounds.top,
        }),
      );
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [element, onView]);

  const pointOf = (event: PointerEvent): Point => {
    const bounds = element?.getBoundingClientRect();
    return { x: event.clientX - (bounds?.left ?? 0), y: event.clientY - (bounds?.top ?? 0) };
  };

  const startBox = (event: PointerEvent, one: Detection, handle: Handle) => {
    if (drawing || event.button !== 0) return;
    event.stopPropagation();
    element?.setPointerCapture(event.pointerId);
    onSelect(one.id);
    setGesture({ kind: 'box', id: one.id, handle, from: pointOf(event), box: one.box, now: one.box, moved: false });
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 && event.button !== 1) return;
    element?.setPointerCapture(event.pointerId);
    const from = pointOf(event);
    setGesture(
      drawing && event.button === 0 ? { kind: 'draw', from, to: from } : { kind: 'pan', from, view, moved: false },
    );
  };

  const onPointerMove = (event: PointerEvent) => {
    if (gesture === null) return;
    const at = pointOf(event);
    const far = Math.hypot(at.x - gesture.from.x, at.y - gesture.from.y) > tremble;
    if (gesture.kind === 'draw') setGesture({ ...gesture, to: at });
    else if (gesture.kind === 'pan') {
      if (!gesture.moved && !far) return;
      setGesture({ ...gesture, moved: true });
      const { zoom, x, y } = gesture.view;
      onView(keepInSight(stage, ratio, { zoom, x: x + at.x - gesture.from.x, y: y + at.y - gesture.from.y }));
    } else {
      if (!gesture.moved && !far) return;
      const dx = (at.x - gesture.from.x) / rect.width;
      const dy = (at.y - gesture.from.y) / rect.height;
      setGesture({ ...gesture, moved: true, now: dragBox(gesture.box, gesture.handle, dx, dy) });
    }
  };

  const onUp = () => {
    if (gesture?.kind === 'draw') {
      const drawn = boxBetween(toPicture(rect, gesture.from), toPicture(rect, gesture.to));
      if (largeEnough(drawn)) onDraw(drawn);
    } else if (gesture?.kind === 'box' && gesture.moved) onMove(gesture.id, gesture.now);
    else if (gesture?.kind === 'pan' && !gesture.moved) onSelect(null);
    setGesture(null);
  };

  const place = ([x, y, w, h]: Box | readonly [number, number, number, number]) => ({
    left: rect.left + x * rect.width,
    top: rect.top + y * rect.height,
    width: w * rect.width,
    height: h * rect.height,
  });

  return (
    <div
      ref={ref}
      className={classes.stage}
      data-drawing={drawing || undefined}
      data-panning={gesture?.kind === 'pan' || undefined}
      onPointerDown={onDown}
      onPointerMove={onPointerMove}
      onPointerUp={onUp}
      onPointerCancel={() => setGesture(null)}
    >
      {width > 0 && failed !== src && (
        <img
          className={classes.picture}
          src={src}
          alt={media.name}
          draggable={false}
          style={rect}
          onError={() => setFailed(src)}
        />
      )}
      {failed === src && (
        <div className={classes.missing}>
          <IconPhotoOff size={34} stroke={1.4} />
          <div>This photograph cannot be shown.</div>
          <div className={classes.path}>{media.path}</div>
        </div>
      )}
      {width > 0 &&
        boxes &&
        media.detections.map((one) => {
          const held = gesture?.kind === 'box' && gesture.id === one.id;
          const chosen = selected === one.id;
          const at = place(held ? gesture.now : one.box);
          return (
            <button
              key={one.id}
              type="button"
              className={classes.box}
              data-category={one.category}
              data-state={one.identification ?? undefined}
              data-chosen={chosen || undefined}
              aria-pressed={chosen}
              aria-label={`${boxWords(one)}, ${percent(one.confidence)}${one.identification ? `, ${one.identification}` : ''}`}
              style={at}
              onFocus={() => onSelect(one.id)}
              onPointerDown={(event) => startBox(event, one, 'move')}
            >
              <span
                className={classes.label}
                data-inside={at.top < 22 || undefined}
                data-right={at.left > width - 130 || undefined}
              >
                {boxWords(one)}
                <span className={classes.confidence}>
                  {one.source === 'person' ? 'by hand' : percent(one.confidence)}
                </span>
              </span>
              {chosen &&
                handles.map((handle) => (
                  <span
                    key={handle}
                    className={classes.handle}
                    data-handle={handle}
                    onPointerDown={(event) => startBox(event, one, handle)}
                  />
                ))}
            </button>
          );
        })}
      {gesture?.kind === 'draw' && (
        <div
          className={classes.drawn}
          style={place(boxBetween(toPicture(rect, gesture.from), toPicture(rect, gesture.to)))}
        />
      )}
    </div>
  );
}
