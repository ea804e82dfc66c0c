// What became of every file of an import: numbers first, then each duplicate, skipped and failed file with its reason.
import type { ImportResult } from '../../../shared/contract/import.ts';
import { withoutStaging } from '../../ui/paths.ts';
import { duration, number } from '../../ui/words.ts';
import classes from './Outcome.module.css';
import { ReasonList } from './ReasonList.tsx';

export function Outcome({ result }: { result: ImportResult }) {
  const numbers: [label: string, value: number, tone?: string][] = [
    ['files found', result.media],
    ['imported', result.imported, 'good'],
    ['already there', result.duplicates.length],
    ['left alone', result.skipped.length],
    ['failed', result.failed.length, result.failed.length > 0 ? 'bad' : undefined],
    ['events', result.events],
  ];
  return (
    <>
      <dl className={classes.numbers}>
        {numbers.map(([label, value, tone]) => (
          <div key={label} className={classes.number} data-tone={tone}>
            <dd>{number(value)}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      <p className={classes.time}>
        {duration(result.seconds)}
        {result.seconds >= 1 && result.media > 0 && `, ${(result.media / result.seconds).toFixed(1)} files a second`}
      </p>
      <div className={classes.lists}>
        {result.failed.length > 0 && (
          <ReasonList
            title="Failed"
            entries={result.failed.map((one) => ({ path: withoutStaging(one.path), note: one.reason }))}
            open
          />
        )}
        {result.duplicates.length > 0 && (
          <ReasonList
            title="Already in the library"
            entries={result.duplicates.map((one) => ({
              path: withoutStaging(one.path),
              note: `same as ${one.sameAs}`,
            }))}
          />
        )}
        {result.skipped.length > 0 && (
          <ReasonList
            title="Left alone"
            entries={result.skipped.map((one) => ({ path: withoutStaging(one.path), note: one.reason }))}
          />
        )}
      </div>
    </>
  );
}
