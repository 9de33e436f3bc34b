import { withReadings } from '../../domain/amended';
import { InvalidContract, pathText, readContract } from '../../domain/contract';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { typo } from '../../domain/french/typography';
import type { FieldError } from '../act-forms';
import { delayOf } from './delay';
import { fieldOf, labelOf } from './field-of';
import { datesOf, rangesOf } from './hours';
import { deskRungs, partnerRungs } from './rungs';

type Fields = Readonly<Record<string, string>>;
export type ReadAmendment = { readonly contract: ContractDocument } | { readonly errors: readonly FieldError[] };

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The contract as a form amends it, read by the very schema of contracts/*.yaml; what is wrong is said beside its field. */
export function readAmendment(base: ContractDocument, fields: Fields): ReadAmendment {
  const { rungs, rows } = deskRungs(fields);
  const partner = partnerRungs(base, fields);
  const draft = {
    ...base,
    effectiveFrom: fields['effet'] ?? '',
    calendar: calendarOf(base, fields),
    pickup: delayTerm(fields, 'prise', base.pickup, { whenClosed: 'next-opening', article: 'art. 3' }),
    escalation: delayTerm(fields, 'escalade', base.escalation, ESCALATION),
    deskLadder: rungs,
    partnerLadder: partner.rungs,
    desk: { ...base.desk, mailboxes: lines(fields['boites'] ?? '').map((address) => address.toLowerCase()) },
  };
  try {
    return { contract: readContract(withReadings(draft as unknown as ContractDocument), 'avenant') };
  } catch (error) {
    if (!(error instanceof InvalidContract)) throw error;
    return { errors: distinct(error.issues.map(({ path, fr }) => errorOf(fieldOf(path, rows, partner.rows), pathText(path), fr))) };
  }
}

const ESCALATION = { whenClosed: 'next-opening', article: 'art. 3.3', urgent: true, mode: 'automatic', sides: ['desk', 'partner'], outsideIncidents: true };

/** A delay is stated and run: what is wrong with it is said once. */
function distinct(errors: readonly FieldError[]): FieldError[] {
  return errors.filter((one, i) => errors.findIndex((other) => other.field === one.field && other.message === one.message) === i);
}

function errorOf(field: string | null, path: string, expected: string): FieldError {
  return { field, message: typo(`${field === null ? path : labelOf(field)} : il faut ${expected.replace('null si', 'cochez la case si')}.`) };
}

function calendarOf({ calendar }: ContractDocument, fields: Fields): unknown {
  const closed = datesOf(fields['fermetures'] ?? '');
  const { closedDays: _before, ...rest } = calendar;
  const hours = fields['sanshoraires'] === 'oui' ? null : Object.fromEntries(DAYS.map((day) => [day, rangesOf(fields[`horaires-${day}`] ?? '')] as const).filter(([, ranges]) => ranges.length > 0));
  return { ...rest, openingHours: hours, ...(closed.length === 0 && calendar.closedDays === undefined ? {} : { closedDays: closed }) };
}

/** A blank amount is a delay that nobody promises. What the form does not ask of a term stays as it was. */
function delayTerm(fields: Fields, name: 'prise' | 'escalade', before: object | null, otherwise: object): unknown {
  const amount = (fields[`${name}-delai`] ?? '').trim();
  if (amount === '') return null;
  const article = (fields[`${name}-article`] ?? '').trim();
  return { ...(before ?? otherwise), ...delayOf(/^\d+$/.test(amount) ? Number(amount) : Number.NaN, fields[`${name}-unite`] ?? ''), ...(article === '' ? {} : { article }) };
}

function lines(typed: string): string[] {
  return typed
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
