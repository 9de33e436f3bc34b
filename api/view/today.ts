import { localDateIn } from '../../domain/calendar';
import type { Contract } from '../../domain/contract-types';
import type { Instant, LocalDate } from '../../domain/ids';
import type { Visit } from '../visit';
import { contractsNow } from './shell';

/** Where nobody's Caf says another zone. */
const METROPOLITAN = 'Europe/Paris';

/** The day it is at the first of these desks. */
export function todayOfDesks([first]: readonly Contract[], now: Instant): LocalDate {
  return localDateIn(first?.calendar.timeZone ?? METROPOLITAN, now);
}

/** The day it is at the desk of whoever asks. */
export async function todayOf(visit: Pick<Visit, 'tools' | 'cafs' | 'now'>): Promise<LocalDate> {
  return todayOfDesks(await contractsNow(visit), visit.now);
}
