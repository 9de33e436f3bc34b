import { epochMs, type Instant } from '../../domain/ids';
import { Problem } from './problem';

/** Requests a minute of one token, or one account by its session. */
export const REQUESTS_A_MINUTE = 600;
const WINDOW_MS = 60_000;

/** Counts requests in windows of a minute; each process counts for itself. */
export class RateLimit {
  private window = 0;
  private readonly counts = new Map<string, number>();

  constructor(private readonly perMinute: number) {}

  /** @throws Problem (429) beyond the limit, until the minute is over. */
  take(who: string, now: Instant): void {
    const ms = epochMs(now);
    const window = Math.floor(ms / WINDOW_MS);
    if (window !== this.window) this.counts.clear();
    this.window = window;
    const count = (this.counts.get(who) ?? 0) + 1;
    this.counts.set(who, count);
    if (count <= this.perMinute) return;
    const seconds = Math.ceil(((window + 1) * WINDOW_MS - ms) / 1_000);
    throw new Problem('too-many', `Au plus ${this.perMinute} requêtes par minute : attendez ${seconds} s.`, { 'Retry-After': String(seconds) });
  }
}
