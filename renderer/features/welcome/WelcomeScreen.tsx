// The first screen of somebody who has no library open: what Herdbook does in three steps, and the three ways to begin.
import { Button } from '@mantine/core';
import { IconArrowRight, IconBook2, IconFolderOpen, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAct, useCall } from '../../queries.ts';
import { useFolderPicker } from '../../ui/useFolderPicker.tsx';
import { moment } from '../../ui/words.ts';
import { Clearing } from './Clearing.tsx';
import { CreateLibrary } from './CreateLibrary.tsx';
import classes from './WelcomeScreen.module.css';

const steps = [
  {
    title: 'Card in',
    text: 'Drop the folders of an SD card. Photographs are copied and checked; nothing on the card is ever changed.',
  },
  {
    title: 'Who is it',
    text: 'Deer and horses are found and compared with those you know. The program proposes; only you confirm.',
  },
  {
    title: 'Report',
    text: 'The season as a PDF and data files, every number traceable to its photographs.',
  },
];

export default function WelcomeScreen() {
  const [, go] = useLocation();
  const [creating, setCreating] = useState(false);
  const known = useCall('library.current', {}).data;
  const open = useAct('library.open', { done: () => go('/gallery') });
  const sample = useAct('library.sample', { done: () => go('/gallery') });
  const picker = useFolderPicker();
  const busy = open.isPending || sample.isPending;

  const openExisting = async () => {
    const [folder] = await picker.pick('Open a library');
    if (folder !== undefined) open.mutate({ folder });
  };

  return (
    <main className={classes.welcome} id="main">
      <div className={classes.words}>
        <div className={classes.brand}>
          <span className={classes.mark} aria-hidden>
            <IconBook2 size={20} stroke={1.75} />
          </span>
          Herdbook
        </div>
        <h1 className={classes.title}>A register of every deer and horse your cameras have seen.</h1>
        <ol className={classes.steps}>
          {steps.map((step, at) => (
            <li key={step.title} className={classes.step}>
              <span className={classes.number} aria-hidden>
                {at + 1}
              </span>
              <div>
                <h2 className={classes.stepTitle}>{step.title}</h2>
                <p className={classes.stepText}>{step.text}</p>
              </div>
            </li>
          ))}
        </ol>
        <div className={classes.actions}>
          <Button size="sm" leftSection={<IconPlus size={18} />} disabled={busy} onClick={() => setCreating(true)}>
            Create a library
          </Button>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconFolderOpen size={18} />}
            loading={open.isPending}
            disabled={busy}
            onClick={openExisting}
          >
            Open a library
          </Button>
          <Button
            size="sm"
            px="xs"
            variant="subtle"
            rightSection={<IconArrowRight size={17} />}
            loading={sample.isPending}
            disabled={busy}
            onClick={() => sample.mutate({})}
          >
            Try it with a sample
          </Button>
        </div>
        {known !== undefined && known.recent.length > 0 && (
          <section className={classes.recent} aria-labelledby="recent">
            <h2 id="recent" className={classes.recentTitle}>
              Opened before
            </h2>
            {known.recent.slice(0, 4).map((library) => (
              <button
                key={library.folder}
                type="button"
                className={classes.library}
                disabled={!library.present || busy}
                onClick={() => open.mutate({ folder: library.folder })}
              >
                <span className={classes.libraryName}>{library.name}</span>
                <span className={classes.folder}>{library.folder}</span>
                <span className={classes.opened}>{library.present ? moment(library.openedAt) : 'not connected'}</span>
              </button>
            ))}
          </section>
        )}
        <p className={classes.quiet}>
          A library is one folder on this computer. Herdbook works without a network and sends nothing anywhere.
        </p>
      </div>
      <div className={classes.picture} aria-hidden>
        <Clearing />
      </div>
      {creating && (
        <CreateLibrary
          suggested={known?.suggestedFolder ?? ''}
          onClose={() => setCreating(false)}
          onCreated={() => go('/import')}
        />
      )}
      {picker.dialog}
    </main>
  );
}
