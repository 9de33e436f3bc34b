import type { Calendar } from './calendar-types';
import type { Contract } from './contract-types';
import type { LocalDate } from './ids';

/** A day that the desk closes or opens by exception, entered on screen: not a term of the contract. */
export interface DeskDay {
  readonly day: LocalDate;
  readonly kind: 'closed' | 'open';
  /** Hours of a day of opening, local; null for a closing day, and for a desk that states no hours. */
  readonly hours: ReadonlyArray<readonly [string, string]> | null;
}

const made = new WeakMap<Contract, Map<string, Contract>>();

/** The contract with the desk's own days in its calendar; the same object for the same days, so that it is made ready once. */
export function withDays(contract: Contract, days: readonly DeskDay[]): Contract {
  if (days.length === 0) return contract;
  const known = made.get(contract) ?? new Map<string, Contract>();
  made.set(contract, known);
  const key = JSON.stringify(days.map(({ day, kind, hours }) => [day, kind, hours]));
  const ready = known.get(key) ?? { ...contract, calendar: calendarWith(contract.calendar, days) };
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, ready);
  return ready;
}
const MOST_KNOWN = 20;

function calendarWith(calendar: Calendar, days: readonly DeskDay[]): Calendar {
  const opened = days.filter((one) => one.kind === 'open');
  const openDays = new Set(opened.map((one) => one.day));
  const extra = opened.flatMap(({ day, hours }) => (hours === null ? [] : [[day, hours] as const]));
  return {
    ...calendar,
    closedDays: [...(calendar.closedDays ?? []).filter((day) => !openDays.has(day)), ...days.filter((one) => one.kind === 'closed').map((one) => one.day)],
    openHolidays: [...(calendar.openHolidays ?? []), ...openDays],
    ...(extra.length === 0 ? {} : { extraOpenings: Object.fromEntries(extra) }),
  };
}
