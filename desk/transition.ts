import { decideAct, type ActRow } from '../db/act';
import type { LoadedCase } from '../db/case';
import { isPassing, type Tx } from '../db/connect';
import { appendFacts, type FactToRecord } from '../db/fact';
import { keepFigures } from '../db/figures';
import { insertLetter, type LetterRow } from '../db/letter';
import { insertMessage, type NewMessage } from '../db/message';
import { freeze, updateView } from '../db/ticket';
import type { Reckoning } from '../domain/calendar-types';
import { refusal, standingOf, type Standing } from '../domain/acts';
import { figuresOf } from '../domain/figures';
import { factsOfStep } from '../domain/forecast';
import type { Instant, Reference } from '../domain/ids';
import { planFrom, type Step } from '../domain/plan';
import { movedBy, stopOfRequest, stopsThrough } from '../domain/planned-stop';
import type { Fact, FactBody } from '../domain/ticket-facts';
import { stateOf, type TicketState } from '../domain/ticket-state';
import { errorFacts } from '../mail/log';
import { addressRefusal, deeperRefusal, filesRefusal, outcomeOfAct } from './acts';
import { isCounted } from './figures';
import type { Begun } from './journey';
import { followSecurity } from './security';
import type { WriteTools } from './tools';
import { viewOf } from './view';
import type { WantedLetter } from './wanted-letter';
import { wantedByFacts, wantedByStep } from './wants';
import { writeLetter } from './write-letter';

/** Where a transition leaves a ticket. */
export interface Written {
  readonly standing: Standing;
  readonly seen: number;
  readonly wake: { readonly at: Instant; readonly rule: string } | null;
  readonly refused: Readonly<Record<string, string>>;
  /** To be posted; those that are withheld are only kept. */
  readonly letters: readonly LetterRow[];
  /** The incident of a request under restricted access, to be told. */
  readonly incident?: Begun;
}

/** Clocks of two machines differ a little: a move is never before what it answers. */
function latest(now: Instant, facts: readonly Fact[]): Instant {
  return facts.reduce((max, fact) => (fact.at > max ? fact.at : max), now);
}

/** A timer fires some milliseconds after its instant: what happens within two seconds of it happened at it. */
function onTime(due: Instant, now: Instant): Instant {
  return Date.parse(now) - Date.parse(due) <= 2_000 ? due : now;
}

/** One transaction's worth of change: facts, messages, letters and reckonings gathered, then written together. */
export class Transition {
  readonly now: Instant;
  private facts: Fact[];
  private readonly recorded: FactToRecord[] = [];
  private readonly wanted: WantedLetter[] = [];
  private readonly messages: NewMessage[] = [];
  private readonly fresh = new Map<string, Reckoning>();
  private readonly refused: Record<string, string> = {};
  private readonly decided: string[] = [];
  readonly others: Reference[] = [];
  /** The people or the terms of the ticket changed: what comes must be planned anew from the memory. */
  again = false;

  constructor(
    private readonly tx: Tx,
    private readonly tools: WriteTools,
    private readonly loaded: LoadedCase,
    asked: Instant,
  ) {
    this.now = latest(asked, loaded.ticket.facts);
    this.facts = [...loaded.ticket.facts];
  }

  /** Facts recorded by the doors since the last move call for their letters. */
  arrived(): void {
    const news = this.facts.filter((fact) => fact.n > this.loaded.row.moved_n);
    if (news.some((fact) => fact.kind === 'received')) this.linkToStop();
    this.wanted.push(...wantedByFacts(news, this.loaded));
  }

  /** A request that comes during a planned stop of its service is linked to it; its acknowledgement says so. */
  private linkToStop(): void {
    const { row: { service, kind, received_at: receivedAt, restricted }, ticket } = this.loaded;
    const stop = stopOfRequest(ticket.stops ?? [], { service, kind, receivedAt, restricted });
    if (stop !== null) this.record({ kind: 'stop-linked', stop: stop.id }, this.now, null);
  }

