import type { Tx } from '../../db/connect';
import { freezeJourney, updateJourney, type JourneyView } from '../../db/journey';
import { around, type LoadedJourney } from '../../db/journey-case';
import { appendJourneyFacts, type JourneyFactToRecord } from '../../db/journey-fact';
import type { Instant } from '../../domain/ids';
import { kindOf } from '../../domain/journeys/kinds';
import type { JourneyFact, JourneyKind, JourneyLetter, JourneyState, JourneyStep, NewJourney, Outcome } from '../../domain/journeys/types';
import type { WriteTools } from '../tools';
import { deskOf } from './registry';
import { writeJourneyLetter } from './write-letter';

/** Where a move leaves a journey. */
export interface JourneyStanding {
  readonly phase: string;
  readonly ended: boolean;
  /** The last fact that this move has seen. */
  readonly seen: number;
  readonly wake: { readonly at: Instant; readonly rule: string } | null;
}

/** Clocks of two machines differ a little: a move is never before what it answers. */
function latest(now: Instant, facts: readonly JourneyFact[]): Instant {
  return facts.reduce((max, fact) => (fact.at > max ? fact.at : max), now);
}

/** A timer fires some milliseconds after its instant: what happens within two seconds of it happened at it. */
function onTime(due: Instant, now: Instant): Instant {
  return Date.parse(now) - Date.parse(due) <= 2_000 ? due : now;
}

/** One transaction's worth of change of a journey, as desk/transition is of a ticket: facts, letters and reckonings gathered, then written together. */
export class JourneyMove {
  readonly now: Instant;
  /** Journeys that this one begins: whoever moves it begins them in the same transaction. */
  readonly begins: NewJourney[] = [];
  /** It had something recorded on others of its convention, whose workflows are to be told. */
  touches = false;
  private readonly kind: JourneyKind;
  private facts: JourneyFact[];
  private readonly recorded: JourneyFactToRecord[] = [];
  private readonly letters: { readonly n: number; readonly letter: JourneyLetter }[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly tools: WriteTools,
    private readonly loaded: LoadedJourney,
    asked: Instant,
  ) {
    this.kind = kindOf(loaded.row.kind);
    this.facts = [...loaded.facts];
    this.now = latest(asked, loaded.facts);
  }

  state(): JourneyState {
    return this.kind.fold(this.facts);
  }

  steps(): JourneyStep[] {
    const state = this.state();
    return state.endedAt === null ? this.kind.plan(state, around(this.loaded)) : [];
  }

  /** Facts that the doors recorded since the last move call for their letters. */
  arrived(): void {
    const news = this.facts.filter((fact) => fact.n > this.loaded.row.moved_n);
    const letters = this.kind.arrived?.(news, this.state(), around(this.loaded)) ?? [];
    this.letters.push(...letters.map((letter) => ({ n: news.at(-1)?.n ?? 0, letter })));
  }

  /** What an act or a step does is noted. */
  take({ facts, letters = [], begins = [] }: Outcome, actor: string | null, at: Instant = this.now): void {
    const n = this.facts.length === 0 ? 1 : Math.max(...this.facts.map((fact) => fact.n)) + 1;
    facts.forEach((fact, i) => {
      this.facts.push({ ...fact.body, n: n + i, at: fact.at ?? at });
      this.recorded.push({ body: fact.body, at: fact.at ?? at, actor });
    });
    this.letters.push(...letters.map((letter) => ({ n, letter })));
    this.begins.push(...begins);
  }

  /** What the plan says is due happens now, one step at a time: late rungs are never climbed all at once (rules: Ladder 1). */
  fallDue(): void {
    for (let guard = 0; guard < 100; guard += 1) {
      const [step] = this.steps();
      if (step === undefined || step.at > this.now) return;
      this.take(this.kind.carryOut(step, this.state(), around(this.loaded)), null, onTime(step.at, this.now));
    }
    throw new Error(`the plan of ${this.loaded.row.id} never comes to rest`);
  }

  /** @param knownToWorkflow false when it was moved by a page or a door: its workflow is yet to be told (rules: Door 8). */
  async write(knownToWorkflow: boolean): Promise<JourneyStanding> {
    const { tx, loaded } = this;
    const { row } = loaded;
    const state = this.state();
    const [next] = this.steps();
    if (this.recorded.length > 0) await appendJourneyFacts(tx, row, this.recorded, this.now);
    let place = 0;
    for (const { n, letter } of this.letters) await writeJourneyLetter(this.tools, { tx, loaded, state, around: around(loaded) }, letter, `${n}/${(place += 1)}`, this.now);
    await deskOf(row.kind).carried?.(this.recorded, loaded, tx);
    this.touches = deskOf(row.kind).touches?.(this.recorded) === true;
    if (loaded.fresh.size > 0) await freezeJourney(tx, row.id, loaded.fresh);
    await updateJourney(tx, row.id, viewOf(state, next), state.lastN, knownToWorkflow ? state.lastN : 0);
    return { phase: state.phase, ended: state.endedAt !== null, seen: state.lastN, wake: next === undefined ? null : { at: next.at, rule: next.rule } };
  }
}

/** The planned stop that moved its limit last: when that stop changes, the journey is looked at again. */
function stopOf(reckoning: JourneyStep['reckoning']): { stop?: string } {
  const last = reckoning?.adjusted?.at(-1);
  return last?.kind === 'stop' ? { stop: last.stop } : {};
}

function viewOf({ phase, debt, ladders, lateSince, endedAt }: JourneyState, next: JourneyStep | undefined): JourneyView {
  return {
    phase, owes: debt?.side ?? null, owes_since: debt?.since ?? null, late_since: lateSince, ended_at: endedAt, exhausted: debt !== null && ladders[debt.side].exhaustedAt !== null,
    next_at: next?.at ?? null, next_step: next === undefined ? null : { rule: next.rule, side: next.side ?? null, article: next.article, key: next.key ?? null, ...stopOf(next.reckoning) },
  };
}
