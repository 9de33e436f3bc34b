import type { Contract } from '../domain/contract-types';
import { frenchDateTime } from '../domain/french/dates';
import { happeningWords, whyWords } from '../domain/french/happening';
import type { Happening } from '../domain/simulation';
import type { Fact } from '../domain/ticket-facts';
import { wrapped } from './wrap';

/** The timeline, dates in the Caf's own zone, each with what makes it. */
export function timelineText(happened: readonly Happening[], contract: Contract, width: number): string {
  const zone = contract.calendar.timeZone;
  const dates = happened.map((one) => frenchDateTime(one.at, zone));
  const column = Math.max(...dates.map((date) => date.length)) + 2;
  return happened.map((one, i) => lines(one, dates[i] ?? '', column, zone, width)).join('\n');
}

function lines(one: Happening, date: string, column: number, zone: string, width: number): string {
  const what = wrapped(happeningWords(one), date.padEnd(column), width);
  const why = one.kind === 'step' ? whyWords(one.step, zone) : null;
  return why === null ? what : `${what}\n${wrapped(why, ' '.repeat(column), width)}`;
}

/** The same as data: instants in UTC, reckonings whole. */
export function timelineJson(happened: readonly Happening[]): object[] {
  return happened.map((one) => (one.kind === 'step' ? stepJson(one) : factJson(one.fact)));
}

function stepJson({ at, step }: Extract<Happening, { kind: 'step' }>): object {
  const { what, side, rung, because, limit, why } = step;
  return {
    at,
    what,
    side: side ?? null,
    rung: rung?.rank ?? null,
    role: rung?.role ?? null,
    name: rung?.name ?? null,
    how: rung?.how ?? null,
    problem: rung?.problem ?? null,
    because: because ?? null,
    atOnce: why.atOnce,
    article: why.article,
    limit,
    openMinutesBefore: step.openMinutesBefore ?? null,
    held: why.held,
    moved: why.reckoning?.moved ?? null,
    reckoning: why.reckoning,
  };
}

/** What was received or told by the script: its journal line without its number, `what` being its kind. */
function factJson(fact: Fact): object {
  const { kind, n: _n, at, ...told } = fact;
  const { message: _message, ...rest } = { message: null, ...told };
  const side = 'side' in fact ? fact.side : fact.kind === 'urgent' ? fact.by : null;
  const rung = 'rung' in fact ? fact.rung : null;
  return { at, what: kind, ...rest, side, rung, role: null, article: null, limit: null, moved: null, reckoning: null };
}
