// The model packs: what is installed and used, installing from a file or folder, and where well-known ones are to be had.
import { Badge, Button, Group, Menu, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import { useAct, useCall } from '../../queries.ts';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { tell, tellError } from '../../ui/tell.ts';
import { useFolderPicker } from '../../ui/useFolderPicker.tsx';
import { bytes } from '../../ui/words.ts';
import { Field, Section } from './Field.tsx';
import classes from './ModelsSection.module.css';
import type { SectionProps } from './SettingsScreen.tsx';

type Models = Output<'models.list'>;
type Installed = Models['installed'][number];

const taskWords: Record<string, string> = {
  detect: 'finds animals',
  classify: 'names species or class',
  embed: 'compares animals',
  pose: 'finds the pose',
  'local-features': 'finds corresponding points',
};

export function ModelsSection({ settings, change }: SectionProps) {
  const { data, error, refetch } = useCall('models.list', {});
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} again={refetch} />;
  const choices = (task: string, builtIn: string) => [
    { value: 'best', label: 'Newest installed' },
    ...data.installed.filter((pack) => pack.task === task).map((pack) => ({ value: pack.id, label: pack.name })),
    { value: 'none', label: builtIn },
  ];
  const chosen = (value: string | null) => (value === 'best' ? null : value);
  return (
    <>
      <Section title="In use">
        <Field name="Finding animals" about="Without a pack, what moves between photographs of one camera is found.">
          <Select
            aria-label="Pack for finding animals"
            allowDeselect={false}
            data={choices('detect', 'Built-in motion detector')}
            value={settings.detector ?? 'best'}
            onChange={(value) => change({ detector: chosen(value) })}
          />
        </Field>
        <Field name="Comparing animals" about="Without a pack, coat colours and outlines are compared.">
          <Select
            aria-label="Pack for comparing animals"
            allowDeselect={false}
            data={choices('embed', 'Built-in descriptor')}
            value={settings.embedder ?? 'best'}
            onChange={(value) => change({ embedder: chosen(value) })}
          />
        </Field>
        <Field
          name="Photographs analysed before"
          about="They keep their boxes until they are looked at again. What people drew or decided always stays."
        >
          <Again />
        </Field>
      </Section>
      <Section title="Installed">
        {data.installed.length === 0 ? (
          <p className={classes.none}>No packs are installed. The built-in methods are used.</p>
        ) : (
          <ul className={classes.packs}>
            {data.installed.map((pack) => (
              <PackLine key={pack.id} pack={pack} />
            ))}
          </ul>
        )}
        <Install />
      </Section>
      <Section
        title="Well-known models"
        about="Facts only: Herdbook comes without trained weights. Fetch one on a computer with a network, carry it here, and install it above."
      >
        <ul className={classes.packs}>
          {data.catalog.map((one) => (
            <li key={one.id} className={classes.pack}>
              <div className={classes.text}>
                <div className={classes.name}>
                  {one.name}
                  {one.installed && <Badge variant="light">installed</Badge>}
                </div>
                <div className={classes.about}>{one.notes}</div>
                <div className={classes.facts}>
                  {[
                    taskWords[one.task] ?? one.task,
                    one.licence,
                    one.bytes === null ? null : bytes(one.bytes),
                    one.descriptionShipped ? 'its .onnx file is recognised' : null,
                  ]
                    .filter((fact) => fact !== null)
                    .join(' · ')}
                </div>
                {one.address !== null && <div className={classes.address}>{one.address}</div>}
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Again() {
  const analyse = useAct('analyse.start', { done: () => tell('Everything will be analysed again.') });
  const match = useAct('match.start', { done: () => tell('Identities will be proposed again.') });
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" loading={analyse.isPending} onClick={() => analyse.mutate({ again: true })}>
        Analyse all again
      </Button>
      <Button size="xs" variant="default" loading={match.isPending} onClick={() => match.mutate({ again: true })}>
        Compare all again
      </Button>
    </Group>
  );
}

function PackLine({ pack }: { pack: Installed }) {
  const verify = useAct('models.verify', {
    done: ({ ok, message }) => (ok ? tell(message, pack.name) : tellError(message, pack.name)),
  });
  const remove = useAct('models.remove', { done: () => tell(`${pack.name} was removed.`) });
  return (
    <li className={classes.pack}>
      <div className={classes.text}>
        <div className={classes.name}>
          {pack.name} <span className={classes.version}>{pack.version}</span>
          {pack.inUse && <Badge variant="light">in use</Badge>}
        </div>
        <div className={classes.facts}>
          {taskWords[pack.task] ?? pack.task} · {pack.licence} · {bytes(pack.bytes)}
        </div>
        <div className={classes.address}>{pack.source}</div>
        {pack.problem !== null && (
          <div className={classes.problem}>
            <IconAlertTriangle size={15} aria-hidden /> {pack.problem}
          </div>
        )}
      </div>
      <Group gap={6} wrap="nowrap">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconShieldCheck size={15} />}
          loading={verify.isPending}
          onClick={() => verify.mutate({ id: pack.id })}
        >
          Verify
        </Button>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button size="xs" px={7} variant="default" aria-label={`More about ${pack.name}`}>
              <IconDots size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label className={classes.hash}>SHA-256 {pack.sha256}</Menu.Label>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              disabled={remove.isPending}
              onClick={() => remove.mutate({ id: pack.id })}
            >
              Remove
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </li>
  );
}

function Install() {
  const [path, setPath] = useState('');
  const picker = useFolderPicker();
  const install = useAct('models.install', {
    quiet: true,
    done: (pack) => {
      setPath('');
      tell(`${pack.name} ${pack.version} is installed.`);
    },
  });
  const choose = async () => {
    const [chosen] = await picker.pick('A model pack', { endings: ['onnx', 'zip', 'json'] });
    if (chosen !== undefined) install.mutate({ path: chosen });
  };
  return (
    <form
      className={classes.install}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') install.mutate({ path: path.trim() });
      }}
    >
      <TextInput
        flex={1}
        label="Install a pack"
        description="Path of a pack folder, a zip, or an .onnx file whose description Herdbook brings along."
        placeholder="/media/usb/yolox_nano.onnx"
        value={path}
        error={install.error?.message}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" disabled={path.trim() === ''} loading={install.isPending}>
          Install
        </Button>
        <Button variant="default" disabled={install.isPending} onClick={choose}>
          Choose…
        </Button>
      </Group>
      {picker.dialog}
    </form>
  );
}
