// Streams: fixed cameras with a registry of the horses each of them sees, and the videos they were followed through.
import { Button, NavLink, TextInput } from '@mantine/core';
import { IconMovie, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { fieldMessages, useAct, useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { counted } from '../../ui/words.ts';
import classes from './StreamsScreen.module.css';
import { StreamView } from './StreamView.tsx';

export default function StreamsScreen() {
  const { id } = useParams<{ id?: string }>();
  const { data: streams, error, refetch } = useCall('streams.list', {});
  const here = streams?.find((stream) => stream.id === id) ?? streams?.[0];
  return (
    <Page title="Streams" about={streams !== undefined && streams.length > 0 && counted(streams.length, 'stream')}>
      {error !== null && streams === undefined && <Failure error={error} again={refetch} />}
      {streams === undefined && error === null && <Loading />}
      {streams?.length === 0 && (
        <EmptyState icon={<IconMovie size={28} stroke={1.5} />} title="No streams yet" action={<AddStream />}>
          A stream is one fixed camera whose videos follow each other. Herdbook follows the horses through them and
          keeps a registry, so that a horse has the same number from hour to hour and from month to month.
        </EmptyState>
      )}
      {streams !== undefined && here !== undefined && (
        <div className={classes.split}>
          <nav className={classes.list} aria-label="Streams">
            {streams.map((stream) => (
              <NavLink
                key={stream.id}
                component={Link}
                href={`/streams/${stream.id}`}
                active={stream.id === here.id}
                label={stream.name}
                description={`${counted(stream.individuals, 'horse')} · ${counted(stream.chunks, 'video')}`}
              />
            ))}
            <AddStream />
          </nav>
          <StreamView key={here.id} id={here.id} />
        </div>
      )}
    </Page>
  );
}

function AddStream() {
  const [name, setName] = useState('');
  const [, go] = useLocation();
  const add = useAct('streams.add', {
    quiet: true,
    done: ({ id }) => {
      setName('');
      go(`/streams/${id}`);
    },
  });
  const problem = add.error === null ? undefined : (fieldMessages(add.error).name ?? add.error.message);
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') add.mutate({ name });
      }}
    >
      <TextInput
        flex={1}
        aria-label="Name of the new stream"
        placeholder="North paddock"
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={add.isPending} leftSection={<IconPlus size={16} />}>
        Add
      </Button>
    </form>
  );
}
