import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkedPart } from '../../tools/stack.mjs';

/** A clock and timers that stand still until the test moves them. */
export function handTime() {
  let now = 0;
  let timers: { at: number; act: () => void }[] = [];
  return {
    now: () => now,
    after: (act: () => void, milliseconds: number) => {
      const timer = { at: now + milliseconds, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    /** Goes forward and does what falls due. */
    advance: (milliseconds: number) => {
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { act } of due) act();
    },
  };
}

/** Keeps what is said, and waits for words (the test's own limit is the limit). */
export function listener() {
  const said: string[] = [];
  let waiting: { count: number; words: string; resolve: (line: string) => void }[] = [];
  const matches = (words: string) => said.filter((line) => line.includes(words));
  return {
    said,
    say: (line: string) => {
      said.push(line);
      for (const { count, words, resolve } of waiting) if (matches(words).length >= count) resolve(line);
      waiting = waiting.filter(({ count, words }) => matches(words).length < count);
    },
    /** The `count`th line that holds those words, said already or still to come. */
    hears: (words: string, count = 1): Promise<string> => {
      const found = matches(words)[count - 1];
      return found !== undefined ? Promise.resolve(found) : new Promise((resolve) => waiting.push({ count, words, resolve }));
    },
  };
}

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'guichet-tools-'));

export type Behaviour = 'good' | 'dies' | 'deaf' | 'never-ready';

/** A part that is a real process and does as told. */
export function fakePart(name: string, logs: string, { behaviour = 'good', needs = [] }: { behaviour?: Behaviour; needs?: string[] } = {}) {
  const env = { ...process.env, FAKE_PART: behaviour, FAKE_NAME: name };
  return forkedPart(name, join('test', 'tools', 'fake-part.mjs'), { logs, needs, env, graceMs: 5_000 });
}
