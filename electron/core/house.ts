// What every room of core can reach: the open library with its store, settings, jobs and inference, and the bell that tells windows
// what changed. Rooms take what they need from here and never know who is listening.

import type { EventName, Events, Topic } from '../../shared/contract/events.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { NoLibraryOpenError } from '../../shared/errors.ts';
import type { Inference } from '../inference/supervisor.ts';
import type { Store } from '../store/open.ts';
import type { JobQueue } from './jobs/queue.ts';

/** One open library. */
export interface Library {
  /** Absolute path of the library folder. */
  folder: string;
  name: string;
  createdAt: string;
  store: Store;
  jobs: JobQueue;
  /** Settings in force: defaults, then environment, then what was set in this library. */
  settings(): Promise<Settings>;
  changeSettings(changed: Partial<Settings>): Promise<Settings>;
  /** Absolute path of a file whose catalogue path is relative to the library (forward slashes) or absolute. */
  locate(path: string): string;
  /** `<folder>/models`, `<folder>/thumbnails`, … */
  place(name: 'originals' | 'thumbnails' | 'models' | 'exports' | 'backups' | 'staging' | 'bin'): string;
}

export interface House {
  /** The open library. @throws NoLibraryOpenError */
  library(): Library;
  /** Inference workers; started at first use. */
  inference(): Inference;
  emit<E extends EventName>(event: E, data: Events[E]): void;
  /** Tells windows which parts of the catalogue changed. */
  changed(...topics: Topic[]): void;
}

export function noLibrary(): never {
  throw new NoLibraryOpenError('No library is open. Open or create one first.');
}
