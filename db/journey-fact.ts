import { randomBytes } from 'node:crypto';
import type { Instant } from '../domain/ids';
import type { JourneyFact, JourneyFactBody } from '../domain/journeys/types';
import type { Db, Tx } from './connect';
import { lockJourney } from './journey';
import { chained, chainOf, type LinkRow } from './fact';

/** Where a journey's journal stands. */
export interface JourneyEnd {
  readonly id: string;
  readonly last_n: number;
  readonly chain: Buffer;
}
export interface JourneyFactToRecord {
  readonly body: JourneyFactBody;
  /** The instant from which it counts. */
  readonly at: Instant;
  /** The account, or « partner:<address> »; null = the product. */
  readonly actor: string | null;
}

interface Row {
  readonly n: number;
  readonly at: Instant;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly actor: string | null;
}

/** Every fact of a journey, in the order of recording. */
export async function factsOfJourney(db: Db, id: string): Promise<JourneyFact[]> {
  const rows = await db<Row[]>`select n, at, kind, body, actor from journey_fact where journey = ${id} order by n`;
  return rows.map(({ n, at, kind, body }) => ({ ...body, kind, n, at }));
}

export interface JourneyLine extends Row {
  readonly recorded_at: Instant;
  readonly name: string | null;
}

/** The journal with who did each thing and when, for the journey's page. */
export async function journalOfJourney(db: Db, id: string): Promise<JourneyLine[]> {
  return await db<JourneyLine[]>`
    select f.n, f.at, f.kind, f.body, f.actor, f.recorded_at, account.name
    from journey_fact f left join account on account.id = f.actor where f.journey = ${id} order by f.n`;
}

/** Appends facts to a locked journey's journal, chained as a ticket's are: under salted digests (rules: Door 12). @returns where it stands then. */
export async function appendJourneyFacts(tx: Tx, end: JourneyEnd, facts: readonly JourneyFactToRecord[], recordedAt: Instant): Promise<JourneyEnd> {
  const { after, links } = chained(end, facts, () => randomBytes(16));
  const rows = links.map(({ body, ...link }) => ({ ...link, journey: end.id, body: tx.json(body as never), recorded_at: recordedAt }));
  await tx`insert into journey_fact ${tx(rows)}`;
  await tx`update journey set last_n = ${after.last_n}, chain = ${after.chain} where id = ${end.id}`;
  return after;
}

/** The first fact whose digest or chain does not hold; null when the journal is whole. */
export async function brokenJourneyLink(db: Db, id: string): Promise<number | null> {
  return chainOf(await db<LinkRow[]>`select n, at, kind, body, actor, salt, digest, chain from journey_fact where journey = ${id} order by n`);
}

/** Records what a door or the relay tells of a journey; its workflow moves it, once told (or by the chores). @throws Error when there is no such journey. */
export async function recordOnJourney(tx: Tx, id: string, facts: readonly JourneyFactToRecord[], recordedAt: Instant): Promise<void> {
  const row = await lockJourney(tx, id);
  if (row === undefined) throw new Error(`no journey ${id}`);
  await appendJourneyFacts(tx, row, facts, recordedAt);
}
