import { frenchDate } from '../french/dates';
import { typo } from '../french/typography';
import type { ContractDocument } from '../contract-terms-types';
import type { LocalDate } from '../ids';
import { addMonths, dateOfDay, dayOf } from '../local-date';
import { clauseOf } from './around';
import { daysAfter } from './year';

/** The first day on which a termination received that day may take effect (convention, termination); null where the convention says nothing of it. */
export function earliestEffect(contract: ContractDocument, receivedOn: LocalDate): LocalDate | null {
  const delay = clauseOf(contract, 'termination')?.delay;
  if (delay === undefined) return null;
  if ('calendarMonths' in delay) return dateOfDay(addMonths(dayOf(receivedOn), delay.calendarMonths).day);
  if ('calendarDays' in delay) return daysAfter(receivedOn, delay.calendarDays);
  throw new Error('a termination counts in calendar days or months');
}

export interface TerminationDates {
  readonly receivedOn: LocalDate;
  readonly effectiveOn: LocalDate;
}
/** Why these dates cannot be, in French, and of which; null when they can. */
export function effectRefused(contract: ContractDocument, { receivedOn, effectiveOn }: TerminationDates, today: LocalDate): { readonly of: keyof TerminationDates; readonly reason: string } | null {
  if (receivedOn > today) return { of: 'receivedOn', reason: 'La date de réception ne peut pas être à venir.' };
  const earliest = earliestEffect(contract, receivedOn);
  if (earliest === null) return { of: 'effectiveOn', reason: 'La convention de cette Caf ne dit rien de sa résiliation.' };
  if (effectiveOn < earliest) return { of: 'effectiveOn', reason: typo(`Trop tôt : la résiliation reçue le ${frenchDate(receivedOn)} ne prend pas effet avant le ${frenchDate(earliest)}.`) };
  return effectiveOn <= today ? { of: 'effectiveOn', reason: 'La date d’effet doit être à venir.' } : null;
}
