// Answers the calls of the first room: looking into sources, starting imports, and the places that photographs come from.
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import type { ImportRequest } from '../../../shared/contract/import.ts';
import type { ImportId, JobId } from '../../../shared/domain/ids.ts';
import { InvalidInputError } from '../../../shared/errors.ts';
import { createImport, findInterrupted, listImports, setImportJob } from '../../store/imports.ts';
import type { House, Library } from '../house.ts';
import { deploymentHandlers } from './deployment-handlers.ts';
import { locationHandlers } from './location-handlers.ts';
import { lookInto } from './preview.ts';
import { isRemovable } from './removable.ts';
import { checkSources, isInside, refuseLibraryItself, titleOf } from './sources.ts';

type ImportCall = Extract<keyof CoreHandlers, `import.${string}` | `locations.${string}` | `deployments.${string}`>;

export function importHandlers(house: House): Pick<CoreHandlers, ImportCall> {
  return {
    ...locationHandlers(house),
    ...deploymentHandlers(house),
    'import.preview': ({ paths }, { signal }) => lookInto(house.library(), paths, signal),
    'import.start': (request) => startImport(house, request),
    'import.list': async () =>
      (await listImports(house.library().store.db)).map((row) => ({
        id: row.id,
        jobId: row.jobId,
        state: row.state,
        sources: row.request.paths,
        startedAt: row.startedAt,
        finishedAt: row.finishedAt,
        result: row.result,
      })),
  };
}

/** Queues an import; one that was interrupted and is asked for again goes on where it was. */
export async function startImport(house: House, request: ImportRequest): Promise<{ jobId: JobId; importId: ImportId }> {
  const library = house.library();
  const { db } = library.store;
  const settled = await settleRequest(library, request);
  const interrupted = await findInterrupted(db, settled);
  if (interrupted !== null) return { jobId: interrupted.jobId, importId: interrupted.id };
  const importId = await createImport(db, settled);
  const jobId = await library.jobs.add({
    kind: 'import',
    title: `Import of ${titleOf(settled.paths)}`,
    payload: { importId },
    priority: 10,
  });
  await setImportJob(db, importId, jobId);
  house.changed('imports');
  return { jobId, importId };
}

/** Everything that must be the same when the import goes on after a crash is decided now: full paths, copy or reference. */
async function settleRequest(library: Library, request: ImportRequest): Promise<ImportRequest> {
  const staging = library.place('staging');
  const paths = await checkSources(request.paths);
  refuseLibraryItself(paths, library.folder, staging);
  const uploaded = paths.filter((path) => isInside(path, staging));
  if (request.staged && uploaded.length < paths.length)
    throw new InvalidInputError('Only uploads in the staging folder of the library can be imported as staged.', {
      field: 'staged',
    });
  const staged = uploaded.length > 0;
  const removable = request.mode === 'auto' && (await Promise.all(paths.map(isRemovable))).includes(true);
  // Uploads are removed afterwards, so referring to them would lose them.
  const mode = staged || removable ? 'copy' : request.mode === 'auto' ? 'reference' : request.mode;
  return { ...request, paths, mode, staged };
}
