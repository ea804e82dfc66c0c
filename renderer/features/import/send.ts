// Files dropped into a browser: the page is given handles, not paths, so their bytes are sent to a staging folder of the library with
// the folder structure they had on the card.

export interface DroppedFile {
  /** Parts of the path below what was dropped. */
  parts: string[];
  file: File;
}

const asFile = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** All entries of a folder. The browser gives them in portions and must be asked until it gives none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...some);
  }
}

/** Every file below what was dropped, at any depth. What cannot be read is reported and does not stop the rest. */
export async function walkEntries(
  entries: FileSystemEntry[],
  unreadable: (path: string, reason: string) => void,
): Promise<DroppedFile[]> {
  const found: DroppedFile[] = [];
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    const parts = entry.fullPath.split('/').filter((part) => part !== '');
    try {
      if (entry.isFile) found.push({ parts, file: await asFile(entry as FileSystemFileEntry) });
      else for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) await visit(child);
    } catch (error) {
      unreadable(parts.join('/'), error instanceof Error ? error.message : String(error));
    }
  };
  for (const entry of entries) await visit(entry);
  return found;
}

const pausesMs = [500, 2000];

async function sendOne(session: string, { parts, file }: DroppedFile, signal: AbortSignal): Promise<void> {
  const address = `/upload/${session}/${parts.map(encodeURIComponent).join('/')}`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await fetch(address, { method: 'PUT', body: file, signal });
      if (answer.ok) return;
      throw new Error(`the server answered ${answer.status}`);
    } catch (error) {
      const pause = pausesMs[attempt];
      if (signal.aborted || pause === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export interface SendEvents {
  sent(file: DroppedFile): void;
  failed(file: DroppedFile, reason: string): void;
}

/** Sends files, four at a time, each tried three times. Resolves when all were sent or given up; rejects only when aborted. */
export async function sendFiles(
  session: string,
  files: DroppedFile[],
  events: SendEvents,
  signal: AbortSignal,
): Promise<void> {
  const queue = files.values();
  const lane = async () => {
    for (const file of queue) {
      signal.throwIfAborted();
      try {
        await sendOne(session, file, signal);
        events.sent(file);
      } catch (error) {
        signal.throwIfAborted();
        events.failed(file, error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}
