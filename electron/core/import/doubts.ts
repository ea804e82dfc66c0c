// What looks wrong with the times and cameras of a folder before it is imported: problems that are easy to mend now and hard to find later.
import { clockMilliseconds } from './capture-time.ts';

export interface FrameSeen {
  name: string;
  /** Wall time. */
  capturedAt: string | null;
  /** Make, model and serial as one line; null when the file names no camera. */
  camera: string | null;
}

/** Cameras whose battery was changed without setting the clock start in one of these years. */
const FACTORY_YEARS = new Set(['1970', '1980', '1999', '2000', '2001', '2002']);
/** A step back smaller than this is two writers racing, not a clock that was set. */
const STEP_BACK_MS = 60_000;

/** @param frames in the order of their names; @param now wall time of this computer */
export function doubtsAbout(frames: readonly FrameSeen[], now: string): string[] {
  const doubts: string[] = [];
  const timed = frames.filter((frame) => frame.capturedAt !== null);
  const timeless = frames.length - timed.length;
  if (frames.length > 0 && timed.length === 0) doubts.push('None of the photographs says when it was taken.');
  else if (timeless > 0)
    doubts.push(`${timeless} of ${frames.length} photographs looked at do not say when they were taken.`);

  const factory = timed.find((frame) => FACTORY_YEARS.has(frame.capturedAt!.slice(0, 4)));
  if (factory !== undefined)
    doubts.push(`The clock seems not to have been set: ${factory.name} says ${factory.capturedAt!.replace('T', ' ')}.`);
  const dayAhead = Temporal.PlainDateTime.from(now).add({ days: 1 }).toString();
  const future = timed.find((frame) => frame.capturedAt! > dayAhead);
  if (future !== undefined)
    doubts.push(
      `The clock was ahead: ${future.name} says ${future.capturedAt!.replace('T', ' ')}, which is still to come.`,
    );

  for (const [camera, taken] of Map.groupBy(timed, (frame) => frame.camera)) {
    const back = taken.find((frame, at) => at > 0 && stepsBack(taken[at - 1]!, frame));
    if (back === undefined) continue;
    const whose = camera === null ? '' : `, ${camera}`;
    doubts.push(`Time goes backwards at ${back.name} (${back.capturedAt!.replace('T', ' ')}${whose}).`);
  }

  const cameras = [...new Set(frames.flatMap((frame) => frame.camera ?? []))];
  if (cameras.length > 1)
    doubts.push(`Photographs of ${cameras.length} cameras are mixed in this folder: ${cameras.join(', ')}.`);
  return doubts;
}

const stepsBack = (before: FrameSeen, after: FrameSeen): boolean =>
  clockMilliseconds(before.capturedAt!) - clockMilliseconds(after.capturedAt!) > STEP_BACK_MS;
