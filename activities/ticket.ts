import { askedActs, decideAct, type ActRow } from '../db/act';
import { appendFacts, type FactToRecord, type JournalEnd } from '../db/fact';
import { insertLetter, type LetterRow } from '../db/letter';
import { insertMessage, type NewMessage } from '../db/message';
import { findTicket, freeze, updateView } from '../db/ticket';
import type { Tx } from '../db/connect';
import type { Reckoning } from '../domain/calendar-types';
import { refusal, standingOf, type Standing } from '../domain/acts';
import { factsOfStep } from '../domain/forecast';
import type { Instant, Reference } from '../domain/ids';
import { planFrom, type Step } from '../domain/plan';
import type { Fact, FactBody } from '../domain/ticket-facts';
import { stateOf, type TicketState } from '../domain/ticket-state';
import { deeperRefusal, outcomeOfAct } from './acts';
import { postFirst } from './letter';
import { loadCase, type LoadedCase } from '../db/case';
import type { Tools } from './tools';
import { viewOf } from './view';
import type { WantedLetter } from './wanted-letter';
import { wantedByFacts, wantedByStep } from './wants';
import { writeLetter } from './write-letter';

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
      const left = await Promise.all(first.letters.map(async (letter) => ({ letter, done: await postFirst(tools, letter, letter.rung === null ? first.now : letter.queued_at) })));
      const waiting = left.filter((one) => !one.done).map((one) => one.letter.id);
      const lettersToPost = [...first.unposted, ...waiting];
      if (!left.some((one) => one.done && one.letter.rung !== null)) return { ...first.moved, lettersToPost };
      const second = await moveTicketAgain(tools, move);
      return { ...second, refused: { ...first.moved.refused, ...second.refused }, lettersToPost: [...new Set([...lettersToPost, ...second.lettersToPost])] };
    },
  };
}
export type TicketActivities = ReturnType<typeof createTicketActivities>;

/** A rung's letter left: its fact makes the next limit. */
async function moveTicketAgain(tools: Tools, move: Move): Promise<Moved> {
  const again = await createTicketActivities(tools).moveTicket({ ...move, acts: [] });
  return again;
}

/** Tickets that this one's act changed; who cannot be told now is told by the chores (rules: Door 8). */
async function tellOthers(tools: Tools, others: readonly Reference[]): Promise<void> {
  for (const other of others) {
    const row = await findTicket(tools.sql, other);
    if (row !== undefined && row.told_n < row.last_n) await tools.tell(other, row.last_n);
  }
}

interface MovedOnce {
  readonly moved: Omit<Moved, 'lettersToPost'>;
  /** To be posted: those withheld are only kept. */
  readonly letters: readonly LetterRow[];
  readonly unposted: readonly string[];
  readonly others: readonly Reference[];
  readonly now: Instant;
}

async function moveOnce(tools: Tools, move: Move): Promise<MovedOnce> {
  return await tools.sql.begin(async (tx) => {
    const loaded = await loadCase(tx, move.reference, move.now);
    const unposted = await claimedLetters(tx, loaded);
    const transition = new Transition(tx, tools, loaded, latest(move.now, loaded.ticket.facts));
    transition.arrived();
    for (const act of await actsToDo(tx, loaded, move)) await transition.carryOut(act);
    transition.fallDue();
    return { ...(await transition.write()), unposted, others: transition.others, now: transition.now };
  });
}

/** Clocks of two machines differ a little: a move is never before what it answers. */
function latest(now: Instant, facts: readonly Fact[]): Instant {
  return facts.reduce((max, fact) => (fact.at > max ? fact.at : max), now);
}

