/** Something outside (a keeper, a server) did not answer in time. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
  constructor(what: string, afterMs: number) {
    super(`${what} took longer than ${afterMs} ms`);
  }
}

/** `work`, or a rejection with {@link TooSlow} after `limitMs` milliseconds; the work itself is not stopped. */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(what, limitMs)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