  /** An act that fails for a reason that nobody foresaw is refused, with a reference that finds the log line: it must not block its ticket. */
  async carryOut(act: ActRow): Promise<void> {
    try {
      await this.tx.savepoint((tx) => this.decide(tx, act));
    } catch (error) {
      if (isPassing(error)) throw error;
      this.tools.log.error({ reference: this.loaded.row.reference, act: act.key, kind: act.kind, ...errorFacts(error) }, 'an act could not be carried out');
      if (!this.decided.includes(act.key)) this.decided.push(act.key);
      this.refused[act.key] = `Cet acte n’a pas pu être exécuté ; rien n’a été changé. Signalez-le avec sa référence : ${act.key}.`;
    }
  }

  private async decide(tx: Tx, act: ActRow): Promise<void> {
    const before = this.state();
    const standing = standingOf(before, this.loaded.ticket.contract.escalation !== null);
    const no = refusal(act.kind, standing) ?? (await deeperRefusal(tx, this.loaded, before, act.body, this.now)) ?? (await addressRefusal(tx, this.loaded, act)) ?? (await filesRefusal(tx, act));
    this.decided.push(act.key);
    if (no !== null) {
      this.refused[act.key] = no;
      return;
    }
    const outcome = await outcomeOfAct(tx, this.loaded, before, act, this.now);
    const firstN = this.nextN();
    for (const body of outcome.facts) this.record(body, outcome.at ?? this.now, act.actor);
    this.messages.push(...outcome.messages);
    this.others.push(...(outcome.others ?? []));
    this.again ||= act.kind === 'rectify';
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
      // Letters and people are those of the version that now holds: the rest is done once it is loaded.
      if (step.what === 'terms-change') {
        this.again = true;
        return;
      }
    }
    throw new Error(`the plan of ${this.loaded.row.reference} never comes to rest`);
  }

  /** @param knownToWorkflow false when its workflow is yet to be started: it stays untold until then (rules: Door 8). */
  async write(knownToWorkflow = true): Promise<Written> {
    const { tx, loaded } = this;
    const { row } = loaded;
    const state = this.state();
    const steps = this.steps();
    const letters = await this.writeLetters(state, steps);
    const writes: PromiseLike<unknown>[] = [];
    if (this.recorded.length > 0) writes.push(...appendFacts(tx, row, this.recorded, this.now).queries);
    if (this.fresh.size > 0) writes.push(freeze(tx, row.reference, this.fresh));
    for (const message of this.messages) writes.push(insertMessage(tx, message));
    for (const key of this.decided) writes.push(decideAct(tx, key, this.refused[key] ?? null, this.now));
    for (const letter of letters) writes.push(insertLetter(tx, letter));
    writes.push(updateView(tx, row.reference, viewOf(row, state, steps, this.facts), state.lastN, knownToWorkflow ? state.lastN : 0));
    writes.push(this.measured(state));
    await Promise.all(writes);
    const incident = await followSecurity(tx, this.tools, loaded, this.now);
    const [next] = steps;
    return {
      ...(incident === undefined ? {} : { incident }),
      standing: standingOf(state, loaded.ticket.contract.escalation !== null),
      seen: state.lastN,
      wake: next === undefined ? null : { at: next.at, rule: next.what },
      refused: this.refused,
      letters: letters.filter((letter) => letter.state === 'claimed'),
    };
  }

  private measured({ phase }: TicketState) {
    const { row, ticket } = this.loaded;
    const promised = ticket.frozen.get('pickup') ?? this.fresh.get('pickup');
    const { calendar } = ticket.contract;
    // A promise that fell inside a planned stop is kept until its end.
    const pickup = promised === undefined ? undefined : movedBy(promised, stopsThrough(promised, ticket.stops ?? [], calendar), calendar);
    return keepFigures(this.tx, row, isCounted(phase), figuresOf(this.facts, ticket.contract, pickup));
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
