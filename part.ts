import { ConfigError } from './config';

/** What a part of the stack (worker, door, web) gives back once it is up. */
export interface StartedPart {
  /** Where it is, by name, for the supervisor's summary (`{ web: 'http://127.0.0.1:3000' }`). */
  readonly urls?: Readonly<Record<string, string>>;
  /** Stops taking new work, finishes what runs, closes what is open. Called once. */
  stop(): Promise<void>;
}

/**
 * Runs a part under tools/start.mjs or by itself (a container): tells the supervisor when it is ready, stops
 * gracefully on SIGTERM, SIGINT, the message `{ stop: true }` or the supervisor's death, then exits with 0.
 * A failure to start or to stop is printed and exits with 1.
 */
export function runPart(start: () => Promise<StartedPart>): void {
  const started = start();
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    started.then((part) => part.stop()).then(() => process.exit(0), leave);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  process.on('message', (message) => {
    if (isStop(message)) stop();
  });
  // The channel closes when the supervisor dies, however it dies: a part never outlives it.
  process.on('disconnect', stop);
  started.then((part) => process.send?.({ ready: true, urls: part.urls ?? {} }), leave);
}

function isStop(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'stop' in message && message.stop === true;
}

function leave(error: unknown): void {
  // A wrong setting is for whoever set it: the message says all.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
