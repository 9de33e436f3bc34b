import { createHash, randomBytes } from 'node:crypto';
import type { Instant, Reference } from '../domain/ids';
import type { Fact, FactBody } from '../domain/ticket-facts';
import type { Db, Tx } from './connect';

/** The number and the chain of a journal's last fact. */
interface ChainEnd {
  readonly last_n: number;
  readonly chain: Buffer;
}

/** Where a ticket's journal stands. */
export interface JournalEnd extends ChainEnd {
  readonly reference: Reference;
}

export interface FactToRecord<B extends { readonly kind: string } = FactBody> {
  readonly body: B;
  /** The instant from which it counts. */
  readonly at: Instant;
  /** The account that did it; null = the product or the partner. */
  readonly actor: string | null;
}

interface FactRow {
  readonly n: number;
  readonly at: Instant;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly actor: string | null;
}

/** Every fact of a ticket, in the order of recording. */
export async function factsOf(db: Db, reference: Reference): Promise<Fact[]> {
  const rows = await db<FactRow[]>`select n, at, kind, body, actor from fact where reference = ${reference} order by n`;
  return rows.map(({ n, at, kind, body }) => ({ ...body, kind, n, at }) as unknown as Fact);
}

export interface JournalLine extends FactRow {
  readonly recorded_at: Instant;
  readonly name: string | null;
}

/** The journal with who did each thing, for the ticket's page. */
export async function journalOf(db: Db, reference: Reference): Promise<JournalLine[]> {
  return await db<JournalLine[]>`
    select fact.n, fact.at, fact.kind, fact.body, fact.actor, fact.recorded_at, account.name
    from fact left join account on account.id = fact.actor where reference = ${reference} order by fact.n`;
}

/**
 * Appends facts to a locked ticket's journal; the chain hashes a salted digest of each (rules: Door 12). The queries are
 * sent when awaited, after those that were awaited before them.
 */
export function appendFacts(tx: Tx, end: JournalEnd, facts: readonly FactToRecord[], recordedAt: Instant) {
  const { after, insert } = linked(tx, end, facts, recordedAt);
  return { after, queries: [insert, tx`update ticket set last_n = ${after.last_n}, chain = ${after.chain} where reference = ${end.reference}`] };
}

/** The first facts of a ticket, whose row is written with `after`: no second version of it is made. */
export function beginJournal(tx: Tx, reference: Reference, facts: readonly FactToRecord[], recordedAt: Instant) {
  return linked(tx, { reference, last_n: 0, chain: Buffer.alloc(0) }, facts, recordedAt);
}

function linked(tx: Tx, end: JournalEnd, facts: readonly FactToRecord[], recordedAt: Instant) {
  const { after, links } = chained(end, facts, () => randomBytes(16));
  const rows = links.map(({ body, ...link }) => ({ ...link, reference: end.reference, body: tx.json(body as never), recorded_at: recordedAt }));
  return { after, insert: tx`insert into fact ${tx(rows)}` };
}

/** A fact as its row holds it, linked to the one before. */
export interface Link extends Omit<FactToRecord, 'body'> {
  readonly n: number;
  readonly kind: string;
  readonly body: object;
  readonly salt: Buffer;
  readonly digest: Buffer;
  readonly chain: Buffer;
}

/** Facts as links of a journal's chain, each under a salt of its own. */
export function chained<E extends ChainEnd>(end: E, facts: readonly FactToRecord<{ readonly kind: string }>[], saltOf: () => Buffer): { after: E; links: Link[] } {
  let { last_n: n, chain } = end;
  const links = facts.map(({ body: { kind, ...body }, at, actor }): Link => {
    n += 1;
    const salt = saltOf();
    const digest = digestOf({ n, at, kind, body, actor }, salt);
    chain = createHash('sha256').update(chain).update(digest).digest();
    return { n, at, kind, body, actor, salt, digest, chain };
  });
  return { after: { ...end, last_n: n, chain }, links };
}

function digestOf(line: { n: number; at: Instant; kind: string; body: object; actor: string | null }, salt: Buffer): Buffer {
  const { n, at, kind, body, actor } = line;
  return createHash('sha256').update(salt).update(JSON.stringify([n, at, kind, sorted(body), actor])).digest();
}

/** jsonb forgets the order of keys: the digest must not depend on it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** The first fact whose digest or chain does not hold; null when the journal is whole. */
export async function brokenLink(db: Db, reference: Reference): Promise<number | null> {
  return chainOf(await db<LinkRow[]>`select n, at, kind, body, actor, salt, digest, chain from fact where reference = ${reference} order by n`);
}

export type LinkRow = FactRow & { readonly salt: Buffer; readonly digest: Buffer; readonly chain: Buffer };

/** The first of these lines, in order, whose digest or chain does not hold; null when all do. */
export function chainOf(rows: readonly LinkRow[]): number | null {
  let chain: Buffer = Buffer.alloc(0);
  for (const row of rows) {
    const digest = digestOf(row, row.salt);
    chain = createHash('sha256').update(chain).update(digest).digest();
    if (!digest.equals(row.digest) || !chain.equals(row.chain)) return row.n;
  }
  return null;
}
