// One video of a stream: how far it is looked through, and a timeline of the horses that passed. It plays here, with their boxes over it.
import { Badge, Button, Progress } from '@mantine/core';
import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Chunk } from '../../../shared/contract/streams.ts';
import type { ChunkState } from '../../../shared/domain/words.ts';
import { duration, when } from '../../ui/words.ts';
import { ChunkVideo } from './ChunkVideo.tsx';
import { colourOf } from './colours.ts';
import classes from './StreamsScreen.module.css';

interface Props {
  chunk: Chunk;
  playing: boolean;
  /** Opens the player, or closes it. */
  play(): void;
  again(): void;
}

const stateName: Record<ChunkState, string> = {
  waiting: 'Waiting',
  processing: 'Being looked through',
  completed: 'Done',
  failed: 'Failed',
};
const stateColour: Record<ChunkState, string> = {
  waiting: 'gray',
  processing: 'amber',
  completed: 'forest',
  failed: 'red',
};

export function ChunkCard({ chunk, playing, play, again }: Props) {
  const [startMs, setStartMs] = useState(0);
  const total = chunk.durationMs ?? chunk.doneMs;
  const seen = chunk.tracks.filter(({ individualId }) => individualId !== null);
  const from = (ms: number) => {
    setStartMs(ms);
    if (!playing) play();
  };
  return (
    <li className={classes.chunk}>
      <div className={classes.chunkHead}>
        <h3 className={classes.chunkName}>{chunk.name}</h3>
        <span className={classes.facts}>{chunk.capturedAt === null ? 'no capture time' : when(chunk.capturedAt)}</span>
        {chunk.durationMs !== null && <span className={classes.facts}>{duration(chunk.durationMs / 1000)}</span>}
        <Badge variant="light" color={stateColour[chunk.state]}>
          {stateName[chunk.state]}
        </Badge>
        {chunk.mediaId !== null && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={playing ? <IconX size={15} /> : <IconPlayerPlay size={15} />}
            onClick={play}
          >
            {playing ? 'Close' : 'Play'}
          </Button>
        )}
      </div>
      {chunk.state === 'processing' && total > 0 && (
        <Progress value={(chunk.doneMs / total) * 100} aria-label="Looked through" />
      )}
      {chunk.error !== null && (
        <p className={classes.error}>
          {chunk.error}{' '}
          <Button size="compact-sm" variant="default" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {playing && chunk.mediaId !== null && <ChunkVideo chunk={chunk} mediaId={chunk.mediaId} startMs={startMs} />}
      {seen.length > 0 && total > 0 && (
        <ul className={classes.timeline} aria-label="Who passed when">
          {byHorse(seen).map(([label, tracks]) => (
            <li key={label} className={classes.lane}>
              <span className={classes.laneName}>{label}</span>
              <span className={classes.laneTime}>
                {tracks.map((track) => (
                  <button
                    key={track.id}
                    type="button"
                    className={classes.track}
                    style={{
                      left: `${(track.firstMs / total) * 100}%`,
                      width: `${(Math.max(500, track.lastMs - track.firstMs) / total) * 100}%`,
                      background: colourOf(track.colour),
                    }}
                    title={`${label}, ${duration(track.firstMs / 1000)} to ${duration(track.lastMs / 1000)}`}
                    aria-label={`Play ${label} from ${duration(track.firstMs / 1000)}`}
                    onClick={() => from(track.firstMs)}
                  />
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const byHorse = (tracks: readonly Chunk['tracks'][number][]) => [
  ...Map.groupBy(tracks, ({ label }) => label ?? 'merged since'),
];
