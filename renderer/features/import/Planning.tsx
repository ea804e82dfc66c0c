// The table of folders with what applies to all of them, and the button that starts.
import { Button, SegmentedControl, Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { fieldMessages, useAct, useCall } from '../../queries.ts';
import { type Stage, useImporting } from '../../stores/importing.ts';
import { useKeys } from '../../stores/keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FieldErrors } from '../../ui/FieldErrors.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { withoutStaging } from '../../ui/paths.ts';
import { bytes, counted } from '../../ui/words.ts';
import classes from './ImportScreen.module.css';
import { PlanTable } from './PlanTable.tsx';
import { readRow } from './plan.ts';
import { ReasonList } from './ReasonList.tsx';

export function Planning({ stage }: { stage: Extract<Stage, { kind: 'planning' }> }) {
  const { preview, paths, staged, base } = stage;
  const rows = useImporting((state) => state.rows);
  const mode = useImporting((state) => state.mode);
  const analyse = useImporting((state) => state.analyse);
  const { set, setStage } = useImporting.getState();
  const locations = useCall('locations.list', {}).data ?? [];
  const start = useAct('import.start', {
    quiet: true,
    done: ({ jobId }) => setStage({ kind: 'running', jobId }),
  });
  const read = rows.map(readRow);
  const plans = read.map((row) => row.plan).filter((plan) => plan !== null);
  const wrong = read.length - plans.length;
  const files = preview.images + preview.videos;
  const needed = staged || mode === 'copy' ? preview.bytes : 0;
  const tooLarge = preview.freeBytes !== null && needed > preview.freeBytes;
  const ready = wrong === 0 && files > 0 && !start.isPending;
  const problems = [...stage.sendFailures, ...preview.problems];

  const begin = () => {
    if (ready) start.mutate({ paths, mode: staged ? 'copy' : mode, plans, analyse, staged });
  };
  useKeys('Import', [{ keys: 'Mod+Enter', does: 'Start the import', inFields: true, run: begin }]);

  if (files === 0 && problems.length === 0)
    return (
      <EmptyState title="No photographs or videos in there">
        {preview.others > 0
          ? `${counted(preview.others, 'file')} of other kinds ${preview.others === 1 ? 'is' : 'are'} in these folders, none of them a photograph or video.`
          : 'The folders are empty. Is it the right card?'}
      </EmptyState>
    );

  return (
    <div className={classes.planning}>
      <p className={classes.totals}>
        <b>{counted(preview.images, 'photograph')}</b>
        {preview.videos > 0 && <b> and {counted(preview.videos, 'video')}</b>} in {counted(rows.length, 'folder')},{' '}
        {bytes(preview.bytes)}
        {preview.others > 0 && `; ${counted(preview.others, 'other file')} will be left alone`}.
        {preview.freeBytes !== null && ` ${bytes(preview.freeBytes)} are free in the library.`}
      </p>
      {rows.length > 0 && <PlanTable preview={preview} rows={rows} locations={locations} base={base} />}
      {problems.length > 0 && (
        <ReasonList
          title="Cannot be read"
          entries={problems.map((one) => ({ path: withoutStaging(one.path), note: one.reason }))}
        />
      )}
      <div className={classes.options}>
        {!staged && (
          <div className={classes.option}>
            <SegmentedControl
              aria-label="Copy or reference"
              value={mode}
              onChange={(value) => set({ mode: value === 'reference' ? 'reference' : 'copy' })}
              data={[
                { value: 'copy', label: 'Copy into the library' },
                { value: 'reference', label: 'Leave where they are' },
              ]}
            />
            <p className={classes.muted}>
              {mode === 'copy'
                ? 'Every file is copied, read back and compared before it counts. The card can be pulled out and formatted afterwards.'
                : 'Herdbook remembers the paths. Photographs are missing whenever their disk is not connected.'}
              {mode === 'reference' && preview.removable && (
                <span className={classes.caution}>
                  {' '}
                  <IconAlertTriangle size={14} aria-hidden /> This looks like a removable card: copying is safer.
                </span>
              )}
            </p>
          </div>
        )}
        <div className={classes.option}>
          <Switch
            label="Look for animals afterwards"
            checked={analyse}
            onChange={(event) => set({ analyse: event.currentTarget.checked })}
          />
          <p className={classes.muted}>
            Finds deer and horses and proposes who they are. It can also be started later.
          </p>
        </div>
      </div>
      {tooLarge && (
        <FieldErrors
          title="Not enough room"
          messages={{ bytes: `${bytes(needed)} are needed and ${bytes(preview.freeBytes ?? 0)} are free.` }}
        />
      )}
      {start.error !== null && (
        <FieldErrors
          title="The import was not started"
          messages={
            Object.keys(fieldMessages(start.error)).length > 0
              ? fieldMessages(start.error)
              : { import: start.error.message }
          }
        />
      )}
      <div className={classes.start}>
        <Button size="md" disabled={!ready} loading={start.isPending} onClick={begin}>
          Import {counted(files, 'file')}
        </Button>
        <KeyHint keys="Mod+Enter" />
        {wrong > 0 && <span className={classes.caution}>{counted(wrong, 'folder')} still to be corrected above</span>}
      </div>
    </div>
  );
}
