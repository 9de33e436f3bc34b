import type { Clock } from '../clock';
import { epochMs } from '../domain/ids';

/** Reports (`<>`) come from every server of the world under one name: they share a bucket this many times larger. */
const REPORTS_FACTOR = 10;
/** Senders remembered before those who are owed nothing are forgotten. */
const SWEEP_ABOVE = 10_000;
const MINUTE_MS = 60_000;

/** How many mails a minute each envelope sender may give us: a bucket per sender that refills evenly (rules: Door 5). */
export class SenderRate {
  private readonly buckets = new Map<string, { left: number; atMs: number }>();

  /** @param perMinute mails a minute, and at once; 0 = no limit. */
  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {}

  /** Takes one mail of `sender` (null = `<>`); false when it must come back later. */
  take(sender: string | null): boolean {
    if (this.perMinute === 0) return true;
    const nowMs = epochMs(this.clock.now());
    const left = this.left(sender, nowMs);
    if (left < 1) return false;
    this.buckets.set(key(sender), { left: left - 1, atMs: nowMs });
    if (this.buckets.size > SWEEP_ABOVE) this.sweep(nowMs);
    return true;
  }

  /** Gives one back: our own trouble is not counted against the sender. */
  giveBack(sender: string | null): void {
    const bucket = this.buckets.get(key(sender));
    if (bucket) bucket.left += 1;
  }

  private left(sender: string | null, nowMs: number): number {
    const full = this.perMinute * (sender === null ? REPORTS_FACTOR : 1);
    const bucket = this.buckets.get(key(sender));
    if (!bucket) return full;
    const refilled = (Math.max(0, nowMs - bucket.atMs) * full) / MINUTE_MS;
    return Math.min(full, bucket.left + refilled);
  }

  private sweep(nowMs: number): void {
    for (const [sender, bucket] of this.buckets) if (nowMs - bucket.atMs >= MINUTE_MS) this.buckets.delete(sender);
  }
}

function key(sender: string | null): string {
  return sender === null ? '<>' : sender.toLowerCase();
}
