/** Seeded chance: the same seed gives the same instance, whatever the machine. */
export class Chance {
  private state: number;

  constructor(...seeds: readonly number[]) {
    this.state = seeds.reduce((mixed, seed) => mix(mixed ^ seed), 0x9e3779b9);
  }

  /** From 0 included to 1 excluded (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** @throws Error when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.next() * from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** True in `share` of the cases, 0 to 1. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** Mostly small, sometimes several times the mean: how long people take. */
  about(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.whole(0, 255)));
  }
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
