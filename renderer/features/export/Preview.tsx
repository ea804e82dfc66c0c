// What would be made, while it is being chosen: the cover as it will look, and how much there is in it.
import type { ExportPreview } from '../../../shared/contract/report.ts';
import { cropUrl } from '../../../shared/contract/urls.ts';
import { useCall } from '../../queries.ts';
import { bytes, number, period } from '../../ui/words.ts';
import type { Choices } from './choices.ts';
import { kindWords } from './kinds.ts';
import classes from './Preview.module.css';

interface Props {
  choices: Choices;
  library: string;
  counts: ExportPreview | undefined;
  /** The counts shown are those of a moment ago. */
  stale: boolean;
  problem: string | undefined;
}

export function Preview({ choices, library, counts, stale, problem }: Props) {
  const paper = choices.kind === 'pdf' || choices.kind === 'zip';
  const { name, about, icon: Icon } = kindWords(choices.kind);
  return (
    <section className={classes.preview} aria-label="Preview">
      <div className={classes.desk}>
        {paper ? (
          <Cover choices={choices} library={library} />
        ) : (
          <div className={classes.data}>
            <Icon size={40} stroke={1.2} />
            <b>{name}</b>
            <span>{about}</span>
          </div>
        )}
      </div>
      <div className={classes.counts} aria-live="polite" data-stale={stale || undefined}>
        {counts !== undefined ? (
          <>
            <dl className={classes.numbers}>
              <Count name={counts.photographs === 1 ? 'photograph' : 'photographs'} value={counts.photographs} />
              <Count name={counts.events === 1 ? 'event' : 'events'} value={counts.events} />
              <Count name={counts.individuals === 1 ? 'individual' : 'individuals'} value={counts.individuals} />
            </dl>
            <p className={classes.size}>
              {counts.photographs === 0
                ? 'No photograph of this period and choice is in the library.'
                : `The file will be about ${bytes(counts.estimatedBytes)}.`}
            </p>
          </>
        ) : (
          <p className={classes.size}>{problem ?? 'Counting…'}</p>
        )}
      </div>
    </section>
  );
}

const Count = ({ name, value }: { name: string; value: number }) => (
  <div>
    <dd>{number(value)}</dd>
    <dt>{name}</dt>
  </div>
);

/** The first page: title, period, and the six most seen individuals of what was chosen. */
function Cover({ choices, library }: { choices: Choices; library: string }) {
  const { species, title, startDate, endDate, paper } = choices;
  const individuals = useCall('individuals.list', species === null ? {} : { species }).data ?? [];
  const shown = individuals
    .filter((individual) => individual.thumbnailDetectionId !== null)
    .toSorted((a, b) => b.detections - a.detections)
    .slice(0, 6);
  return (
    <div className={classes.cover} style={{ aspectRatio: paper === 'a4' ? '210 / 297' : '216 / 279' }} aria-hidden>
      <span className={classes.kicker}>{library}</span>
      <span className={classes.title}>{title.trim() === '' ? defaultTitle(choices) : title}</span>
      <span className={classes.period}>{period(startDate, endDate)}</span>
      <div className={classes.faces}>
        {shown.map(({ id, thumbnailDetectionId }) =>
          thumbnailDetectionId === null ? null : <img key={id} src={cropUrl(thumbnailDetectionId)} alt="" />,
        )}
      </div>
    </div>
  );
}

const defaultTitle = ({ species }: Choices): string =>
  species === 'deer'
    ? 'Deer of the season'
    : species === 'horse'
      ? 'Horses of the season'
      : 'Deer and horses of the season';
