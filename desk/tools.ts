import type { Log } from '../mail/log';
import type { Sql } from '../db/connect';
import type { Instant, Reference } from '../domain/ids';
import type { JourneyName } from '../domain/journeys/types';

/** What became of one attempt to hand a letter to the relay. */
export type PostOutcome =
  | { readonly outcome: 'sent' | 'inside' }
  /** For good; `address`: it is the addressee who was refused, not the letter. */
  | { readonly outcome: 'refused'; readonly problem: string; readonly address: boolean; readonly code: number }
  | { readonly outcome: 'later'; readonly problem: string };

/** The tools the acts on the world are given; nothing is read from the environment inside them. */
export interface Tools {
  readonly sql: Sql;
  /** Hands bytes to the relay, or keeps them inside when there is none. Never throws for what the relay says. */
  post(letter: { readonly raw: Buffer; readonly from: string; readonly to: readonly string[] }, timeoutMs: number): Promise<PostOutcome>;
  /** Where people find the pages, without a trailing slash. */
  readonly publicUrl: string;
  /** Which installation this is, so that two of ours know each other in a loop. */
  readonly instance: string;
  /** Tells the workflow of a ticket that a fact numbered `n` was recorded, starting it if need be. */
  tell(reference: Reference, n: number): Promise<void>;
  /** The same of a journey. */
  tellJourney(journey: { readonly id: string; readonly kind: JourneyName }, n: number): Promise<void>;
  readonly log: Log;
}

/** What writing a transition needs: nothing leaves the memory. */
export type WriteTools = Omit<Tools, 'tell' | 'tellJourney' | 'post' | 'sql'>;

/** The first attempt is made by whoever wrote the letter, and may take this long. */
export const FIRST_ATTEMPT_MS = 2_000;
/** How long the claim of a first attempt holds before another may post the letter again (rules: Door 10). */
export const LEASE_MS = 10_000;

export function later(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString() as Instant;
}
