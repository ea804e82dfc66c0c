// Boxes drawn over a picture. Proposed identities are dashed and end in a question mark, confirmed ones are solid: never colour alone.
import classes from './BoxOverlay.module.css';
import { boxWords, type DrawnBox, pictureArea, placeBox } from './boxes.ts';

interface Props {
  boxes: readonly DrawnBox[];
  /** Width ÷ height of the upright picture and of the frame it is shown in. */
  pictureRatio: number;
  frameRatio: number;
  fit?: 'cover' | 'contain';
  labels?: boolean;
}

export function BoxOverlay({ boxes, pictureRatio, frameRatio, fit = 'contain', labels = false }: Props) {
  const area = pictureArea(pictureRatio, frameRatio, fit);
  return (
    <div className={classes.overlay} aria-hidden>
      {boxes.map((box) => {
        const [left, top, width, height] = placeBox(box.box, area);
        return (
          <div
            key={box.id}
            className={classes.box}
            data-category={box.category}
            data-state={box.identification ?? undefined}
            style={{
              left: `${left * 100}%`,
              top: `${top * 100}%`,
              width: `${width * 100}%`,
              height: `${height * 100}%`,
            }}
          >
            {labels && <span className={classes.label}>{boxWords(box)}</span>}
          </div>
        );
      })}
    </div>
  );
}
