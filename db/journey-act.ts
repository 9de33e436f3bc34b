import type { Instant } from '../domain/ids';
import type { JourneyAct } from '../domain/journeys/types';
import type { Db, Tx } from './connect';

/** What was asked of a journey, by whom and when, and what became of it. */
export interface JourneyActRow {
  readonly key: string;
  readonly journey: string;
  readonly kind: string;
  readonly body: JourneyAct;
  /** The account, or « partner:<address> ». */
  readonly actor: string;
  readonly asked_at: Instant;
  readonly state: 'asked' | 'done' | 'refused';
  readonly refused: string | null;
  readonly done_at: Instant | null;
}

/** Keeps an act; the same key again gives back the first, with what became of it. */
export async function keepJourneyAct(tx: Tx, act: Pick<JourneyActRow, 'key' | 'journey' | 'body' | 'actor' | 'asked_at'>): Promise<JourneyActRow> {
  const { key, journey, body, actor, asked_at } = act;
  await tx`insert into journey_act (key, journey, kind, body, actor, asked_at)
    values (${key}, ${journey}, ${body.kind}, ${tx.json(body as never)}, ${actor}, ${asked_at}) on conflict do nothing`;
  const [row] = await tx<JourneyActRow[]>`select * from journey_act where key = ${key}`;
  if (row === undefined) throw new Error(`act ${key} was not kept`);
  return row;
}

export async function decideJourneyAct(tx: Tx, key: string, refused: string | null, at: Instant): Promise<void> {
  await tx`update journey_act set state = ${refused === null ? 'done' : 'refused'}, refused = ${refused}, done_at = ${at} where key = ${key} and state = 'asked'`;
}

/** What was asked of a journey, oldest first. */
export async function actsOfJourney(db: Db, journey: string): Promise<JourneyActRow[]> {
  return await db<JourneyActRow[]>`select * from journey_act where journey = ${journey} order by asked_at, key`;
}
