import { reckon } from '../domain/deadline';
import type { Instant } from '../domain/ids';
import { typo } from '../domain/french/typography';
import { deadlineCaseOf, isFields } from './deadline-case';

/** Longer lines are refused unread, so that no input can fill the memory. */
export const LONGEST_LINE = 1_000_000;

/** The answer to one JSON line of `guichet deadlines`: `{"id","deadline"}` or `{"id","error"}`, whatever the line. */
export function answerLine(line: string): string {
  let id = 'null';
  try {
    const fields = fieldsOf(line);
    id = idText(fields['id'], line);
    return `{"id":${id},"deadline":"${deadlineOf(fields)}"}`;
  } catch (error) {
    return `{"id":${id},"error":${JSON.stringify(typo(messageOf(error)))}}`;
  }
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  if (line.length > LONGEST_LINE) throw new RangeError(`ligne de plus de ${LONGEST_LINE} caractères`);
  const value = parsed(line);
  if (!isFields(value)) throw new RangeError('un objet JSON est attendu sur chaque ligne');
  return value;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new RangeError(`JSON illisible : ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function deadlineOf(fields: Readonly<Record<string, unknown>>): Instant {
  const { calendar, start, rule, whenClosed } = deadlineCaseOf(fields);
  return reckon(calendar, start, rule, whenClosed, null).deadline;
}

/** The id as it came: a number is copied from the line, for JavaScript would round a long one. */
function idText(id: unknown, line: string): string {
  if (typeof id === 'number') {
    const numbers = [...line.matchAll(/"id"\s*:\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g)];
    const text = numbers.length === 1 ? numbers[0]?.[1] : undefined;
    if (text !== undefined && Object.is(Number(text), id)) return text;
  }
  return id === undefined ? 'null' : JSON.stringify(id);
}

/** A RangeError says what is wrong with the case; anything else is ours, and said to be. */
function messageOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  return `erreur inattendue : ${error instanceof Error ? error.message : String(error)}`;
}
