// The video itself, with the boxes of the moment that is shown drawn over it.
import { useEffect, useRef, useState } from 'react';
import type { Chunk } from '../../../shared/contract/streams.ts';
import { originalUrl } from '../../../shared/contract/urls.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import type { Detection } from '../../../shared/domain/media.ts';
import { useCall } from '../../queries.ts';
import { BoxOverlay } from '../../ui/BoxOverlay.tsx';
import classes from './StreamsScreen.module.css';

interface Props {
  chunk: Chunk;
  mediaId: MediaId;
  startMs: number;
}

/** A box is drawn while the video is this near to its moment. */
const NEAR_MS = 300;
const USUAL_RATIO = 16 / 9;

export function ChunkVideo({ chunk, mediaId, startMs }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [ms, setMs] = useState(startMs);
  const [ratio, setRatio] = useState(
    chunk.width === null || chunk.height === null ? USUAL_RATIO : chunk.width / chunk.height,
  );
  const [unplayable, setUnplayable] = useState(false);
  const detections = useCall('media.show', { id: mediaId }, { keep: true }).data?.detections ?? [];

  useEffect(() => {
    if (video.current !== null) video.current.currentTime = startMs / 1000;
    setMs(startMs);
  }, [startMs]);

  // Video elements tell of time four times a second only; the drawing follows the pictures themselves.
  useEffect(() => {
    let request = 0;
    const follow = () => {
      if (video.current !== null) setMs(video.current.currentTime * 1000);
      request = requestAnimationFrame(follow);
    };
    request = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(request);
  }, []);

  return (
    <div className={classes.stage} style={{ aspectRatio: ratio }}>
      {/* biome-ignore lint/a11y/useMediaCaption: fixed cameras record no speech */}
      <video
        ref={video}
        className={classes.video}
        controls
        src={originalUrl(mediaId)}
        onLoadedMetadata={({ currentTarget }) => {
          currentTarget.currentTime = startMs / 1000;
          if (currentTarget.videoHeight > 0) setRatio(currentTarget.videoWidth / currentTarget.videoHeight);
        }}
        onError={() => setUnplayable(true)}
      />
      {unplayable ? (
        <p className={classes.unplayable}>
          This window cannot play videos of this kind (Motion JPEG, for one). What was seen in it is in the timeline.
        </p>
      ) : (
        <BoxOverlay boxes={momentOf(detections, ms)} pictureRatio={ratio} frameRatio={ratio} labels />
      )}
    </div>
  );
}

/** Boxes of the frame nearest to a moment. */
function momentOf(detections: readonly Detection[], ms: number): Detection[] {
  let nearest: number | null = null;
  for (const { frameMs } of detections)
    if (frameMs !== null && Math.abs(frameMs - ms) <= NEAR_MS)
      if (nearest === null || Math.abs(frameMs - ms) < Math.abs(nearest - ms)) nearest = frameMs;
  return nearest === null ? [] : detections.filter(({ frameMs }) => frameMs === nearest);
}
