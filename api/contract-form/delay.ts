import type { DelayRule } from '../../domain/calendar-types';
import type { StatedDelay } from '../../domain/contract-types';

/** The units in which a delay is typed; hours are read as elapsed or as hours of opening. */
export const DELAY_UNITS = ['heures', 'heures-ouverture', 'jours', 'jours-ouvres', 'mois'] as const;
export type DelayUnit = (typeof DELAY_UNITS)[number];

interface TypedDelay {
  readonly stated: StatedDelay;
  readonly rule: DelayRule;
}

/** The words and the rule of an amount in a unit. The amount is not looked at: the contract's schema says what is wrong with it. */
export function delayOf(amount: number, unit: string): TypedDelay {
  switch (unit) {
    case 'heures':
      return { stated: { hours: amount }, rule: { elapsedHours: amount } };
    case 'heures-ouverture':
      return { stated: { hours: amount }, rule: { openingHours: amount } };
    case 'jours-ouvres':
      return { stated: { workingDays: amount }, rule: { workingDays: amount } };
    case 'mois':
      return { stated: { months: amount }, rule: { calendarMonths: amount } };
    default:
      return { stated: { days: amount }, rule: { calendarDays: amount } };
  }
}

/** The same the other way: what the form shows of a delay; a blank amount = none is promised. */
export function typedDelay(rule: DelayRule | undefined): { amount: string; unit: DelayUnit } {
  if (rule === undefined) return { amount: '', unit: 'jours' };
  if ('elapsedHours' in rule) return { amount: String(rule.elapsedHours), unit: 'heures' };
  if ('openingHours' in rule) return { amount: String(rule.openingHours), unit: 'heures-ouverture' };
  if ('workingDays' in rule) return { amount: String(rule.workingDays), unit: 'jours-ouvres' };
  if ('calendarMonths' in rule) return { amount: String(rule.calendarMonths), unit: 'mois' };
  return { amount: 'calendarDays' in rule ? String(rule.calendarDays) : '', unit: 'jours' };
}
