import { errorFacts, type Log } from './mail/log';

export interface Repeating {
  /** Ends it, once the run under way is over. */
  stop(): Promise<void>;
}

/**
 * Does a chore at once and then every `ms` milliseconds after it ended (null = once). A chore that fails says so and is done
 * again the next time.
 */
export function every(name: string, ms: number | null, chore: () => Promise<void>, log: Log): Repeating {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const run = async (): Promise<void> => {
    try {
      await chore();
    } catch (error) {
      log.warn({ chore: name, ...errorFacts(error) }, 'a chore failed, it will be done again');
    }
    const again = ms ?? null;
    if (!stopped && again !== null) timer = setTimeout(() => (running = run()), again);
  };
  let running = run();
  return {
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
