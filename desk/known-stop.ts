import type { Tx } from '../db/connect';
import { findStop } from '../db/planned-stop';
import { linkedStop } from '../domain/planned-stop';
import type { Fact } from '../domain/ticket-facts';
import type { KnownStop } from '../mail/letters/acknowledgement';

/** The planned stop that a request is linked to, as its acknowledgement says it; null when there is none. */
export async function knownStop(tx: Tx, facts: readonly Fact[]): Promise<KnownStop | null> {
  const id = linkedStop(facts);
  const stop = id === null ? undefined : await findStop(tx, id);
  return stop === undefined ? null : { title: stop.title, from: stop.from_at, until: stop.until_at, meanwhile: stop.meanwhile };
}
