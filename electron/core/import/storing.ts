// Takes in all files of an import that are still waiting: several at a time, so that one is read while another is written, and written
// down in small batches, so that a kill costs only the work of the last moments.
import { type FoundFile, recordFates, waitingFiles } from '../../store/imports.ts';
import { flushFolders } from './keep.ts';
import { DESK_BYTES } from './reading.ts';
import { isStillThere } from './sources.ts';
import { type Intake, type Outcome, takeIn } from './take-in.ts';

const AT_ONCE = 4;
const BATCH = 50;
const BATCH_MS = 1_000;
const PAGE = 1_000;

export interface Stored {
  /** Sources that went away while they were read; their files are still waiting. */
  vanished: string[];
}

/** @param tell called after each file with how many were done; @param written called after each batch */
export async function storeFiles(intake: Intake, tell: () => void, written: () => void): Promise<Stored> {
  const batch = new Batch(intake, written);
  const vanished = new Set<string>();
  const queue = waiting(intake);
  const abort = new AbortController();
  const working = { ...intake, signal: AbortSignal.any([intake.signal, abort.signal]) };
  const work = async (): Promise<void> => {
    const desk = Buffer.allocUnsafeSlow(DESK_BYTES);
    for await (const file of queue) {
      working.signal.throwIfAborted();
      if (vanished.has(file.source)) continue;
      const outcome = await takeIn(working, file.path, desk);
      if (outcome.sourceFault && !(await isStillThere(file.source, file.path))) vanished.add(file.source);
      else await batch.add(outcome);
      tell();
    }
  };
  const workers = Array.from({ length: AT_ONCE }, () =>
    work().catch((error) => {
      // One worker's trouble (a full disk) is everybody's: the others stop after the file in their hands.
      abort.abort(error);
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  // What is in its place is written down even when the import stops here.
  await batch.write();
  intake.signal.throwIfAborted();
  const trouble = ended.find((end) => end.status === 'rejected');
  if (trouble !== undefined) throw abort.signal.aborted ? abort.signal.reason : trouble.reason;
  return { vanished: [...vanished] };
}

/** Waiting files page by page. All workers draw from this one generator, which hands each file out once. */
async function* waiting(intake: Intake): AsyncGenerator<Pick<FoundFile, 'path' | 'source'>> {
  for (let after = ''; ; ) {
    const page = await waitingFiles(intake.db, intake.importId, after, PAGE);
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)!.path;
  }
}

class Batch {
  readonly #intake: Intake;
  readonly #written: () => void;
  #outcomes: Outcome[] = [];
  #begun = performance.now();
  #writing: Promise<void> = Promise.resolve();

  constructor(intake: Intake, written: () => void) {
    this.#intake = intake;
    this.#written = written;
  }

  async add(outcome: Outcome): Promise<void> {
    this.#outcomes.push(outcome);
    if (this.#outcomes.length >= BATCH || performance.now() - this.#begun >= BATCH_MS) await this.write();
  }

  /** One batch after the other, in the order they filled. */
  async write(): Promise<void> {
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    this.#begun = performance.now();
    this.#writing = this.#writing.then(() => this.#record(outcomes));
    await this.#writing;
  }

  async #record(outcomes: Outcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    await flushFolders(new Set(outcomes.flatMap(({ touched }) => touched ?? [])));
    await recordFates(this.#intake.db, this.#intake.importId, outcomes);
    for (const { release } of outcomes) release?.();
    this.#written();
  }
}
