import { localDateOf, startOfDay } from '../calendar';
import type { Calendar } from '../calendar-types';
import type { ContractDocument } from '../contract-terms-types';
import type { Instant, LocalDate } from '../ids';
import { addMonths, dateOfDay, dayOf } from '../local-date';

/** Whose term decides: the Caf's setting for its requests; six years (habilitations) and six months (traces) of article 5. */
export type RetentionRule = 'tickets' | 'habilitations' | 'traces';

/** How long is kept what each rule is of; `ticketMonths` null = the Caf has not chosen, and nothing of a request is erased (rules: Door 12, no silent default). */
export interface RetentionTerms {
  readonly ticketMonths: number | null;
  readonly years: number;
  readonly months: number;
}

/** Article 5 of the four service contracts, which hold where a Caf's own publishes none (76). */
const ARTICLE_5 = { keptMonths: 6, habilitationDataYears: 6 } as const;

export function termsOf({ keepTicketsMonths, traces }: Pick<ContractDocument, 'keepTicketsMonths' | 'traces'>): RetentionTerms {
  const { keptMonths, habilitationDataYears } = traces ?? ARTICLE_5;
  return { ticketMonths: keepTicketsMonths, years: habilitationDataYears, months: keptMonths };
}

/** Something that is looked for: a kind of row, under a rule. `whole`: each is emptied with all that is of it, in a transaction of its own. */
export interface Sweep {
  readonly what: string;
  readonly rule: RetentionRule;
  readonly whole?: true;
}

/** At each Caf, in this order: what refers to something goes before it. */
export const CAF_SWEEPS: readonly Sweep[] = [
  { what: 'habilitation', rule: 'habilitations', whole: true },
  { what: 'journey', rule: 'habilitations', whole: true },
  { what: 'ticket', rule: 'tickets', whole: true },
  { what: 'mail', rule: 'tickets' },
  { what: 'letter', rule: 'tickets' },
  { what: 'stop_letter', rule: 'tickets' },
  { what: 'stop_address', rule: 'tickets' },
  { what: 'register_letter', rule: 'habilitations' },
  { what: 'departure', rule: 'habilitations' },
  { what: 'register_act', rule: 'habilitations' },
  { what: 'administrator', rule: 'habilitations', whole: true },
  { what: 'contact', rule: 'tickets', whole: true },
  { what: 'setting_change', rule: 'habilitations' },
  { what: 'person_request', rule: 'habilitations' },
  { what: 'own_letter', rule: 'traces' },
  { what: 'import_file', rule: 'traces' },
  { what: 'cover', rule: 'traces' },
  { what: 'absence', rule: 'traces' },
  { what: 'webhook_delivery', rule: 'traces' },
  { what: 'trace_file', rule: 'traces' },
  { what: 'trace_answer', rule: 'traces' },
  { what: 'trace_reading', rule: 'traces' },
];

/** What is of no Caf: this installation's own. */
export const OWN_SWEEPS: readonly Sweep[] = [
  { what: 'access_log', rule: 'traces' },
  { what: 'sign_in_link', rule: 'traces' },
  { what: 'account_link', rule: 'traces' },
  { what: 'session', rule: 'traces' },
  { what: 'sign_in_failure', rule: 'traces' },
  { what: 'api_token', rule: 'traces' },
  { what: 'form_key', rule: 'traces' },
  { what: 'dead_address', rule: 'traces' },
  { what: 'setting_change', rule: 'habilitations' },
];

/** The code under which an installation's own data are erased. */
export const NO_CAF = '';

/** The instant before which a rule's data are over their term; null = no term was chosen. */
export function cutOff(rule: RetentionRule, { ticketMonths, years, months }: RetentionTerms, calendar: Calendar, now: Instant): Instant | null {
  const kept = rule === 'tickets' ? ticketMonths : rule === 'habilitations' ? years * 12 : months;
  return kept === null ? null : startOfDay(calendar, monthsBefore(localDateOf(calendar, now), kept));
}

/** The last day, by the Caf's calendar, on which what is kept as traces are is still there. */
export function lastDayKept({ months }: RetentionTerms, calendar: Calendar, since: Instant): LocalDate {
  return dateOfDay(addMonths(dayOf(localDateOf(calendar, since)), months).day);
}

/** The same day of the month so many months before, or that month's last day. */
export function monthsBefore(date: LocalDate, months: number): LocalDate {
  return dateOfDay(addMonths(dayOf(date), -months).day);
}

/** Nights begin when nobody works. */
const NIGHT_HOUR_MS = 3 * 3_600_000;

/** Three in the morning, by the Caf's own clock, after `at`. */
export function nextNight(calendar: Calendar, at: Instant): Instant {
  const today = localDateOf(calendar, at);
  const nights = [today, dateOfDay(dayOf(today) + 1)].map((day) => new Date(Date.parse(startOfDay(calendar, day)) + NIGHT_HOUR_MS).toISOString() as Instant);
  return nights.find((night) => night > at) ?? at;
}
