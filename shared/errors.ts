// Every failure a researcher can meet is a class with a code, and crosses every transport as `{code, message, field?, details?}`
// to arrive as the same class on the other side. Screens and commands decide by `code`; people read `message`.

export interface ErrorFrame {
  code: string;
  message: string;
  /** Name of the input field at fault, for forms and for `herdbook … --json`. */
  field?: string | undefined;
  details?: unknown;
}

export class HerdbookError extends Error {
  readonly code: string = 'error';
  readonly field: string | undefined;
  readonly details: unknown;

  constructor(message: string, extra: { field?: string | undefined; details?: unknown; cause?: unknown } = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = new.target.name;
    this.field = extra.field;
    this.details = extra.details;
  }
}

type ErrorClass = new (
  message: string,
  extra?: { field?: string | undefined; details?: unknown; cause?: unknown },
) => HerdbookError;
const classByCode = new Map<string, ErrorClass>();

/** Makes an error class with a fixed code and registers it, so that it survives the journey over a transport. */
export function errorClass(name: string, code: string): ErrorClass {
  const made = {
    [name]: class extends HerdbookError {
      override readonly code = code;
    },
  }[name] as ErrorClass;
  if (classByCode.has(code)) throw new Error(`two error classes share the code "${code}"`);
  classByCode.set(code, made);
  return made;
}

/** A call came with input that its schema does not allow. `details` is a list of `{path, message}`. */
export const InvalidInputError = errorClass('InvalidInputError', 'invalid-input');
export const UnknownCallError = errorClass('UnknownCallError', 'unknown-call');
/** Core ended while a call was waiting, or is not running. The call may be repeated once core is back. */
export const CoreGoneError = errorClass('CoreGoneError', 'core-gone');
/** Something failed that no class describes; the message names what was being done. */
export const UnexpectedError = errorClass('UnexpectedError', 'unexpected');
export const NotFoundError = errorClass('NotFoundError', 'not-found');
export const CancelledError = errorClass('CancelledError', 'cancelled');
export const UsageError = errorClass('UsageError', 'usage');

export const NoLibraryOpenError = errorClass('NoLibraryOpenError', 'no-library-open');
export const LibraryNotFoundError = errorClass('LibraryNotFoundError', 'library-not-found');
/** The catalogue was written by a newer Herdbook. It is not touched. */
export const LibraryTooNewError = errorClass('LibraryTooNewError', 'library-too-new');
export const LibraryDamagedError = errorClass('LibraryDamagedError', 'library-damaged');

export const SourceUnreadableError = errorClass('SourceUnreadableError', 'source-unreadable');
export const DiskFullError = errorClass('DiskFullError', 'disk-full');
/** A folder chosen for writing does not take files; the message names it and why. */
export const FolderNotWritableError = errorClass('FolderNotWritableError', 'folder-not-writable');
export const CopyMismatchError = errorClass('CopyMismatchError', 'copy-mismatch');

/** What a person decided stands; a program or an outdated screen tried to change it. */
export const DecisionStandsError = errorClass('DecisionStandsError', 'decision-stands');
export const NothingToUndoError = errorClass('NothingToUndoError', 'nothing-to-undo');
export const UndoConflictError = errorClass('UndoConflictError', 'undo-conflict');

export const FeatureExtractionError = errorClass('FeatureExtractionError', 'feature-extraction');
export const BatchSizeExceededError = errorClass('BatchSizeExceededError', 'batch-size-exceeded');
export const PartialBatchFailureError = errorClass('PartialBatchFailureError', 'partial-batch-failure');

/** One or more rules of a report request are violated. `details` is a list of `{field, message, value}`. */
export const ExportRequestError = errorClass('ExportRequestError', 'export-request');
export const JobNotFoundError = errorClass('JobNotFoundError', 'job-not-found');

/** An inference worker ended (crash, out of memory, killed) while it held the task; repeated once before this is thrown. */
export const WorkerCrashedError = errorClass('WorkerCrashedError', 'worker-crashed');
/** An inference worker gave no sign of life for longer than the task may take, and was ended. */
export const WorkerHungError = errorClass('WorkerHungError', 'worker-hung');
/** A picture file holds nothing that can be shown; the message names the file. */
export const PictureUnreadableError = errorClass('PictureUnreadableError', 'picture-unreadable');
/** A network answered with something its pack does not describe (shape, missing output, not numbers). */
export const ModelAnswerError = errorClass('ModelAnswerError', 'model-answer');
/** No execution provider could load the network; the message says why for each. */
export const ModelLoadError = errorClass('ModelLoadError', 'model-load');
/** A pack's description or archive breaks a rule of the pack format; the message names the file and the field. */
export const PackInvalidError = errorClass('PackInvalidError', 'pack-invalid');
/** A model file's SHA-256 is not the one its pack states. */
export const PackHashMismatchError = errorClass('PackHashMismatchError', 'pack-hash-mismatch');
export const PackNotFoundError = errorClass('PackNotFoundError', 'pack-not-found');

/** Error → frame, for sending. Unknown errors keep their message but never their stack. */
export function toFrame(error: unknown): ErrorFrame {
  if (error instanceof HerdbookError) {
    const frame: ErrorFrame = { code: error.code, message: error.message };
    if (error.field !== undefined) frame.field = error.field;
    if (error.details !== undefined) frame.details = error.details;
    return frame;
  }
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}

/** Frame → error of the same class, for throwing on the receiving side. */
export function fromFrame(frame: ErrorFrame): HerdbookError {
  const Class = classByCode.get(frame.code) ?? UnexpectedError;
  return new Class(frame.message, { field: frame.field, details: frame.details });
}
