// How much of this computer is used, and what it and this installation can do.
import { Button, Switch } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import { useCall } from '../../queries.ts';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { bytes, counted } from '../../ui/words.ts';
import classes from './Doctor.module.css';
import { Field, Section } from './Field.tsx';
import type { SectionProps } from './SettingsScreen.tsx';
import { TypedNumber } from './TypedField.tsx';

export function ProcessingSection({ settings, messages, change }: SectionProps) {
  return (
    <>
      <Section title="Work">
        <Field name="After an import" about="Proposed for new imports; can be said differently for each.">
          <Switch
            label="Look for animals"
            checked={settings.analyseOnImport}
            onChange={(event) => change({ analyseOnImport: event.currentTarget.checked })}
          />
        </Field>
        <Field
          name="Workers"
          about="Programs that look at photographs side by side. 0 leaves the choice to Herdbook; fewer leave more of the computer to you. Counts when the library is opened the next time."
        >
          <TypedNumber
            label="Workers"
            value={settings.workers}
            error={messages.workers}
            onSave={(workers) => change({ workers })}
          />
        </Field>
      </Section>
      <Doctor />
    </>
  );
}

function Doctor() {
  const { data, error, refetch, isFetching } = useCall('doctor.report', {});
  return (
    <Section title="This computer and this installation">
      {error !== null && data === undefined && <Failure error={error} again={refetch} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <div className={classes.doctor}>
          <p className={classes.facts}>
            Herdbook {data.version} · Node {data.node.replace(/^v/, '')} · {data.platform} · {data.cores} cores ·{' '}
            {bytes(data.memoryBytes)} memory
            {data.freeBytes !== null && ` · ${bytes(data.freeBytes)} free for the library`}
          </p>
          <ul className={classes.list}>
            {data.checks.map((check) => (
              <Line key={check.name} state={check.ok ? 'good' : 'bad'} name={check.name} words={check.message} />
            ))}
          </ul>
          <h3 className={classes.title}>Where models run</h3>
          <ul className={classes.list}>
            {data.providers.map((provider) => (
              <Line
                key={provider.name}
                state={provider.available ? 'good' : 'off'}
                name={provider.name}
                words={provider.reason}
              />
            ))}
          </ul>
          <h3 className={classes.title}>Workers</h3>
          {data.workers.length === 0 ? (
            <p className={classes.facts}>None is running; they are started when there is work.</p>
          ) : (
            <ul className={classes.list}>
              {data.workers.map((worker, at) => (
                <Line
                  key={worker.pid ?? `worker ${at}`}
                  state={worker.restarts > 0 ? 'bad' : 'good'}
                  name={`Worker ${at + 1}`}
                  words={`${worker.state}${worker.pid === null ? '' : `, process ${worker.pid}`}${worker.restarts > 0 ? `, restarted ${counted(worker.restarts, 'time')}` : ''}`}
                />
              ))}
            </ul>
          )}
          <Button mt="md" size="xs" variant="default" loading={isFetching} onClick={() => refetch()}>
            Look again
          </Button>
        </div>
      )}
    </Section>
  );
}

const icons = { good: IconCircleCheck, bad: IconAlertTriangle, off: IconCircleMinus };
const stateWords = { good: 'in order', bad: 'needs attention', off: 'not available' };

function Line({ state, name, words }: { state: keyof typeof icons; name: string; words: string }) {
  const Icon = icons[state];
  return (
    <li className={classes.line}>
      <span className={classes.icon} data-state={state}>
        <Icon size={17} stroke={1.7} aria-hidden />
        <span className="visually-hidden">{stateWords[state]}</span>
      </span>
      <span className={classes.name}>{name}</span>
      <span className={classes.words}>{words}</span>
    </li>
  );
}
