import type { Act, ActKind } from '../domain/acts';
import type { Instant, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';

export interface ActRow {
  readonly key: string;
  readonly reference: Reference;
  readonly kind: ActKind;
  readonly body: Act;
  readonly actor: string;
  readonly asked_at: Instant;
  /** `held`: may still be taken back; `cancelled`: was; `draft`: refused once held, and given back to its author. */
  readonly state: 'asked' | 'done' | 'refused' | 'draft' | 'held' | 'cancelled';
  readonly refused: string | null;
  /** Held until then; null = was never held. */
  readonly not_before: Instant | null;
  readonly done_at: Instant | null;
}

/** `not_before`: it is held until then, and may be taken back meanwhile. */
export type NewAct = Omit<ActRow, 'state' | 'refused' | 'not_before' | 'done_at'> & { readonly not_before?: Instant | null };

/** Keeps an act before the workflow is asked; the same key again leaves the first as it is. */
export async function keepAct(db: Db, act: NewAct): Promise<ActRow> {
  const { key, reference, kind, body, actor, asked_at, not_before = null } = act;
  await db`insert into act (key, reference, kind, body, actor, asked_at, not_before, state)
    values (${key}, ${reference}, ${kind}, ${db.json(body as never)}, ${actor}, ${asked_at}, ${not_before}, ${not_before === null ? 'asked' : 'held'}) on conflict (key) do nothing`;
  const [row] = await db<ActRow[]>`select * from act where key = ${key}`;
  if (row === undefined) throw new Error(`act ${key} was not kept`);
  return row;
}

/** The acts asked of a ticket and not decided yet: those named and the orphans of a page that died. */
export async function askedActs(tx: Tx, reference: Reference): Promise<ActRow[]> {
  return await tx<ActRow[]>`select * from act where reference = ${reference} and state = 'asked' order by asked_at, key`;
}

/** Those of these acts that were refused, with the reason in French. */
export async function refusedActs(tx: Tx, keys: readonly string[]): Promise<[string, string][]> {
  const rows = await tx<{ key: string; refused: string }[]>`select key, refused from act where key = any(${[...keys]}) and state = 'refused'`;
  return rows.map((row) => [row.key, row.refused]);
}

export async function findAct(db: Db, key: string): Promise<ActRow | undefined> {
  const [row] = await db<ActRow[]>`select * from act where key = ${key}`;
  return row;
}

/** The latest letter of this account on this ticket that says the very same, asked since then and not taken back. */
export async function sameLetter(db: Db, reference: Reference, actor: string, body: Act, since: Instant): Promise<ActRow | undefined> {
  const [row] = await db<ActRow[]>`
    select * from act where reference = ${reference} and actor = ${actor} and body = ${db.json(body as never)} and state in ('held', 'asked', 'done') and asked_at > ${since}
    order by asked_at desc limit 1`;
  return row;
}

export function decideAct(tx: Tx, key: string, refused: string | null, at: Instant) {
  return tx`update act set state = ${refused === null ? 'done' : 'refused'}, refused = ${refused}, done_at = ${at} where key = ${key} and state = 'asked'`;
}

/** Tickets with acts asked before an instant and never decided: their page died before the workflow was asked. */
export async function orphanActs(db: Db, before: Instant, limit = 100): Promise<{ key: string; reference: Reference; kind: ActKind }[]> {
  return await db<{ key: string; reference: Reference; kind: ActKind }[]>`
    select key, reference, kind from act where state = 'asked' and coalesce(not_before, asked_at) < ${before} order by asked_at limit ${limit}`;
}

/** Refuses an act that was asked, so that no later move carries it out; one that is decided stays as it is. */
export async function refuseAct(db: Db, key: string, reason: string, at: Instant): Promise<void> {
  await db`update act set state = 'refused', refused = ${reason}, done_at = ${at} where key = ${key} and state = 'asked'`;
}
