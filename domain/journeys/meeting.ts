import type { Reckoning } from '../calendar-types';
import { localDateOf } from '../calendar';
import type { ConventionTermCode } from '../contract-terms-types';
import type { Instant } from '../ids';
import { clauseOf, daysBefore, inTurn } from './around';
import { climbs, climbStep, isLadder, ladderSteps } from './ladder';
import { actOnMeeting, arrivedOnMeeting, toBoth, toManager, toSide, type MeetingAct } from './meeting-acts';
import { foldMeeting, type Meeting, type MeetingFact } from './meeting-facts';
import { isSilence, silenceSteps, tellSilence } from './silence';
import { daysAfter, morningOf, startOf } from './year';
import type { Around, JourneyKind, JourneyStep, Outcome } from './types';

export type { MeetingAct } from './meeting-acts';
export type { Meeting, MeetingFact } from './meeting-facts';

/** Settings of the product: how many days before the month's end, and before the minutes' term, the side that owes is reminded. */
const DATE_REMINDERS_DAYS = [10, 3];
const MINUTES_REMINDERS_DAYS = [15, 5];

/**
 * A meeting asked for by either side, held within the month that the convention gives, and its minutes: written by each side in turn,
 * validated by both within their term (convention, « meeting » and « minutes »). What a text does not say is not invented: minutes that
 * nobody validated in time are said so, and told to the manager.
 */
export const meeting: JourneyKind<MeetingFact, Meeting, MeetingAct> = {
  name: 'meeting',
  workflow: 'conventionMeeting',
  fold: foldMeeting,
  plan: (state, around) => inTurn([...conventionOver(state, around), ...steps(state, around)], state.lastAt),
  carryOut,
  act: actOnMeeting,
  arrived: (facts, state, around) => arrivedOnMeeting(facts, state, around),
};

/** When the meeting must have been held; null where the convention gives no delay. @throws NeverOpens, LimitTooFar */
export function meetingLimit({ requested }: Meeting, around: Around): Reckoning | null {
  return limitOf(around, 'meeting', `meeting:${requested.n}`, requested.at);
}

/** When both must have validated the minutes: their days run from the meeting itself (docs/decisions/0049). @throws NeverOpens, LimitTooFar */
export function minutesLimit({ held }: Meeting, around: Around): Reckoning | null {
  return held === null ? null : limitOf(around, 'minutes', `minutes:${held.n}`, held.on);
}

function limitOf({ contract, limits }: Around, code: ConventionTermCode, key: string, from: Instant): Reckoning | null {
  const clause = clauseOf(contract, code);
  return clause?.delay === undefined ? null : limits.limit(key, from, clause.delay, 'next-opening', clause.article);
}

function conventionOver({ endsOn }: Meeting, around: Around): JourneyStep[] {
  return endsOn === null ? [] : [{ at: startOf(around.calendar, endsOn), rule: 'convention-over', article: null, reckoning: null, key: endsOn }];
}

function steps(state: Meeting, around: Around): JourneyStep[] {
  switch (state.phase) {
    case 'to-date':
    case 'proposed':
      return [...toDate(state, around), ...silence(state, around)];
    case 'set':
      return [...around24(state, around), ...late(state, around), ...silence(state, around)];
    case 'minutes-to-write':
    case 'minutes-to-validate':
      return [...remindersOf(state, minutesLimit(state, around), MINUTES_REMINDERS_DAYS, state.minutesReminded, 'remind-minutes', around), ...overdue(state, around), ...silence(state, around)];
    default:
      return [];
  }
}

/**
 * What came to be owed once its term had passed, or that has none, is reminded of all the same: a date proposed late, an outcome that nobody says, minutes
 * sent back after their days. Minutes and outcomes have no ladder (docs/decisions/0049).
 */
function silence(state: Meeting, around: Around): JourneyStep[] {
  const { debt, phase, held, lateSince } = state;
  if (debt === null) return [];
  if (phase === 'set') return silenceSteps(state, around, { ladderOrNot: true });
  const limit = held === null ? meetingLimit(state, around) : minutesLimit(state, around);
  const after = limit === null || (lateSince !== null && debt.since >= limit.deadline);
  return after ? silenceSteps(state, around, { ladderOrNot: held !== null || limit === null }) : [];
}

