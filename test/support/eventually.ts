import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/**
 * What `ask` gives once `enough` holds of it: looks again until then. Rejects after `limitMs` milliseconds with what was last
 * seen, so that the failure tells how far things went. What `ask` throws meanwhile (a database that was killed) is waited out.
 */
export async function eventually<T>(what: string, ask: () => Promise<T> | T, enough: (value: T) => boolean, limitMs = 30_000): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look(ask);
    if ('value' in seen && enough(seen.value)) return seen.value;
    if (performance.now() > end) throw new Error(`${what}: not seen within ${limitMs} ms, but ${describe(seen)}`);
    await pause(LOOK_EVERY_MS);
  }
}

type Seen<T> = { readonly value: T } | { readonly error: unknown };

async function look<T>(ask: () => Promise<T> | T): Promise<Seen<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    return { error };
  }
}

function describe(seen: Seen<unknown>): string {
  return 'value' in seen ? JSON.stringify(seen.value, null, 1) : String(seen.error);
}
