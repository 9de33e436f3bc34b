import { instantAt, type Instant } from '../domain/ids';

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;
/** Before this, local time and holidays were other than the law the reckonings know. */
const FIRST_YEAR = 1900;

/** The instant of an ISO date-time with its offset, as typed on a command line. @throws RangeError saying what is wrong, in French. */
export function instantFrom(text: string): Instant {
  const found = DATE_TIME.exec(text);
  if (!found) throw new RangeError(`date-heure illisible : « ${text} » (attendu : « 2026-05-13T15:50+02:00 »)`);
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = '', offset] = found;
  if (offset === undefined) throw new RangeError(`date-heure sans décalage horaire : « ${text} » (attendu : « ${text}+02:00 » ou « ${text}Z »)`);
  const localMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)));
  if (Number(year) < FIRST_YEAR) throw new RangeError(`date-heure avant ${FIRST_YEAR} : « ${text} »`);
  const written = new Date(localMs).toISOString().slice(0, 19);
  if (written !== `${year}-${month}-${day}T${hour}:${minute}:${second}`) throw new RangeError(`date-heure impossible : « ${text} »`);
  return instantAt(localMs - offsetMs(offset, text));
}

function offsetMs(offset: string, text: string): number {
  if (/^z$/i.test(offset)) return 0;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 23 || minutes > 59) throw new RangeError(`décalage horaire impossible : « ${text} »`);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
