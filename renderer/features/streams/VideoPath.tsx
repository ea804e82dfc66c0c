// One video by its path, for a file that lies beside others which are not meant.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './StreamsScreen.module.css';

interface Props {
  busy: boolean;
  send(path: string): void;
}

export function VideoPath({ busy, send }: Props) {
  const [path, setPath] = useState('');
  return (
    <form
      className={classes.path}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() === '') return;
        send(path.trim());
        setPath('');
      }}
    >
      <TextInput
        flex={1}
        aria-label="Path of one video"
        placeholder="or the path of one video"
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={busy || path.trim() === ''}>
        Process
      </Button>
    </form>
  );
}
