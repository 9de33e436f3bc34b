// @ts-check
// Fetches a file over HTTPS, giving up on a peer that does not answer or that falls silent.
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Saves what is at `address` into `file`. Throws when the first byte takes more than `answerMs`, or any next one 30 s.
 * @param {string} address
 * @param {string} file
 * @param {{ answerMs?: number }} [options]
 */
export async function download(address, file, { answerMs = 8_000 } = {}) {
  const giveUp = new AbortController();
  let timer = setTimeout(() => giveUp.abort(new Error(`${new URL(address).host} does not answer`)), answerMs);
  const watch = new Transform({
    transform(chunk, _encoding, next) {
      clearTimeout(timer);
      timer = setTimeout(() => giveUp.abort(new Error(`${new URL(address).host} fell silent`)), 30_000);
      next(null, chunk);
    },
  });
  try {
    const answer = await fetch(address, { signal: giveUp.signal });
    if (!answer.ok || answer.body === null) throw new Error(`${address}: HTTP ${answer.status}`);
    await pipeline(Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (answer.body)), watch, createWriteStream(file));
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error ? new Error(`${new URL(address).host}: ${error.cause.message}`) : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The JSON at `address`. @param {string} address @returns {Promise<unknown>}
 */
export async function fetchJson(address, { answerMs = 8_000 } = {}) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(answerMs) });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return await answer.json();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${new URL(address).host}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
