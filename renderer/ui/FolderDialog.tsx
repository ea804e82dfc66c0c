// Choosing a folder of the computer that runs Herdbook, where no native dialog can be shown: places at the left, folders at the right,
// and typing goes to the first folder whose name begins so.
import { ActionIcon, Button, Group, Modal, TextInput } from '@mantine/core';
import { IconArrowUp, IconDeviceSdCard, IconFile, IconFolder, IconHome } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useCall } from '../queries.ts';
import classes from './FolderDialog.module.css';
import { Failure, Loading } from './Loading.tsx';
import { crumbs } from './paths.ts';
import { counted } from './words.ts';

interface Props {
  opened: boolean;
  title: string;
  /** What the choosing button says. */
  choose?: string;
  start?: string | undefined;
  /** Files with these endings are shown and may be chosen too. */
  endings: string[];
  onChoose(path: string): void;
  onClose(): void;
}

export function FolderDialog({
  opened,
  title,
  choose = 'Choose this folder',
  start,
  endings,
  onChoose,
  onClose,
}: Props) {
  const [path, setPath] = useState<string | undefined>(start);
  const [typed, setTyped] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const prefix = useRef({ text: '', at: 0 });
  const answer = useCall(
    'host.listFolder',
    { endings, ...(path === undefined ? {} : { path }) },
    { enabled: opened, keep: true },
  );
  const folder = answer.data;
  const here = folder?.path;

  // Opening a folder puts the keyboard on its first entry.
  useEffect(() => {
    if (here !== undefined) list.current?.querySelector<HTMLElement>('button')?.focus();
  }, [here]);

  const open = (next: string) => {
    setTyped(null);
    setPath(next);
  };

  const onKey = (event: React.KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown') buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === 'ArrowUp') buttons[Math.max(at - 1, 0)]?.focus();
    else if (event.key === 'Backspace' && folder?.parent) open(folder.parent);
    else if (event.key.length === 1 && /\S/.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const now = performance.now();
      prefix.current = { text: now - prefix.current.at > 900 ? event.key : prefix.current.text + event.key, at: now };
      const wanted = prefix.current.text.toLowerCase();
      buttons.find((button) => button.dataset.name?.toLowerCase().startsWith(wanted))?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <Modal opened={opened} onClose={onClose} title={title} size="xl">
      <form
        className={classes.path}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== null) open(typed);
        }}
      >
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="Folder above"
          disabled={!folder?.parent}
          onClick={() => folder?.parent && open(folder.parent)}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <TextInput
          flex={1}
          aria-label="Path of the folder"
          value={typed ?? folder?.path ?? ''}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
      <nav className={classes.crumbs} aria-label="Folders above">
        {crumbs(folder?.path ?? '').map((crumb) => (
          <button key={crumb.path} type="button" className={classes.crumb} onClick={() => open(crumb.path)}>
            {crumb.name}
          </button>
        ))}
      </nav>
      <div className={classes.columns}>
        <div className={classes.places}>
          {folder?.places.map((place) => (
            <button key={place.path} type="button" className={classes.row} onClick={() => open(place.path)}>
              {place.name === 'Home' ? <IconHome size={17} /> : <IconDeviceSdCard size={17} />}
              <span className={classes.name}>{place.name}</span>
            </button>
          ))}
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move among the buttons inside */}
        <div className={classes.folders} ref={list} onKeyDown={onKey}>
          {answer.error !== null && <Failure error={answer.error} />}
          {folder === undefined && answer.error === null && <Loading />}
          {folder?.folders.map((child) => (
            <button
              key={child.path}
              type="button"
              className={classes.row}
              data-name={child.name}
              onClick={() => open(child.path)}
            >
              <IconFolder size={17} />
              <span className={classes.name}>{child.name}</span>
            </button>
          ))}
          {folder?.matching.map((file) => (
            <button
              key={file.path}
              type="button"
              className={classes.row}
              data-name={file.name}
              onClick={() => onChoose(file.path)}
            >
              <IconFile size={17} />
              <span className={classes.name}>{file.name}</span>
            </button>
          ))}
          {folder?.folders.length === 0 && folder.matching.length === 0 && (
            <div className={classes.none}>
              {endings.length === 0 ? 'No folders in here.' : 'Nothing to choose in here.'}
            </div>
          )}
        </div>
      </div>
      <Group justify="space-between" mt="md">
        <span className={classes.files}>{folder && `${counted(folder.files, 'file')} directly in this folder`}</span>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={folder === undefined || answer.error !== null}
            onClick={() => folder && onChoose(folder.path)}
          >
            {choose}
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}
