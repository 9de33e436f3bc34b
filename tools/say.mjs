// @ts-check
// What the tools tell the person at the terminal.

/** A mistake that is explained in plain words: printed without a stack. */
export class Plain extends Error {
  /** @override */
  name = 'Plain';
}

/** @param {string} message */
export function say(message) {
  process.stdout.write(`guichet: ${message}\n`);
}

/**
 * Does a thing, saying what before and how long it took after.
 * @template T
 * @param {string} what « installing the locked packages (about 20 s) »
 * @param {() => Promise<T> | T} act
 * @returns {Promise<T>}
 */
export async function timed(what, act) {
  const begun = performance.now();
  say(`${what}…`);
  const result = await act();
  say(`${what}: done in ${seconds(performance.now() - begun)}`);
  return result;
}

/** « 0.4 s », « 1 min 12 s ». @param {number} milliseconds */
export function seconds(milliseconds) {
  const total = milliseconds / 1000;
  return total < 60 ? `${total.toFixed(1)} s` : `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`;
}

/** The reason of any thrown thing in a line or two. @param {unknown} error */
export function reason(error) {
  return error instanceof Error ? error.message : String(error);
}

/** Prints an error as the last word: a plain one without its stack. @param {unknown} error */
export function complain(error) {
  const text = error instanceof Error && !(error instanceof Plain) ? (error.stack ?? error.message) : reason(error);
  process.stderr.write(`guichet: ${text}\n`);
}
