// Imports so far, newest first, each with what became of its files.
import { useState } from 'react';
import { useCall } from '../../queries.ts';
import { shortFolder, withoutStaging } from '../../ui/paths.ts';
import { counted, moment, number } from '../../ui/words.ts';
import { Outcome } from './Outcome.tsx';
import classes from './PastImports.module.css';

const stateWords: Record<string, string> = {
  queued: 'waiting',
  running: 'under way',
  failed: 'stopped',
  cancelled: 'cancelled',
};

export function PastImports() {
  const past = useCall('import.list', {}).data ?? [];
  const [open, setOpen] = useState<string | null>(null);
  if (past.length === 0) return null;
  return (
    <section className={classes.past} aria-labelledby="past">
      <h2 id="past" className={classes.title}>
        Imports so far
      </h2>
      <ul className={classes.list}>
        {past.map((one) => {
          const shown = open === one.id;
          const { result } = one;
          return (
            <li key={one.id} className={classes.item}>
              <button
                type="button"
                className={classes.line}
                aria-expanded={shown}
                disabled={result === null}
                onClick={() => setOpen(shown ? null : one.id)}
              >
                <span className={classes.sources} title={one.sources.join('\n')}>
                  {one.sources.map((source) => sourceName(source)).join(', ')}
                </span>
                <span className={classes.words}>
                  {result === null
                    ? (stateWords[one.state] ?? one.state)
                    : [
                        `${number(result.imported)} imported`,
                        result.duplicates.length > 0 ? `${number(result.duplicates.length)} already there` : null,
                        result.failed.length > 0 ? counted(result.failed.length, 'failure') : null,
                      ]
                        .filter((word) => word !== null)
                        .join(' · ')}
                </span>
                <span className={classes.time}>{moment(one.startedAt)}</span>
              </button>
              {shown && result !== null && (
                <div className={classes.detail}>
                  <Outcome result={result} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Files dropped into a browser came through a staging folder, whose name only machines need. */
const sourceName = (source: string) => shortFolder(withoutStaging(source), null) || 'Dropped files';