/** A timer fires some milliseconds after its instant: what happens within two seconds of it happened at it. */
function onTime(due: Instant, now: Instant): Instant {
  return Date.parse(now) - Date.parse(due) <= 2_000 ? due : now;
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

/** One transaction's worth of change: facts, messages, letters and reckonings gathered, then written together. */
class Transition {
  private facts: Fact[];
  private readonly recorded: FactToRecord[] = [];
  private readonly wanted: WantedLetter[] = [];
  private readonly messages: NewMessage[] = [];
  private readonly fresh = new Map<string, Reckoning>();
  private readonly refused: Record<string, string> = {};
  private readonly decided: string[] = [];
  readonly others: Reference[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly tools: Tools,
    private readonly loaded: LoadedCase,
    readonly now: Instant,
  ) {
    this.facts = [...loaded.ticket.facts];
  }

  /** Facts recorded by the doors since the last move call for their letters. */
  arrived(): void {
    const news = this.facts.filter((fact) => fact.n > this.loaded.row.moved_n);
    this.wanted.push(...wantedByFacts(news, this.loaded));
  }

  async carryOut(act: ActRow): Promise<void> {
    const before = this.state();
    const standing = standingOf(before, this.loaded.ticket.contract.escalation !== null);
    const no = refusal(act.kind, standing) ?? (await deeperRefusal(this.tx, this.loaded, before, act.body));
    this.decided.push(act.key);
    if (no !== null) {
      this.refused[act.key] = no;
      return;
    }
    const outcome = await outcomeOfAct(this.tx, this.loaded, before, act, this.now);
    const firstN = this.nextN();
    for (const body of outcome.facts) this.record(body, outcome.at ?? this.now, act.actor);
    this.messages.push(...outcome.messages);
    this.others.push(...(outcome.others ?? []));
    this.wanted.push(...outcome.letters.map(({ fact, letter }) => ({ ...letter, n: firstN + fact }) as WantedLetter));
  }

  /** What the plan says is due happens now, one step at a time: late rungs are never climbed all at once (rules: Ladder 1). */
  fallDue(): void {
    for (let guard = 0; guard < 100; guard += 1) {
      const [step] = this.steps();
      if (step === undefined || step.at > this.now) return;
      const n = this.nextN();
      for (const body of factsOfStep(step)) this.record(body, onTime(step.at, this.now), null);
      this.wanted.push(...wantedByStep(step, n));
    }
    throw new Error(`the plan of ${this.loaded.row.reference} never comes to rest`);
  }

  async write(): Promise<Pick<MovedOnce, 'moved' | 'letters'>> {
    const { tx, loaded } = this;
    const { row } = loaded;
    const state = this.state();
    const steps = this.steps();
    const letters = await this.writeLetters(state, steps);
    const end: JournalEnd = row;
    const writes: PromiseLike<unknown>[] = [];
    if (this.recorded.length > 0) writes.push(...appendFacts(tx, end, this.recorded, this.now).queries);
    if (this.fresh.size > 0) writes.push(freeze(tx, row.reference, this.fresh));
    for (const message of this.messages) writes.push(insertMessage(tx, message));
    for (const key of this.decided) writes.push(decideAct(tx, key, this.refused[key] ?? null, this.now));
    for (const letter of letters) writes.push(insertLetter(tx, letter));
    writes.push(updateView(tx, row.reference, viewOf(row, state, steps, this.facts), state.lastN));
    await Promise.all(writes);
    const [next] = steps;
    const moved = {
      standing: standingOf(state, loaded.ticket.contract.escalation !== null),
      seen: state.lastN,
      wake: next === undefined ? null : { at: next.at, rule: next.what },
      refused: this.refused,
    };
    return { moved, letters: letters.filter((letter) => letter.state === 'claimed') };
  }

  private async writeLetters(state: TicketState, steps: readonly Step[]): Promise<LetterRow[]> {
    const written: LetterRow[] = [];
    for (const wanted of this.wanted) {
      const letter = await writeLetter(this.tx, this.tools, { ...this.loaded, facts: this.facts, state, steps, now: this.now, said: this.messages, partnerName: this.loaded.partnerName }, wanted);
      if (letter !== null) written.push(letter);
    }
    return written;
  }

  private state(): TicketState {
    return stateOf(this.facts);
  }

  private steps(): Step[] {
    return planFrom({ ...this.loaded.ticket, facts: this.facts }, this.state(), this.fresh);
  }

  private nextN(): number {
    return Math.max(...this.facts.map((fact) => fact.n)) + 1;
  }

  private record(body: FactBody, at: Instant, actor: string | null): void {
    this.facts.push({ ...body, n: this.nextN(), at } as Fact);
    this.recorded.push({ body, at, actor });
  }
}
