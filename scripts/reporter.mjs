// How a test file tells scripts/run-tests.mjs what happened: one JSON line per event that matters, written while it runs,
// so that a file which hangs or dies has still told everything up to then. Loaded by Node with --test-reporter.
import { inspect } from 'node:util';

/**
 * @typedef {{is: 'running', name: string} | {is: 'passed', name: string} | {is: 'skipped', name: string, reason: string}
 *   | {is: 'failed', name: string, error: string, where: string}} Happening
 */

/**
 * @param {AsyncIterable<{type: string, data: any}>} events of node:test
 * @returns {AsyncGenerator<string>} lines of JSON, each a Happening
 */
export default async function* reportHappenings(events) {
  /** Names of the suites and tests around the one being reported, by depth. @type {string[]} */
  const around = [];
  for await (const { type, data } of events) {
    if (type === 'test:dequeue') yield line({ is: 'running', name: data.name });
    if (type === 'test:start') {
      around.length = data.nesting;
      around.push(data.name);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const name = [...around.slice(0, data.nesting), data.name].join(' › ');
    const happening = judge(type === 'test:pass', name, data);
    if (happening) yield line(happening);
  }
}

/**
 * What one result counts as; null for a suite or a parent that only repeats what its parts have said.
 * @param {boolean} passed @param {string} name @param {any} data @returns {Happening | null}
 */
function judge(passed, name, data) {
  if (data.skip !== undefined) return { is: 'skipped', name, reason: text(data.skip, 'no reason given') };
  if (data.todo !== undefined) return { is: 'skipped', name, reason: `to do: ${text(data.todo, 'not written yet')}` };
  if (passed) return data.details.type === 'suite' ? null : { is: 'passed', name };
  const error = data.details.error;
  if (error?.failureType === 'subtestsFailed') return null;
  const where = data.file ? `${data.file}:${data.line}` : '';
  return { is: 'failed', name, error: describe(error), where };
}

/** @param {any} error @returns {string} message, stack and causes in full */
function describe(error) {
  const cause = error?.code === 'ERR_TEST_FAILURE' ? (error.cause ?? error) : error;
  return typeof cause === 'string' ? cause : inspect(cause, { depth: 4, breakLength: 120, maxStringLength: 4000 });
}

/** @param {unknown} value @param {string} otherwise */
const text = (value, otherwise) => (typeof value === 'string' && value !== '' ? value : otherwise);

/** @param {Happening} happening */
const line = (happening) => `${JSON.stringify(happening)}\n`;
