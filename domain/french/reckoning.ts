import type { Calendar, ClosedReason, Reckoning, ReckoningReason, ReckoningStep } from '../calendar-types';
import { localDateOf } from '../calendar';
import { epochMs } from '../ids';
import { counted, frenchDate, frenchDateTime, frenchDuration, frenchRule, frenchTime, WEEKDAY_NAMES } from './dates';
import { adjustedLines } from './managed';
import { typo } from './typography';

export interface ExplainedLine {
  readonly label: string;
  readonly value: string;
}

/** Why a desk is closed, in a word or two: « 14 juillet férié », « dimanche », « guichet fermé ». */
export function closedWords(reason: ClosedReason): string {
  switch (reason.kind) {
    case 'holiday':
      return typo(`${reason.name} férié`);
    case 'closing-day':
      return 'jour de fermeture du guichet';
    case 'weekend':
      return WEEKDAY_NAMES[reason.weekday];
    case 'closed-weekday':
      return `guichet fermé le ${WEEKDAY_NAMES[reason.weekday]}`;
    case 'outside-hours':
      return 'guichet fermé';
  }
}

/** « reportée : 14 juillet férié »; null when the limit did not move. */
export function movedWords(reckoning: Reckoning): string | null {
  return reckoning.moved === null ? null : typo(`reportée : ${closedWords(reckoning.moved)}`);
}

/** « art. 3.3 » from « 3.3 » or « art. 3.3 », or « réglage du guichet » where no article states it. */
export function articleWords(article: string | null): string {
  if (article === null) return 'réglage du guichet';
  return typo(/^\d/.test(article) ? `art. ${article}` : article);
}

/** A reckoning line by line, years written as in a print: start, delay, each step, the move if any, the deadline. */
export function explainReckoning(reckoning: Reckoning, calendar: Calendar): ExplainedLine[] {
  const zone = calendar.timeZone;
  const moveStartsAt = reckoning.steps.length - moveSteps(reckoning).length;
  const before = reckoning.steps.slice(0, moveStartsAt);
  return [
    { label: 'Départ', value: frenchDateTime(reckoning.start, zone) },
    { label: 'Délai', value: `${frenchRule(reckoning.rule)} (${articleWords(reckoning.article)})` },
    ...before.map((step) => stepLine(step, calendar)),
    ...moveLines(reckoning, zone),
    ...adjustedLines(reckoning.adjusted ?? [], zone),
    { label: 'Échéance', value: frenchDateTime(reckoning.deadline, zone) },
  ];
}

/** The steps after the raw limit; a reckoning that did not move has none. */
function moveSteps(reckoning: Reckoning): readonly ReckoningStep[] {
  if (reckoning.moved === null) return [];
  return reckoning.steps.filter((step) => step.why.code === 'closed' && epochMs(step.from) >= epochMs(reckoning.rawLimit));
}

function moveLines(reckoning: Reckoning, zone: string): ExplainedLine[] {
  if (reckoning.moved === null) return [];
  const sameTime = reckoning.whenClosed === 'next-working-day-same-time';
  return [
    { label: 'Terme', value: frenchDateTime(reckoning.rawLimit, zone) },
    ...moveSteps(reckoning).map((step) => closedLine(step)),
    { label: sameTime ? 'Jour ouvré suivant' : 'Réouverture', value: `${frenchDateTime(reckoning.adjusted?.[0]?.from ?? reckoning.deadline, zone)} (${movedWords(reckoning) ?? ''})` },
  ];
}

function stepLine(step: ReckoningStep, calendar: Calendar): ExplainedLine {
  const zone = calendar.timeZone;
  const to = frenchDateTime(step.to, zone);
  const why = step.why;
  switch (why.code) {
    case 'elapsed':
      return { label: why.hours === undefined ? 'Secondes écoulées' : 'Heures écoulées', value: typo(`${elapsedWords(why)}, jusqu’au ${to}`) };
    case 'open':
      return { label: 'Ouvert', value: typo(`${span(step, calendar)} : ${frenchDuration(why.openMs)} d’ouverture`) };
    case 'calendar-days':
      return { label: 'Jours', value: typo(`${counted(why.days, 'jour', 'jours')} de date à date, jusqu’au ${to}`) };
    case 'calendar-months':
      return { label: 'Mois', value: typo(`${monthWords(why)}, jusqu’au ${to}`) };
    case 'working-day':
      return { label: typo(`Jour ouvré n° ${why.nth}`), value: frenchDate(why.date) };
    case 'not-counted':
      return { label: 'Non compté', value: typo(`${frenchDate(why.date)} : ${closedWords(why.because)}`) };
    case 'closed':
      return closedLine(step);
    case 'clock-change':
      return { label: 'Changement d’heure', value: typo(`${frenchDate(why.date)}, d’où ${frenchTime(step.to, zone)} à l’heure locale`) };
  }
}

function closedLine(step: ReckoningStep): ExplainedLine {
  if (step.why.code !== 'closed') return { label: 'Fermé', value: '' };
  return { label: 'Fermé', value: typo(`${frenchDate(step.why.because.date)} : ${closedWords(step.why.because)}`) };
}

function elapsedWords(why: Extract<ReckoningReason, { code: 'elapsed' }>): string {
  return why.hours === undefined ? frenchRule({ elapsedSeconds: why.seconds ?? 0 }) : frenchRule({ elapsedHours: why.hours });
}

function monthWords(why: Extract<ReckoningReason, { code: 'calendar-months' }>): string {
  const words = `${counted(why.months, 'mois', 'mois')} de date à date`;
  return why.clampedToMonthEnd ? `${words}, ramené au dernier jour du mois` : words;
}

/** « ven. 22 mai 2026, de 15 h 50 à 16 h 00 », with both days when they differ. */
function span(step: ReckoningStep, calendar: Calendar): string {
  const [from, to] = [localDateOf(calendar, step.from), localDateOf(calendar, step.to)];
  const zone = calendar.timeZone;
  if (from !== to) return `du ${frenchDateTime(step.from, zone)} au ${frenchDateTime(step.to, zone)}`;
  return `${frenchDate(from)}, de ${frenchTime(step.from, zone)} à ${frenchTime(step.to, zone)}`;
}