/** Reminders before the month's end; once it has passed, the ladder of who owes. */
function toDate(state: Meeting, around: Around): JourneyStep[] {
  const limit = meetingLimit(state, around);
  return [...remindersOf(state, limit, DATE_REMINDERS_DAYS, state.dateReminded, 'remind-date', around), ...late(state, around), ...(limit === null || state.lateSince === null ? [] : ladderSteps(state, around))];
}

/** Reminders of a limit whose instant is still to come. */
function remindersOf(state: Meeting, limit: Reckoning | null, days: readonly number[], done: readonly number[], rule: string, around: Around): JourneyStep[] {
  if (limit === null || state.debt === null) return [];
  const { side } = state.debt;
  return days
    .filter((one) => !done.includes(one))
    .map((one): JourneyStep => ({ at: daysBefore(around, limit.deadline, one), rule, article: null, reckoning: limit, key: String(one), side }))
    .filter(({ at }) => at > state.lastAt);
}

/** The month passed: late unless a date within it was set. */
function late(state: Meeting, around: Around): JourneyStep[] {
  const limit = meetingLimit(state, around);
  if (limit === null || state.lateSince !== null || (state.phase === 'set' && state.date !== null && state.date.when <= limit.deadline)) return [];
  return [{ at: limit.deadline, rule: 'meeting-late', article: limit.article, reckoning: limit, ...(state.debt === null ? {} : { side: state.debt.side }) }];
}

/** The morning before, both are reminded; the morning after, the Caf is asked whether it was held. */
function around24({ date, reminded, outcomeAsked, lastAt }: Meeting, around: Around): JourneyStep[] {
  if (date === null) return [];
  const day = localDateOf(around.calendar, date.when);
  const step = (at: Instant, rule: string): JourneyStep => ({ at, rule, article: null, reckoning: null, key: String(date.n) });
  const before = step(morningOf(around.calendar, daysAfter(day, -1)), 'remind-meeting');
  const after = step(morningOf(around.calendar, daysAfter(day, 1)), 'ask-outcome');
  return [...(reminded.includes(date.n) || before.at <= lastAt ? [] : [before]), ...(outcomeAsked.includes(date.n) ? [] : [after])];
}

function overdue(state: Meeting, around: Around): JourneyStep[] {
  const limit = minutesLimit(state, around);
  return limit === null || state.overdueAt !== null ? [] : [{ at: limit.deadline, rule: 'minutes-overdue', article: limit.article, reckoning: limit }];
}

function carryOut(step: JourneyStep, state: Meeting, around: Around): Outcome<MeetingFact> {
  if (isLadder(step)) return climbStep(step, around);
  if (isSilence(step)) return tellSilence(step, state, around, state.debt?.side === 'partner' ? toSide(state.held === null ? 'meeting-date-reminder' : 'minutes-reminder', 'partner', around, step.at) : []);
  const of = Number(step.key);
  const owing = state.debt?.side ?? 'desk';
  switch (step.rule) {
    case 'convention-over':
      return { facts: [{ body: { kind: 'meeting-called-off', reason: 'La convention a pris fin.', by: 'desk', who: null } }], letters: toBoth('meeting-called-off', around, step.at) };
    case 'remind-date':
      return { facts: [{ body: { kind: 'date-reminded', days: of } }], letters: toSide('meeting-date-reminder', owing, around, step.at) };
    case 'remind-meeting':
      return { facts: [{ body: { kind: 'meeting-reminded', of } }], letters: toBoth('meeting-reminder', around, step.at) };
    case 'ask-outcome':
      return { facts: [{ body: { kind: 'outcome-asked', of } }], letters: toManager('meeting-outcome', around, step.at) };
    case 'meeting-late':
      // Whoever kept silent is called on by their ladder, from now on; without one, or when nobody is silent, the manager is told.
      return { facts: [{ body: { kind: 'meeting-late' } }], letters: state.debt !== null && climbs(around, state.debt.side) ? [] : toManager('meeting-late', around, step.at) };
    case 'remind-minutes':
      return { facts: [{ body: { kind: 'minutes-reminded', days: of } }], letters: toSide('minutes-reminder', owing, around, step.at) };
    case 'minutes-overdue':
      return { facts: [{ body: { kind: 'minutes-overdue' } }], letters: toManager('minutes-overdue', around, step.at) };
    default:
      throw new Error(`a meeting has no step ${step.rule}`);
  }
}
