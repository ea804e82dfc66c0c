// Whether Herdbook opens as a window of its own or in the browser, and the sentence that says why not as a window.

/**
 * Chooses the shell. Values in, value out: what is installed and what was asked are the caller's to find out.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {{hasBinary: boolean, missingBecause?: string, isRoot?: boolean}} machine
 * @returns {{shell: 'electron'} | {shell: 'browser', because: string}}
 */
export function decideShell(env, platform, { hasBinary, missingBecause, isRoot = false }) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return { shell: 'browser', because: 'there is no display here' };
  }
  if (platform === 'linux' && isRoot) {
    return { shell: 'browser', because: 'Electron does not run for the root user with its sandbox on' };
  }
  if (!hasBinary) {
    return {
      shell: 'browser',
      because: `Electron's program could not be had (${missingBecause ?? 'it is not installed'})`,
    };
  }
  return { shell: 'electron' };
}

/** The one sentence told before Herdbook is served to the browser instead. @param {string} because */
export function fallbackSentence(because) {
  return `Herdbook opens in the browser instead of a window of its own, because ${because}.`;
}
