import type { Reckoning } from './calendar-types';
import type { Instant } from './ids';
import { resolveLadder } from './ladder';
import { planFrom, type Step, type TicketCase } from './plan';
import { carriedOut, letterLeft, number } from './step-facts';
import type { Fact, FactBody } from './ticket-facts';
import { stateOf } from './ticket-state';

/** Something that someone does, or that arrives, at an instant of a simulation. */
export interface Scripted {
  readonly at: Instant;
  readonly body: FactBody;
}

/** One thing that happens: by itself (a step of the plan), or as the script tells. */
export type Happening = { readonly at: Instant } & (
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'fact'; readonly fact: Fact }
);

/** More than any ladder can hold: rungs are climbed once a debt, and a script is finite. */
const ENDLESS = 1000;

/**
 * What happens and when, if what is scripted is done and nothing else: the very plan the workflow carries out, step by step,
 * each letter taken to leave at once. What is scripted for the instant of a limit comes before it: an answer is still in time.
 * @throws Error when it does not end, NeverOpens, LimitTooFar
 */
export function simulate(ticket: TicketCase, scripted: readonly Scripted[]): Happening[] {
  const run = new Run(ticket, [...scripted].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
  while (run.goOn()) if (run.happened.length > ENDLESS) throw new Error('this simulation does not end');
  return run.happened;
}

class Run {
  readonly happened: Happening[] = [];
  private facts: readonly Fact[];
  private dead: ReadonlySet<string>;
  private readonly fresh = new Map<string, Reckoning>();

  constructor(
    private readonly ticket: TicketCase,
    private readonly toCome: Scripted[],
  ) {
    this.facts = [...ticket.facts];
    this.dead = ticket.deadAddresses;
    this.leaveDecided();
  }

  /** Lets the next thing happen; false when nothing is left. */
  goOn(): boolean {
    const [step] = planFrom(this.now(), stateOf(this.facts), this.fresh);
    const [told] = this.toCome;
    if (told !== undefined && (step === undefined || told.at <= step.at)) this.tell(told);
    else if (step !== undefined) this.carryOut(step);
    else return false;
    return true;
  }

  private now(): TicketCase {
    return { ...this.ticket, facts: this.facts, deadAddresses: this.dead };
  }

  private carryOut(step: Step): void {
    this.happened.push({ at: step.at, kind: 'step', step });
    this.record(carriedOut(step), step.at);
  }

  private tell(told: Scripted): void {
    this.toCome.shift();
    if (told.body.kind === 'rung-failed') this.bury(told.body);
    const [fact] = this.record([told.body], told.at);
    if (fact !== undefined) this.happened.push({ at: told.at, kind: 'fact', fact });
  }

  /** A letter that came back for good kills its address (rules: Ladder 3). */
  private bury({ side, rung }: { side: 'desk' | 'partner'; rung: number }): void {
    const { contract, contacts } = this.ticket;
    const address = resolveLadder(side, contract, contacts, this.dead).find((one) => one.rank === rung)?.email;
    if (address !== null && address !== undefined) this.dead = new Set([...this.dead, address.toLowerCase()]);
  }

  /** Letters decided and not yet gone when the simulation begins. */
  private leaveDecided(): void {
    for (const side of ['desk', 'partner'] as const) {
      for (const climbed of stateOf(this.facts).ladders[side].climbed) {
        if (climbed.outcome === 'decided') this.record([letterLeft({ side, rung: climbed.rung, because: climbed.because })], climbed.at);
      }
    }
  }

  private record(bodies: readonly FactBody[], at: Instant): Fact[] {
    const facts = number(this.facts, bodies, at);
    this.facts = [...this.facts, ...facts];
    return facts;
  }
}
