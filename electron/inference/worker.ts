// One inference process. It does what the supervisor sends, holds no state that matters, and ends when its parent is gone.
// The networks run on its main thread and hold it; decoding runs on the pool's threads beside them.
import { CancelledError, toFrame } from '../../shared/errors.ts';
import { analysePhotos } from './analyse.ts';
import { describePicture } from './codec.ts';
import { checkPack } from './pack-check.ts';
import { cropPicture, extractBody, renderPicture } from './pictures.ts';
import { Sessions } from './sessions.ts';
import type { FromWorker, ToWorker } from './tasks.ts';

type TaskMessage = Extract<ToWorker, { type: 'task' }>;
type VideoMessage = Extract<TaskMessage, { kind: 'describeVideo' | 'analyseVideo' }>;

let sessions = new Sessions(1, ['cpu']);
const cancels = new Map<number, AbortController>();

const tell = (message: FromWorker): void => {
  if (process.connected) process.send!(message);
};

function perform(message: TaskMessage, signal: AbortSignal): Promise<unknown> {
  switch (message.kind) {
    case 'analysePhotos':
      return analysePhotos(message.task, sessions, () => tell({ type: 'progress', id: message.id }), signal);
    case 'extractBody':
      return extractBody(message.task, sessions);
    case 'crop':
      return cropPicture(message.task);
    case 'render':
      return renderPicture(message.task);
    case 'describe':
      return describePicture(message.task.path);
    case 'checkPack':
      return checkPack(message.task.folder, sessions);
    case 'describeVideo':
    case 'analyseVideo':
      return performVideo(message, signal);
  }
}

/** FFmpeg is loaded only by workers that are given a video. */
async function performVideo(message: VideoMessage, signal: AbortSignal): Promise<unknown> {
  const alive = () => tell({ type: 'progress', id: message.id });
  if (message.kind === 'describeVideo') return (await import('./video.ts')).describeVideo(message.task.path, alive);
  return (await import('./analyse-video.ts')).analyseVideo(message.task, sessions, alive, signal);
}

async function answer(message: TaskMessage): Promise<void> {
  const cancel = new AbortController();
  cancels.set(message.id, cancel);
  try {
    tell({ type: 'answer', id: message.id, answer: await perform(message, cancel.signal) });
  } catch (error) {
    const reason = cancel.signal.aborted ? new CancelledError('the task was cancelled') : error;
    tell({ type: 'failure', id: message.id, error: toFrame(reason) });
  } finally {
    cancels.delete(message.id);
  }
}

process.on('message', (message: ToWorker) => {
  if (message.type === 'configure') sessions = new Sessions(message.threads, message.providers);
  else if (message.type === 'cancel') cancels.get(message.id)?.abort();
  else void answer(message);
});
process.on('disconnect', () => process.exit(0));
