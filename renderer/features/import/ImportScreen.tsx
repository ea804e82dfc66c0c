// The import panel: drop, say where it was taken, watch it come in, read what became of every file.
import { Button, Loader, Progress } from '@mantine/core';
import { useEffect } from 'react';
import { useCall } from '../../queries.ts';
import { useDrop } from '../../stores/drop.ts';
import { type UploadProgress, useImporting } from '../../stores/importing.ts';
import { useKeys } from '../../stores/keys.ts';
import { Page } from '../../ui/Page.tsx';
import { shortFolder } from '../../ui/paths.ts';
import { useFolderPicker } from '../../ui/useFolderPicker.tsx';
import { bytes, counted, number } from '../../ui/words.ts';
import { DropZone } from './DropZone.tsx';
import { ImportRun } from './ImportRun.tsx';
import classes from './ImportScreen.module.css';
import { PastImports } from './PastImports.tsx';
import { Planning } from './Planning.tsx';
import { giveUp, takeUp } from './prepare.ts';

export default function ImportScreen() {
  const stage = useImporting((state) => state.stage);
  const { setStage, setRows } = useImporting.getState();
  const dropped = useDrop((state) => state.dropped);
  const settings = useCall('settings.get', {});
  const picker = useFolderPicker();

  useEffect(() => {
    if (dropped === null) return;
    const taken = useDrop.getState().take();
    if (taken !== null) void takeUp(taken);
  }, [dropped]);

  const choose = async () => {
    const paths = await picker.pick('Choose folders to import', { multiple: true });
    const before = stage.kind === 'planning' && !stage.staged ? stage.paths : [];
    if (paths.length > 0) await takeUp({ kind: 'paths', paths: [...new Set([...before, ...paths])] });
  };
  const startOver = () => {
    giveUp(stage);
    setRows([]);
    setStage({ kind: 'idle' });
  };
  useKeys('Import', [{ keys: 'o', does: 'Choose folders', run: () => void choose() }]);

  return (
    <Page
      title="Import"
      about={stage.kind === 'idle' ? 'Cards in' : undefined}
      actions={
        stage.kind === 'planning' && (
          <>
            {!stage.staged && (
              <Button variant="default" onClick={choose}>
                Add folders
              </Button>
            )}
            <Button variant="default" onClick={startOver}>
              Start over
            </Button>
          </>
        )
      }
    >
      {stage.kind === 'idle' && <DropZone onChoose={choose} />}
      {stage.kind === 'sending' && <Sending progress={stage.progress} onCancel={startOver} />}
      {stage.kind === 'looking' && (
        <div className={classes.panel} aria-live="polite">
          <div className={classes.looking}>
            <Loader size="sm" />
            <span>
              Looking into{' '}
              {stage.staged ? 'what was dropped' : stage.paths.map((path) => shortFolder(path, null)).join(', ')}…
              nothing is stored yet.
            </span>
          </div>
        </div>
      )}
      {stage.kind === 'planning' && settings.data !== undefined && <Planning stage={stage} />}
      {stage.kind === 'running' && <ImportRun jobId={stage.jobId} onAnother={startOver} />}
      {(stage.kind === 'idle' || stage.kind === 'running') && <PastImports />}
      {picker.dialog}
    </Page>
  );
}

function Sending({ progress, onCancel }: { progress: UploadProgress; onCancel(): void }) {
  return (
    <div className={classes.panel} aria-live="polite">
      <h2 className={classes.panelTitle}>
        {progress.files === 0 ? 'Reading what was dropped' : `Sending ${counted(progress.files, 'file')} to Herdbook`}
      </h2>
      <Progress
        my="sm"
        value={progress.bytes === 0 ? 0 : (100 * progress.sent) / progress.bytes}
        aria-label="Files sent"
      />
      <div className={classes.row}>
        <span className={classes.muted}>
          {number(progress.done)} of {number(progress.files)} · {bytes(progress.sent)} of {bytes(progress.bytes)}
          {progress.failed.length > 0 && ` · ${counted(progress.failed.length, 'file')} could not be sent`}
        </span>
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
