import { nextOpening, closedReason, isOpen, localDateOf } from '../../domain/calendar';
import type { Calendar, DelayRule } from '../../domain/calendar-types';
import { hoursWords } from '../../domain/contract-statement-desk';
import { listed } from '../../domain/contract-statement-line';
import type { ServiceCode, TicketKind } from '../../domain/contract-types';
import { frenchDate, frenchDateTime, frenchRule } from '../../domain/french/dates';
import { closedWords } from '../../domain/french/reckoning';
import { typo } from '../../domain/french/typography';
import { instantAt, type Instant } from '../../domain/ids';
import { withoutPersonalNumbers } from '../../domain/personal-number';
import type { Rung } from '../../domain/ladder';
import { DAY_MS, dateOfDay, dayOf } from '../../domain/local-date';
import { instantMsOfLocal, zoneOf } from '../../domain/zone';
import type { HistoryWords } from './block';
import type { HistoryLine, LetterContext } from './context';

export const SERVICES: Readonly<Record<ServiceCode, string>> = { CDAP: 'CDAP', AFAS: 'AFAS', DGFIP: 'Offre DGFiP' };
const KINDS: Readonly<Record<TicketKind, string>> = {
  'technical-incident': 'incident technique',
  'administrative-question': 'question administrative',
  'administrator-change': 'changement d’administrateur',
  'reverse-review': 'revue inverse',
  'security-incident': 'incident de sécurité',
  habilitation: 'habilitation',
  other: 'autre demande',
};

/** « lun. 22 juin 2026 à 9 h 00 », in the Caf's own time; letters are kept, so the year is always written. */
export function at(context: LetterContext, instant: Instant): string {
  return frenchDateTime(instant, context.contract.calendar.timeZone);
}

/** « art. 3.3 : 1 mois »; « réglage du guichet : … » for what no article states. */
export function because(article: string | null, rule: DelayRule | null): string {
  const source = article === null ? 'réglage du guichet' : /^art\./.test(article) ? article : `art. ${article}`;
  return typo(rule === null ? source : `${source} : ${frenchRule(rule)}`);
}

/** « Contrat de service, art. 3.3 : 1 mois », in brackets after a promise. */
export function clause(article: string | null, rule: DelayRule | null): string {
  return article === null ? because(article, rule) : `contrat de service, ${because(article, rule)}`;
}

/** « AFAS, incident technique »; empty when neither is known. */
export function serviceAndKind({ service, kind }: LetterContext): string {
  return [service === null ? null : SERVICES[service], kind === null ? null : KINDS[kind]].filter((part) => part !== null).join(', ');
}

/** The rows that say which request it is about. */
export function requestRows(context: LetterContext, withPartner: boolean): ReadonlyArray<readonly [string, string]> {
  const rows: ReadonlyArray<readonly [string, string | null]> = [
    ['Référence', context.reference],
    ['Objet', cleanSubject(context.subject)],
    ['Service', serviceAndKind(context)],
    ['Partenaire', withPartner ? (context.partner ?? 'à identifier') : null],
  ];
  return rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]));
}

/** Whom a rung names, person and role both: « Nadia Aubertin, directrice adjointe ». */
export function personOf(rung: Pick<Rung, 'name' | 'role'>): string {
  const known = [rung.name, rung.role].filter((part) => part !== null && part !== '');
  return known.length === 0 ? 'le contact suivant du contrat' : known.join(', ');
}

/** The request's subject in one line, without our reference nor the marks of a reply, at most 120 characters. */
export function cleanSubject(subject: string): string {
  const oneLine = withoutPersonalNumbers(subject)
    .replace(/\s+/g, ' ')
    .replace(/\[\d[\dAB]{1,2}-\d{4}-\d+\]/g, ' ')
    .trim();
  const bare = oneLine
    .replace(/^(?:(?:re|ré|rép|tr|fw|fwd)\s*:\s*)+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (bare === '') return 'votre demande';
  return bare.length > 120 ? `${bare.slice(0, 119)}…` : bare;
}

/** When the desk is closed at `instant`: the days it stays closed, and when it opens again; null when it is open. */
export function closedNow({ contract: { calendar } }: LetterContext, instant: Instant): { readonly why: string; readonly reopens: string } | null {
  if (isOpen(calendar, instant)) return null;
  const reopens = nextOpening(calendar, instant);
  const days = new Set<string>();
  for (let day = dayOf(localDateOf(calendar, instant)); day < dayOf(localDateOf(calendar, reopens)); day++) {
    const reason = closedReason(calendar, noonOf(calendar, day));
    if (reason !== null && reason.kind !== 'outside-hours')
      days.add(reason.kind === 'weekend' ? 'le week-end' : `le ${frenchDate(dateOfDay(day))} (${closedWords(reason)})`);
  }
  return { why: days.size === 0 ? 'à cette heure' : listed([...days]), reopens: frenchDateTime(reopens, calendar.timeZone) };
}

function noonOf(calendar: Calendar, day: number): Instant {
  return instantAt(instantMsOfLocal(zoneOf(calendar.timeZone), day * DAY_MS + DAY_MS / 2));
}

/** « en tant que contact », « en tant qu’administrateur ». */
export function asA(role: string): string {
  return /^[aeiouyàâéèêëîïôûœ]/i.test(role) ? `en tant qu’${role}` : `en tant que ${role}`;
}

/** The desk's hours and how to reach it, for the foot of a letter. */
export function deskFoot({ contract }: LetterContext): readonly string[] {
  const { calendar, desk } = contract;
  const hours = calendar.openingHours === null ? null : `${desk.name} : ${hoursWords(calendar.openingHours)}`;
  const reach = [desk.phone === null ? null : frenchPhone(desk.phone), desk.mailboxes[0] ?? null].filter((part) => part !== null).join(' · ');
  return [hours ?? desk.name, reach].filter((line) => line !== '');
}

/** « 01 99 00 24 17 » from « +33199002417 ». */
export function frenchPhone(e164: string): string {
  const national = /^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(e164);
  return national === null ? e164 : `0${national.slice(1).join('\u00a0')}`;
}

/** A history told in the Caf's own time, oldest first; long quotes are cut and say so. */
export function told(context: LetterContext, history: readonly HistoryLine[]): HistoryWords[] {
  return history.map((line) => ({ when: at(context, line.at), what: line.what, quote: line.quote === null ? null : cut(line.quote) }));
}

const QUOTE_AT_MOST = 600;
function cut(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= QUOTE_AT_MOST ? trimmed : `${trimmed.slice(0, QUOTE_AT_MOST).trimEnd()} […]`;
}
