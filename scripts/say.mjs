// What set-up has to tell goes to standard error, so that a command's standard output stays machine-readable.

/** A failure of set-up, told as a sentence for the person who typed the command; never shown with a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}

/** Prints one line on standard error. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a script's main function: its number becomes the exit code, a SetupError becomes one sentence and exit code 1.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`Herdbook: ${error.message}`);
    process.exitCode = 1;
  }
}
