import type { Sql, Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { insertJourney, journeyByKey, takeJourneyId } from '../db/journey';
import { decideJourneyAct, keepJourneyAct, type JourneyActRow } from '../db/journey-act';
import { around, loadJourney, loadJourneyOfConvention } from '../db/journey-case';
import { localDateOf } from '../domain/calendar';
import type { CafCode, Instant, Reference } from '../domain/ids';
import { kindOf } from '../domain/journeys/kinds';
import { ACCEPT_ESCALATION, acceptProposal } from '../domain/journeys/ladder';
import type { JourneyAct, JourneyFactBody, JourneyName, NewJourney } from '../domain/journeys/types';
import { JourneyMove, type JourneyStanding } from './journeys/move';
import type { WriteTools } from './tools';

/** A journey to begin: its first fact says of what. */
export interface Beginning {
  readonly kind: JourneyName;
  readonly caf: CafCode;
  readonly conventionId: string | null;
  readonly reference?: Reference | null;
  readonly restricted?: boolean;
  /** Who besides may read it, where few may: an account, or « partner:<address> ». */
  readonly people?: readonly string[];
  readonly first: JourneyFactBody;
  /** The instant from which it counts; absent = now. */
  readonly at?: Instant;
  readonly actor: string | null;
  /** What makes it one: the form's key, « <convention>/<year> ». */
  readonly key: string;
}

/** A journey that has begun, or had begun already under the same key: tell its workflow. */
export interface Begun {
  readonly id: string;
  readonly kind: JourneyName;
  readonly again: boolean;
}

/** Begins a journey under the contract in force, once for a key, with its first move; its workflow is told afterwards (or by the chores). */
export async function beginJourney(tx: Tx, tools: WriteTools, beginning: Beginning, now: Instant): Promise<Begun> {
  const { kind, caf, conventionId, reference = null, restricted = false, people = [], first, at = now, actor, key } = beginning;
  const known = await journeyByKey(tx, key);
  if (known !== undefined) return { id: known.id, kind: known.kind, again: true };
  const contract = await contractAt(tx, caf, at);
  const id = await takeJourneyId(tx, caf, kind, Number(localDateOf(contract.calendar, at).slice(0, 4)));
  const fresh = await insertJourney(tx, { id, kind, caf, convention_id: conventionId, reference, begin_key: key, contract_version: contract.version, restricted, people, began_at: at });
  if (!fresh) return await begunMeanwhile(tx, key);
  const move = new JourneyMove(tx, tools, await loadJourney(tx, id, now), now);
  move.take({ facts: [{ body: first, at }] }, actor);
  move.arrived();
  move.fallDue();
  await move.write(false);
  await beginOthers(tx, tools, { caf, conventionId }, move.begins, now);
  return { id, kind, again: false };
}

/** Somebody else began it between our look and our line; their transaction is over, or our line would have waited for it. */
async function begunMeanwhile(tx: Tx, key: string): Promise<Begun> {
  const known = await journeyByKey(tx, key);
  if (known === undefined) throw new Error(`a journey was begun under the key ${key} that may not be seen`);
  return { id: known.id, kind: known.kind, again: true };
}

/** Journeys that another begins are started by their own numbers, never owned: whoever moved it tells their workflows, or the chores. */
async function beginOthers(tx: Tx, tools: WriteTools, place: { caf: CafCode; conventionId: string | null }, begins: readonly NewJourney[], now: Instant): Promise<Begun[]> {
  const begun: Begun[] = [];
  for (const { kind, first, at, key } of begins) begun.push(await beginJourney(tx, tools, { ...place, kind, first, key, actor: null, ...(at === undefined ? {} : { at }) }, now));
  return begun;
}

export interface JourneyAsk {
  /** The form's key: asking twice is asking once. */
  readonly key: string;
  readonly journey: string;
  readonly act: JourneyAct;
  /** The account, or « partner:<address> ». */
  readonly actor: string;
}
export type JourneyAnswer = { readonly state: 'done' } | { readonly state: 'refused'; readonly reason: string };

/** Does what is asked of a journey, or refuses it in French, once for a key; who asked, what and when is kept. */
export async function askJourney(tx: Tx, tools: WriteTools, { key, journey, act, actor }: JourneyAsk, now: Instant): Promise<JourneyAnswer> {
  const loaded = await loadJourneyOfConvention(tx, journey, now);
  const kept = await keepJourneyAct(tx, { key, journey, body: act, actor, asked_at: now });
  if (kept.state !== 'asked') return answerOf(kept);
  const move = new JourneyMove(tx, tools, loaded, now);
  move.arrived();
  move.fallDue();
  const outcome = act.kind === ACCEPT_ESCALATION ? acceptProposal(move.state(), around(loaded), move.now) : kindOf(loaded.row.kind).act(act, move.state(), around(loaded), move.now);
  const refused = 'refused' in outcome ? outcome.refused : null;
  if (!('refused' in outcome)) move.take(outcome, actor);
  move.fallDue();
  await move.write(false);
  await beginOthers(tx, tools, { caf: loaded.row.caf, conventionId: loaded.row.convention_id }, move.begins, now);
  await decideJourneyAct(tx, key, refused, now);
  return refused === null ? { state: 'done' } : { state: 'refused', reason: refused };
}

function answerOf({ state, refused }: JourneyActRow): JourneyAnswer {
  return state === 'refused' ? { state, reason: refused ?? '' } : { state: 'done' };
}

/** Brings a journey up to date at `now`: what the doors recorded, what fell due. Safe to repeat. @returns where it stands, the journeys it began, and the convention of which others are to be told. */
export async function moveJourneyOnce(sql: Sql, tools: WriteTools, id: string, now: Instant): Promise<{ readonly standing: JourneyStanding; readonly begun: readonly Begun[]; readonly touched: string | null }> {
  return await sql.begin(async (tx) => {
    const loaded = await loadJourneyOfConvention(tx, id, now);
    const move = new JourneyMove(tx, tools, loaded, now);
    move.arrived();
    move.fallDue();
    const standing = await move.write(true);
    return { standing, begun: await beginOthers(tx, tools, { caf: loaded.row.caf, conventionId: loaded.row.convention_id }, move.begins, now), touched: move.touches ? loaded.row.convention_id : null };
  });
}
