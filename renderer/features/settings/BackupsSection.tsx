// A copy of the catalogue, and a look for damage.
import { Alert, Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useCall } from '../../queries.ts';
import { bytes, counted } from '../../ui/words.ts';
import { ReasonList } from '../import/ReasonList.tsx';
import { Field, Section } from './Field.tsx';
import classes from './SettingsScreen.module.css';

export function BackupsSection() {
  const backup = useAct('library.backup');
  const check = useAct('library.check');
  const reveal = useAct('host.reveal');
  const host = useCall('host.describe', {}).data;
  const [hashes, setHashes] = useState(false);
  return (
    <>
      <Section
        title="Backup"
        about="The catalogue holds every decision; it is copied by itself before each migration. Photographs lie in the library's folder and are backed up like any other files."
      >
        <Field
          name="Copy of the catalogue"
          about={
            backup.data && (
              <span className={classes.path} aria-live="polite">
                {backup.data.file} ({bytes(backup.data.bytes)})
              </span>
            )
          }
        >
          <Button variant="default" loading={backup.isPending} onClick={() => backup.mutate({})}>
            Back up now
          </Button>
          {backup.data && host?.kind === 'electron' && (
            <Button variant="subtle" onClick={() => backup.data && reveal.mutate({ path: backup.data.file })}>
              Show
            </Button>
          )}
        </Field>
      </Section>
      <Section
        title="Check"
        about="Looks for files that are missing or changed, rows without their other half, and work that is stuck. Nothing is changed."
      >
        <Field name="This library" about="Reading every file takes as long as copying them all once.">
          <Checkbox
            mb="sm"
            label="Read every file and compare its hash"
            checked={hashes}
            onChange={(event) => setHashes(event.currentTarget.checked)}
          />
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate({ hashes })}>
            Check now
          </Button>
        </Field>
        {check.data?.ok && (
          <Alert my="md" color="forest" variant="light" icon={<IconCircleCheck size={18} />} role="status">
            Everything is in order.
          </Alert>
        )}
        {check.data && !check.data.ok && (
          <div className={classes.problems}>
            <Alert color="amber" variant="light" icon={<IconAlertTriangle size={18} />} mb="sm" role="alert">
              {counted(check.data.problems.length, 'problem')} found.
            </Alert>
            <ReasonList
              title="Problems"
              open
              entries={check.data.problems.map((one) => ({ path: one.subject, note: one.message }))}
            />
          </div>
        )}
      </Section>
    </>
  );
}
