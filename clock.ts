import { instantAt, type Instant } from './domain/ids';

/** The one clock that decides anything (rules: Clock 8). Tests feed it skipped time. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => instantAt(Date.now()) };
