import type { Surroundings } from '../domain/journeys/around';
import { forecastJourney, numbered, type Foreseen } from '../domain/journeys/forecast';
import { reverseReview } from '../domain/journeys/reverse-review';
import type { ReviewFact } from '../domain/journeys/review-facts';
import type { JourneyFact, JourneyKind } from '../domain/journeys/types';
import { morningOf } from '../domain/journeys/year';
import type { LocalDate } from '../domain/ids';

/** The days on which the result of a review comes, and is sent back; null = it does not. */
export interface ResultDays {
  readonly received: LocalDate | null;
  readonly returned: LocalDate | null;
}
type Came = Extract<ReviewFact, { kind: 'result-received' | 'result-returned' }>;

const KIND = reverseReview as unknown as JourneyKind;

/** The morning of each day on which something comes, in turn: what is sent back had come. */
export function resultsOn({ received, returned }: ResultDays, { contract: { calendar } }: Surroundings): JourneyFact<Came>[] {
  const came = received ?? returned;
  if (came === null) return [];
  const facts: JourneyFact<Came>[] = [{ kind: 'result-received', how: 'mail', note: '', n: 0, at: morningOf(calendar, came) }];
  return returned === null ? facts : [...facts, { kind: 'result-returned', reason: 'simulation', n: 0, at: morningOf(calendar, returned) }];
}

/** A review from its beginning, with what comes of it meanwhile. @throws NeverOpens, LimitTooFar */
export function forecastReview(begun: JourneyFact, came: readonly JourneyFact[], surroundings: Surroundings): Foreseen[] {
  let known: JourneyFact[] = [begun];
  const seen: Foreseen[] = [];
  for (const fact of came) {
    const before = forecastJourney(KIND, known, surroundings, fact.at);
    known = before.reduce((all, { outcome, step }) => [...all, ...numbered(all, outcome.facts, step.at)], known);
    known = [...known, { ...fact, n: known.length + 1 }];
    seen.push(...before, { step: { at: fact.at, rule: fact.kind, article: null, reckoning: null }, outcome: { facts: [{ body: fact }] }, state: KIND.fold(known) });
  }
  return [...seen, ...forecastJourney(KIND, known, surroundings)];
}
