// What people did, day by day, newest first. What was undone stays, struck through.
import {
  IconArrowMerge,
  IconArrowsSplit2,
  IconCircleCheck,
  IconCircleX,
  IconPencil,
  IconPlus,
  IconVector,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Link } from 'wouter';
import { portraitUrl } from '../../../shared/contract/urls.ts';
import type { Individual, JournalEntry } from '../../../shared/domain/individual.ts';
import classes from './JournalList.module.css';

interface Props {
  entries: readonly JournalEntry[];
  /** Whose pictures are shown beside the entries that are about them. */
  individuals?: readonly Individual[];
  compact?: boolean;
}

export function JournalList({ entries, individuals = [], compact = false }: Props) {
  const byId = new Map<string, Individual>(individuals.map((individual) => [individual.id, individual]));
  return (
    <div className={classes.journal} data-compact={compact || undefined}>
      {byDay(entries).map(([day, of]) => (
        <section key={day} className={classes.day}>
          <h3 className={classes.date}>{day}</h3>
          <ol className={classes.list}>
            {of.map((entry) => (
              <Entry key={entry.id} entry={entry} about={entry.individuals.flatMap((id) => byId.get(id) ?? [])} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

type Icon = ComponentType<{ size?: number; stroke?: number }>;
/** By the beginning of the word that names the kind of act. */
const icons: [action: string, icon: Icon, tone?: string][] = [
  ['confirm', IconCircleCheck, 'good'],
  ['reject', IconCircleX, 'bad'],
  ['new', IconPlus, 'good'],
  ['merge', IconArrowMerge],
  ['split', IconArrowsSplit2],
  ['draw', IconVector],
  ['box', IconVector],
];

function Entry({ entry, about }: { entry: JournalEntry; about: Individual[] }) {
  const [, Icon, tone] = icons.find(([action]) => entry.action.startsWith(action)) ?? ['', IconPencil as Icon];
  return (
    <li className={classes.entry} data-undone={entry.undone || undefined}>
      <span className={classes.icon} data-tone={entry.undone ? undefined : tone} aria-hidden>
        <Icon size={15} stroke={1.8} />
      </span>
      <time className={classes.time} dateTime={entry.at}>
        {local(entry.at)?.toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit' }) ?? ''}
      </time>
      <span className={classes.summary}>
        {entry.undone ? <s>{entry.summary}</s> : entry.summary}
        {entry.undone && <span className={classes.undone}> undone</span>}
      </span>
      <span className={classes.about}>
        {about.slice(0, 3).map((individual) => (
          <Link
            key={individual.id}
            href={`/individuals/${individual.id}`}
            title={individual.name}
            className={classes.face}
          >
            <img
              src={portraitUrl(individual.id, individual.thumbnailDetectionId ?? '')}
              alt={individual.name}
              loading="lazy"
            />
          </Link>
        ))}
      </span>
      <span className={classes.person}>{entry.person}</span>
    </li>
  );
}

const local = (instant: string) => {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId());
  } catch {
    return null;
  }
};

function byDay(entries: readonly JournalEntry[]): [string, JournalEntry[]][] {
  const today = Temporal.Now.plainDateISO();
  const days = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    const date = local(entry.at)?.toPlainDate();
    const ago = date === undefined ? -1 : date.until(today).days;
    const name =
      date === undefined
        ? 'Some day'
        : ago === 0
          ? 'Today'
          : ago === 1
            ? 'Yesterday'
            : date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    const known = days.get(name);
    if (known === undefined) days.set(name, [entry]);
    else known.push(entry);
  }
  return [...days];
}
