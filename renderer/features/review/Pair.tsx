// The two photographs side by side with what is known of each, and why the program thinks what it thinks.
import { Button, Tooltip } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { Ref } from 'react';
import { Link } from 'wouter';
import { cropUrl } from '../../../shared/contract/urls.ts';
import type { DetectionId } from '../../../shared/domain/ids.ts';
import type { Candidate, ReviewItem } from '../../../shared/domain/individual.ts';
import { useCall } from '../../queries.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Photo } from '../../ui/Photo.tsx';
import { counted, day } from '../../ui/words.ts';
import { Facts } from './Facts.tsx';
import { placeAlike, placeWhole, type Size, type View } from './geometry.ts';
import classes from './Pair.module.css';
import { PhotoPane } from './PhotoPane.tsx';
import { type Shown, shownOf } from './pictures.ts';
import { Score } from './Score.tsx';
import { apart } from './sentences.ts';

interface Props {
  item: ReviewItem;
  candidate: Candidate | null;
  isNew: boolean;
  frame: Size;
  frameRef: Ref<HTMLDivElement>;
  view: View;
  onView(view: View): void;
  whole: boolean;
  /** Which photograph of the candidate, counted on without end. */
  picture: number;
  onPicture(picture: number): void;
}

export function Pair({ item, candidate, isNew, frame, frameRef, view, onView, whole, picture, onPicture }: Props) {
  const query = shownOf(item.detection, item.media);
  const pictures = candidate === null ? [] : picturesOf(candidate);
  const at = pictures.length === 0 ? 0 : picture % pictures.length;
  const chosen = pictures[at];
  const other = useCall('detections.show', { id: chosen as DetectionId }, { enabled: chosen !== undefined });
  const answer: Shown | null =
    chosen !== undefined && other.data?.detection.id === chosen
      ? shownOf(other.data.detection, other.data.media)
      : null;
  const pair = answer === null ? [query] : [query, answer];
  const placements = whole ? pair.map((shown) => placeWhole(shown, frame)) : placeAlike(pair, frame);
  const outlined = (shown: Shown) => whole || shown.media.detections.length > 1;
  return (
    <div className={classes.pair}>
      <h2 className={classes.title}>
        Who is this?
        <Link href={`/media/${item.media.id}`} className={classes.quiet}>
          {item.media.name}
        </Link>
      </h2>
      <CandidateTitle item={item} candidate={candidate} isNew={isNew} />

      <div className={classes.frame} ref={frameRef}>
        <PhotoPane
          shown={query}
          placement={placements[0]}
          outlined={outlined(query)}
          alt={`The animal asked about, on ${item.media.name}`}
          {...{ frame, view, onView }}
        >
          <span className={classes.hint}>
            <KeyHint keys="w" /> {whole ? 'close up' : 'whole photograph'}
          </span>
        </PhotoPane>
      </div>
      <div className={classes.frame}>
        {candidate === null ? (
          <NoCandidate item={item} isNew={isNew} />
        ) : (
          <PhotoPane
            shown={answer}
            placement={placements[1]}
            outlined={answer !== null && outlined(answer)}
            alt={`${candidate.name}${answer === null ? '' : ` on ${answer.media.name}`}`}
            {...{ frame, view, onView }}
          >
            {pictures.length > 1 && (
              <div className={classes.best}>
                {pictures.map((id, place) => (
                  <button
                    key={id}
                    type="button"
                    className={classes.bestOne}
                    aria-label={`Photograph ${place + 1} of ${pictures.length} of ${candidate.name}`}
                    aria-pressed={place === at}
                    onMouseDown={(event) => event.preventDefault()}
                    onMouseEnter={() => onPicture(place)}
                    onClick={() => onPicture(place)}
                  >
                    <Photo src={cropUrl(id)} alt="" ratio={1} radius={4} eager />
                  </button>
                ))}
                <KeyHint keys="b" />
              </div>
            )}
          </PhotoPane>
        )}
      </div>

      <Facts shown={query} editable />
      <div className={classes.why}>
        {answer !== null && <Facts shown={answer} apart={apart(item.media.capturedAt, answer.media.capturedAt)} />}
        {candidate !== null && (
          <Tooltip label={`By ${candidate.breakdown.model}`} position="top-start">
            <p className={classes.reasons}>{candidate.breakdown.words.join(' · ')}</p>
          </Tooltip>
        )}
      </div>
    </div>
  );
}

/** The one most like the question first, then the best ones. */
const picturesOf = ({ detectionId, best }: Candidate): DetectionId[] => [
  detectionId,
  ...best.filter((id) => id !== detectionId).slice(0, 6),
];

function CandidateTitle({ item, candidate, isNew }: Pick<Props, 'item' | 'candidate' | 'isNew'>) {
  if (candidate === null) return <h2 className={classes.title}>{isNew ? 'A new animal' : 'Nobody in the register'}</h2>;
  const proposed = candidate.individualId === item.proposedIndividualId;
  return (
    <h2 className={classes.title}>
      <Link href={`/individuals/${candidate.individualId}`} className={classes.name}>
        {candidate.name}
      </Link>
      <Score score={candidate.score} threshold={candidate.breakdown.threshold} />
      <span className={classes.quiet}>
        {[
          proposed ? 'proposed' : null,
          candidate.provisional ? 'not yet named' : null,
          counted(candidate.detections, 'photograph'),
          candidate.lastSeen === null ? null : `last seen ${day(candidate.lastSeen)}`,
        ]
          .filter((word) => word !== null)
          .join(' · ')}
      </span>
    </h2>
  );
}

function NoCandidate({ item, isNew }: { item: ReviewItem; isNew: boolean }) {
  const nearest = item.candidates[0];
  return (
    <div className={classes.none}>
      <span className={classes.noneIcon} aria-hidden>
        <IconSparkles size={26} stroke={1.4} />
      </span>
      <p className={classes.noneTitle}>
        {isNew ? 'The program takes this for an animal it does not know' : 'No candidate is left'}
      </p>
      <p className={classes.noneText}>
        {isNew
          ? nearest === undefined
            ? 'Nothing of this species is in the register to compare it with.'
            : `Nearest in the register is ${nearest.name} with ${nearest.score.toFixed(2)}.`
          : 'Say that it is a new animal, or skip it and look at it again later.'}
      </p>
      {isNew && nearest !== undefined && (
        <Button component="span" variant="transparent" size="compact-sm" leftSection={<KeyHint keys="ArrowRight" />}>
          compare with {nearest.name}
        </Button>
      )}
    </div>
  );
}
