// One stream: its horses with their best pictures, and its videos with who passed through them and when.
import { Button } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { portraitUrl } from '../../../shared/contract/urls.ts';
import type { StreamId } from '../../../shared/domain/ids.ts';
import { useAct, useCall } from '../../queries.ts';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Photo } from '../../ui/Photo.tsx';
import { tell } from '../../ui/tell.ts';
import { useFolderPicker } from '../../ui/useFolderPicker.tsx';
import { counted, moment } from '../../ui/words.ts';
import { ChunkCard } from './ChunkCard.tsx';
import { colourOf } from './colours.ts';
import classes from './StreamsScreen.module.css';
import { VideoPath } from './VideoPath.tsx';

export function StreamView({ id }: { id: StreamId }) {
  const { data, error, refetch } = useCall('streams.show', { id });
  const [playing, setPlaying] = useState<string | null>(null);
  const picker = useFolderPicker();
  const process = useAct('streams.process', {
    done: ({ chunks }) => {
      const queued = chunks.filter(({ jobId }) => jobId !== null).length;
      tell(
        queued === 0
          ? 'These videos were looked through before.'
          : `${counted(queued, 'video')} will be looked through.`,
      );
    },
  });
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} again={refetch} />;
  const { stream, individuals, chunks } = data;
  const pickFolder = async () => {
    const paths = await picker.pick(`Videos of ${stream.name}`);
    if (paths.length > 0) process.mutate({ id, paths });
  };
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <Button leftSection={<IconFolder size={17} />} loading={process.isPending} onClick={() => void pickFolder()}>
          Process a folder of videos
        </Button>
        <VideoPath busy={process.isPending} send={(path) => process.mutate({ id, paths: [path] })} />
        {picker.dialog}
      </div>
      <section aria-labelledby="stream-horses">
        <h2 className={classes.heading} id="stream-horses">
          Horses
        </h2>
        {individuals.length === 0 ? (
          <p className={classes.none}>Nobody yet. The first horses enter the registry when a video is processed.</p>
        ) : (
          <ul className={classes.horses}>
            {individuals.map((horse) => (
              <li key={horse.individualId}>
                <Link href={`/individuals/${horse.individualId}`} className={classes.horse}>
                  <Photo src={portraitUrl(horse.individualId, horse.thumbnailDetectionId ?? '')} alt="" ratio={1} />
                  <span className={classes.horseName}>
                    <span className={classes.dot} style={{ background: colourOf(horse.colour) }} aria-hidden />
                    {horse.name}
                  </span>
                  {horse.name !== horse.label && <span className={classes.facts}>{horse.label}</span>}
                  <span className={classes.facts} title={`last processed ${moment(horse.lastSeen)}`}>
                    {counted(horse.detections, 'sighting')}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="stream-videos">
        <h2 className={classes.heading} id="stream-videos">
          Videos
        </h2>
        {chunks.length === 0 ? (
          <p className={classes.none}>None yet.</p>
        ) : (
          <ul className={classes.chunks}>
            {chunks.map((chunk) => (
              <ChunkCard
                key={chunk.id}
                chunk={chunk}
                playing={playing === chunk.id}
                play={() => setPlaying(playing === chunk.id ? null : chunk.id)}
                again={() => process.mutate({ id, paths: [chunk.path] })}
              />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
