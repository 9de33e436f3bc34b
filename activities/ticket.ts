import { askedActs, refusedActs, type ActRow } from '../db/act';
import { loadCase, type LoadedCase } from '../db/case';
import type { Tx } from '../db/connect';
import { findJourney } from '../db/journey';
import { findTicket } from '../db/ticket';
import type { Begun } from '../desk/journey';
import type { Standing } from '../domain/acts';
import type { Instant, Reference } from '../domain/ids';
import { postFirst } from '../desk/post-letter';
import type { Tools } from '../desk/tools';
import { Transition, type Written } from '../desk/transition';

export interface Move {
  readonly reference: Reference;
  /** The workflow's own clock, the only one that decides promises. */
  readonly now: Instant;
  /** Keys of the acts asked for since the last move. */
  readonly acts: readonly string[];
}

export interface Moved {
  readonly standing: Standing;
  /** The last fact that this move has seen. */
  readonly seen: number;
  /** When to move again if nothing happens, and by which rule. */
  readonly wake: { readonly at: Instant; readonly rule: string } | null;
  /** Acts that were refused, by key, with the reason in French. */
  readonly refused: Readonly<Record<string, string>>;
  /** Letters that did not leave at once. */
  readonly lettersToPost: readonly string[];
}

export function createTicketActivities(tools: Tools) {
  return {
    /**
     * Brings a ticket up to date at `now`: what arrived, what was asked, what fell due, in one transaction with its journal
     * and its letters, then the first attempt to post these. Safe to repeat: what was done is not done again.
     */
    async moveTicket(move: Move): Promise<Moved> {
      const first = await moveOnce(tools, move);
      await tellOthers(tools, first.others);
      if (first.incident !== undefined) await tellIncident(tools, first.incident);
      const left = await Promise.all(first.letters.map(async (letter) => ({ letter, done: await postFirst(tools, letter, letter.rung === null ? first.now : letter.queued_at) })));
      const { letters: _letters, others: _others, incident: _incident, unposted, again, now: _now, ...moved } = first;
      const lettersToPost = [...unposted, ...left.filter((one) => !one.done).map((one) => one.letter.id)];
      const rungLeft = left.some((one) => one.done && one.letter.rung !== null);
      if (!rungLeft && !again) return { ...moved, lettersToPost };
      const second = await createTicketActivities(tools).moveTicket({ ...move, acts: [] });
      return { ...second, refused: { ...moved.refused, ...second.refused }, lettersToPost: [...new Set([...lettersToPost, ...second.lettersToPost])] };
    },
  };
}
export type TicketActivities = ReturnType<typeof createTicketActivities>;

/** Tickets that this one's act changed; who cannot be told now is told by the chores (rules: Door 8). */
async function tellOthers(tools: Tools, others: readonly Reference[]): Promise<void> {
  for (const other of others) {
    const row = await findTicket(tools.sql, other);
    if (row !== undefined && row.told_n < row.last_n) await tools.tell(other, row.last_n);
  }
}

/** The officer is told at once; an incident that cannot be told now is told by the chores. */
async function tellIncident(tools: Tools, { id, kind }: Begun): Promise<void> {
  await tools.tellJourney({ id, kind }, (await findJourney(tools.sql, id))?.last_n ?? 1);
}

interface MovedOnce extends Written {
  readonly unposted: readonly string[];
  readonly others: readonly Reference[];
  readonly again: boolean;
  readonly now: Instant;
}

async function moveOnce(tools: Tools, move: Move): Promise<MovedOnce> {
  return await tools.sql.begin(async (tx) => {
    const loaded = await loadCase(tx, move.reference, move.now);
    const unposted = await claimedLetters(tx, loaded);
    const transition = new Transition(tx, tools, loaded, move.now);
    transition.arrived();
    for (const act of await actsToDo(tx, loaded, move)) await transition.carryOut(act);
    transition.fallDue();
    const written = await transition.write();
    const refused = { ...(await refusedBefore(tx, move)), ...written.refused };
    return { ...written, refused, unposted, others: transition.others, again: transition.again, now: transition.now };
  });
}

/** A move that died after it had decided an act is made again: what it refused stays refused. */
async function refusedBefore(tx: Tx, { acts }: Move): Promise<Record<string, string>> {
  return acts.length === 0 ? {} : Object.fromEntries(await refusedActs(tx, acts));
}

/** Letters kept by a move that died before it could post them. */
async function claimedLetters(tx: Tx, { row }: LoadedCase): Promise<string[]> {
  if (row.moved_n === 0) return [];
  const rows = await tx<{ id: string }[]>`select id from letter where reference = ${row.reference} and state = 'claimed'`;
  return rows.map((letter) => letter.id);
}

async function actsToDo(tx: Tx, { row }: LoadedCase, move: Move): Promise<ActRow[]> {
  return row.moved_n === 0 && move.acts.length === 0 ? [] : await askedActs(tx, move.reference);
}
