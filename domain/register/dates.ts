import { frenchDate } from '../french/dates';
import { typo } from '../french/typography';
import type { LocalDate } from '../ids';
import { openedOn, type OpeningFile } from './opening';
import type { ConventionDates } from './rules';

/** Papers that are signed and formalities that are done: nothing opens before them (convention, opening). */
export type DoneDate = 'signed_on' | 'contract_signed_on' | 'formalities_on';
export const DONE_DATES: readonly DoneDate[] = ['signed_on', 'contract_signed_on', 'formalities_on'];
const NOUNS: Readonly<Record<DoneDate, string>> = { signed_on: 'la signature de la convention', contract_signed_on: 'la signature du contrat de service', formalities_on: 'les formalités de protection des données' };

export function isDoneDate(which: string): which is DoneDate {
  return DONE_DATES.some((one) => one === which);
}

/** Why something that is done cannot have been on that day, in French: it is to come. @param today the Caf's own */
export function futureRefused(on: LocalDate, today: LocalDate): string | null {
  return on > today ? 'Donnez une date qui n’est pas à venir : celle de ce qui est fait.' : null;
}

/**
 * Why a date cannot stand beside the convention's others, in French; null when it can. What is done comes no later than what opened by it,
 * nothing opens nor is signed after the end; what an opening itself waits for is `lacksToOpen`.
 */
export function dateRefused(which: keyof ConventionDates, on: LocalDate, file: OpeningFile): string | null {
  const end = file.dates?.terminated_on ?? null;
  if (which !== 'terminated_on' && end !== null && on > end) return typo(`La convention est résiliée depuis le ${frenchDate(end)} : cette date ne peut venir après.`);
  if (isDoneDate(which)) return afterOpening(which, on, file);
  if (which === 'opened_on') return null;
  const later = (['signed_on', 'contract_signed_on', 'formalities_on', 'opened_on'] as const).map((one) => file.dates?.[one] ?? null).filter((day) => day !== null && day > on).sort()[0];
  return later === undefined || later === null ? null : typo(`Une date de la convention vient après, le ${frenchDate(later)} : elle ne peut finir avant.`);
}

function afterOpening(which: DoneDate, on: LocalDate, file: OpeningFile): string | null {
  const first = openingsBy(which, file).sort()[0];
  if (first === undefined || on <= first) return null;
  return typo(`Les services sont ouverts depuis le ${frenchDate(first)}, et rien ne s’ouvre avant ${NOUNS[which]} : donnez au plus tard ce jour-là, ou corrigez d’abord la date d’ouverture.`);
}

/** The days on which something opened that waits for this; a service whose formalities were noted on their own waits for those. */
function openingsBy(which: DoneDate, file: OpeningFile): LocalDate[] {
  const whole = file.dates?.opened_on ?? null;
  const own = which === 'formalities_on' ? file.openings.filter((one) => one.formalities_on !== null) : [];
  const services = new Set([...file.bulletins, ...file.openings].map(({ service }) => service));
  const days = [...services].filter((service) => !own.some((one) => one.service === service)).map((service) => openedOn(service, file));
  return [...(own.length === 0 ? [whole] : []), ...days].filter((day) => day !== null);
}

/** The dates of a convention that contradict one another, each with why, in French: entered before they were checked, they are shown as such. */
export function dateFaults(file: OpeningFile, today: LocalDate): Array<{ readonly which: keyof ConventionDates; readonly why: string }> {
  const { dates } = file;
  if (dates === null) return [];
  return (['signed_on', 'contract_signed_on', 'formalities_on', 'opened_on'] as const).flatMap((which) => {
    const on = dates[which];
    const why = on === null ? null : ((isDoneDate(which) ? futureRefused(on, today) : null) ?? dateRefused(which, on, file));
    return why === null ? [] : [{ which, why }];
  });
}
