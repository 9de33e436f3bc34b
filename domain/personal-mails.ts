import { localDateOf, openMsOfDay } from './calendar';
import type { Calendar } from './calendar-types';
import { epochMs, type Instant, type LocalDate } from './ids';
import { DAY_MS, dayOfLocalMs } from './local-date';
import { localMsAt, zoneOf } from './zone';

/** What a person of the Caf may be written to of: the morning's digest, a broken promise, an exhausted ladder, a queue that nobody opened. */
export const PERSONAL_MAILS = ['morning', 'breach', 'exhausted', 'unopened'] as const;
export type PersonalMail = (typeof PERSONAL_MAILS)[number];

/** Whether a person wants a mail, and at which local time (« 08:00 ») where it is said at a set hour. */
export interface MailChoice {
  readonly wanted: boolean;
  readonly hour: string | null;
}

const HOURS: Readonly<Record<PersonalMail, string | null>> = { morning: '08:00', breach: null, exhausted: null, unopened: '10:00' };

/** What a person has who chose nothing: a manager is told of everything, an agent of nothing. */
export function choiceByDefault(mail: PersonalMail, isManager: boolean): MailChoice {
  return { wanted: isManager, hour: HOURS[mail] };
}

/** « 08:00 » to « 23:59 ». */
export function isHour(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The desk's own day, once its clock shows `hour` there on a day on which it opens; null before, and on a closed day. */
export function dayOnceItIs(calendar: Calendar, hour: string, now: Instant): LocalDate | null {
  const today = localDateOf(calendar, now);
  if (openMsOfDay(calendar, today) === 0) return null;
  const localMs = localMsAt(zoneOf(calendar.timeZone), epochMs(now));
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  return localMs - dayOfLocalMs(localMs) * DAY_MS >= (hours * 60 + minutes) * 60_000 ? today : null;
}
