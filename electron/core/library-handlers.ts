// Calls about the library as a whole: opening, counting, checking, backing up, settings, and what this computer can do.
import { availableParallelism, totalmem } from 'node:os';
import type { CoreHandlers } from '../../shared/contract/contract.ts';
import { backUp } from '../store/backup.ts';
import { countCatalogue } from '../store/counts.ts';
import { checkLibrary } from './check.ts';
import { doctorChecks } from './doctor.ts';
import type { House, Library } from './house.ts';
import { freeBytes } from './import/removable.ts';
import { createLibrary, describeLibrary } from './library.ts';
import { readRecent, suggestLibraryFolder } from './recent.ts';
import { VERSION } from './version.ts';

export interface LibraryKeeper {
  current(): Library | null;
  open(folder: string): Promise<Library>;
  close(): Promise<void>;
  /** Folder of what belongs to the person and not to a library. */
  personal: string;
}

type LibraryCalls = Pick<
  CoreHandlers,
  Extract<keyof CoreHandlers, `library.${string}` | `settings.${string}` | `doctor.${string}`>
>;

export function libraryHandlers(house: House, keeper: LibraryKeeper): LibraryCalls {
  const tell = (library: Library | null) => {
    house.emit('library.changed', { library: library === null ? null : describeLibrary(library) });
    house.changed('library');
  };
  const openAndTell = async (folder: string) => {
    const library = await keeper.open(folder);
    tell(library);
    return describeLibrary(library);
  };
  return {
    'library.current': () => {
      const open = keeper.current();
      return {
        open: open === null ? null : describeLibrary(open),
        recent: readRecent(keeper.personal),
        suggestedFolder: suggestLibraryFolder(),
      };
    },
    'library.create': async ({ folder, name }) => {
      await createLibrary(folder, name);
      return openAndTell(folder);
    },
    'library.open': ({ folder }) => openAndTell(folder),
    'library.close': async () => {
      const closed = keeper.current() !== null;
      await keeper.close();
      tell(null);
      return { closed };
    },
    'library.sample': async ({ folder = `${suggestLibraryFolder()} sample` }) => {
      await createLibrary(folder, 'Sample library');
      const library = await openAndTell(folder);
      const jobId = await house
        .library()
        .jobs.add({ kind: 'sample', title: 'Draw a sample card', payload: {}, priority: 5 });
      return { library, jobId };
    },
    'library.status': () => countCatalogue(house.library().store.db),
    'library.check': ({ hashes }) => checkLibrary(house, { hashes }),
    'library.backup': () => backUp(house.library().store, house.library().place('backups')),
    'settings.get': () => house.library().settings(),
    'settings.set': async (changed) => {
      const settings = await house.library().changeSettings(changed);
      house.changed('settings', 'models');
      return settings;
    },
    'doctor.report': async () => {
      const open = keeper.current();
      const inference = house.inference();
      const { providers, checks } = await doctorChecks(inference, open);
      return {
        version: VERSION,
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
        cores: availableParallelism(),
        memoryBytes: totalmem(),
        providers,
        workers: inference.stats().workers.map(({ pid, state, restarts }) => ({ pid: pid ?? null, state, restarts })),
        library: open === null ? null : describeLibrary(open),
        freeBytes: open === null ? null : await freeBytes(open.folder),
        checks,
      };
    },
  };
}
