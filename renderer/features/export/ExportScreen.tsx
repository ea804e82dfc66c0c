// The season's end: what is to be made, of when, and what goes in, with a live preview; below, what was made.
import { Button, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { ExportRequest } from '../../../shared/contract/report.ts';
import type { GroupBy } from '../../../shared/domain/words.ts';
import { checkExportRequest } from '../../../shared/rules/export-request.ts';
import { fieldMessages, useAct, useCall } from '../../queries.ts';
import { useKeys } from '../../stores/keys.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Failure } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Contents } from './Contents.tsx';
import { type Choices, requestOf, useChoices, uses } from './choices.ts';
import { DateField } from './DateField.tsx';
import { ExportList } from './ExportList.tsx';
import classes from './ExportScreen.module.css';
import { Field } from './Field.tsx';
import { KindChoice } from './KindChoice.tsx';
import { kindWords } from './kinds.ts';
import { Preview } from './Preview.tsx';
import { firstPeriod, presets } from './presets.ts';

export default function ExportScreen() {
  const choices = useChoices();
  const settings = useCall('settings.get', {}).data;
  const library = useCall('library.current', {}).data?.open?.name ?? '';
  const { first, last, known } = useLibraryPeriod();
  const today = Temporal.Now.plainDateISO(settings?.timezone ?? Temporal.Now.timeZoneId()).toString();

  // The first time, the period is that of the photographs.
  const untouched = choices.startDate === '' && choices.endDate === '';
  const { set } = choices;
  useEffect(() => {
    if (untouched && known && settings !== undefined) set(firstPeriod(today, first, last));
  }, [untouched, known, settings, today, first, last, set]);

  const violations = checkExportRequest(choices, { today });
  const request = useMemo(() => requestOf(choices), [choices]);
  const [settled] = useDebouncedValue(request, 250);
  const preview = useCall('export.preview', settled as ExportRequest, {
    enabled: checkExportRequest({ groupBy: 'week', ...settled }, { today }).length === 0,
    keep: true,
  });

  // What core refused, until the field it refused is changed.
  const [refused, setRefused] = useState<Record<string, string>>({});
  const start = useAct('export.start', { quiet: true });
  const change = (changed: Partial<Choices>) => {
    set(changed);
    start.reset();
    setRefused((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !(field in changed))));
  };
  const messages: Record<string, string> = { ...refused };
  for (const { field, message } of violations) messages[field] ??= message;
  const make = () => {
    if (violations.length > 0 || start.isPending) return;
    start.mutate(request as ExportRequest, { onError: (error) => setRefused(fieldMessages(error)) });
  };
  useKeys('Export', [{ keys: 'Mod+Enter', does: 'Make it', inFields: true, run: make }]);

  const { kind } = choices;
  const periods = presets(today, first, last);
  const wholly = violations.length === 0;
  return (
    <Page title="Export">
      <div className={classes.columns}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            make();
          }}
        >
          <Step number={1} title="What">
            <KindChoice value={kind} error={messages.kind} onChange={(chosen) => change({ kind: chosen })} />
          </Step>
          <Step number={2} title="When">
            <div className={classes.dates}>
              <DateField
                label="From"
                value={choices.startDate}
                latest={today}
                error={untouched ? undefined : messages.startDate}
                onChange={(startDate) => change({ startDate })}
              />
              <DateField
                label="To, that day included"
                value={choices.endDate}
                latest={today}
                error={untouched ? undefined : messages.endDate}
                onChange={(endDate) => change({ endDate })}
              />
              {uses.groupBy(kind) && (
                <Field label="Numbers by" error={messages.groupBy}>
                  <SegmentedControl
                    aria-label="Numbers by"
                    data={groupings}
                    value={choices.groupBy}
                    onChange={(groupBy) => change({ groupBy: groupBy as GroupBy })}
                  />
                </Field>
              )}
            </div>
            <div className={classes.presets}>
              {periods.map(({ name, startDate, endDate, obstacle }) => (
                <Button
                  key={name}
                  size="compact-sm"
                  variant="default"
                  className={classes.preset}
                  aria-pressed={choices.startDate === startDate && choices.endDate === endDate}
                  disabled={obstacle !== undefined}
                  title={obstacle}
                  onClick={() => change({ startDate, endDate })}
                >
                  {name}
                </Button>
              ))}
            </div>
          </Step>
          <Step number={3} title="What goes in">
            <Contents choices={choices} change={change} messages={messages} settings={settings} />
          </Step>
        </form>
        <div className={classes.aside}>
          <Preview
            choices={choices}
            library={library}
            counts={wholly ? preview.data : undefined}
            stale={preview.isPlaceholderData || settled !== request}
            problem={
              wholly
                ? preview.isError
                  ? preview.error.message
                  : undefined
                : 'What goes in is counted as soon as the period is right.'
            }
          />
          <Button
            size="lg"
            fullWidth
            loading={start.isPending}
            disabled={!wholly}
            aria-describedby={wholly ? undefined : 'why-not'}
            rightSection={
              <span className={classes.key}>
                <KeyHint keys="Mod+Enter" />
              </span>
            }
            onClick={make}
          >
            {kindWords(kind).make}
          </Button>
          {!wholly && !untouched && (
            <ul id="why-not" className={classes.why}>
              {violations.map(({ field, message }) => (
                <li key={field + message}>{message}</li>
              ))}
            </ul>
          )}
          {start.isError && Object.keys(fieldMessages(start.error)).length === 0 && <Failure error={start.error} />}
        </div>
      </div>
      <section className={classes.made}>
        <h2 className={classes.madeTitle}>Made within the last hour</h2>
        <ExportList />
      </section>
    </Page>
  );
}

const groupings = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
];

/** Days of the first and the last photograph that have a capture time; `known` once core has answered. */
function useLibraryPeriod() {
  const withTime = { from: '0001-01-01' };
  const oldest = useCall('media.tiles', { filter: withTime, order: 'oldest', limit: 1 });
  const newest = useCall('media.tiles', { filter: withTime, order: 'newest', limit: 1 });
  const dayOf = (answer: typeof oldest) => answer.data?.tiles[0]?.capturedAt?.slice(0, 10) ?? null;
  return { first: dayOf(oldest), last: dayOf(newest), known: !oldest.isPending && !newest.isPending };
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className={classes.step}>
      <h2 className={classes.stepTitle}>
        <span className={classes.number} aria-hidden>
          {number}
        </span>
        {title}
      </h2>
      <div className={classes.stepBody}>{children}</div>
    </section>
  );
}
