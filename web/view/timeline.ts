import type { Reckoning } from '../../domain/calendar-types';
import { openMsBetween } from '../../domain/calendar';
import type { Side } from '../../domain/contract-types';
import { adjustedWords } from '../../domain/french/managed';
import { frenchDuration } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import type { Step, StepKind } from '../../domain/plan';
import type { Happening } from '../../domain/simulation';
import type { Fact, FactKind } from '../../domain/ticket-facts';
import { ruleWords } from '../words/articles';
import { factWords, rungPerson, rungTitle, SKIPPED, type FactContext } from '../words/facts';
import type { JournalLine, Mark, TimelineEntry } from './ticket';

/** Facts that stand in the journal alone: they change nothing of what is to come. */
const JOURNAL_ONLY: ReadonlySet<FactKind> = new Set([
  'noted',
  'letter-left',
  'item-given',
  'rung-decided',
  'rung-withheld',
  'linked',
  'rectified',
  'call-back-due',
  'internal-reminder',
  'pickup-warned',
  'assigned',
]);
const DESK: ReadonlySet<FactKind> = new Set([
  'taken-in-hand',
  'desk-wrote',
  'desk-called',
  'call-back-promised',
  'routed',
  'referred',
  'resolved',
  'merged-in',
  'merged-into',
  'split-off',
  'incident-attached',
  'incident-detached',
  'stop-linked',
  'stop-unlinked',
  'handed-over',
  'reopened',
  'closed',
  'convention-ended',
  'assigned',
  'deadline-changed',
  'paused',
  'resumed',
  'pause-ended',
  'amendment-signed',
  'terms-changed',
  'calendar-changed',
]);

export interface PastOptions extends FactContext {
  /** Who did it (« Inès Barthélemy »); null when nobody of the desk did. */
  readonly whoOf: (fact: Fact) => string | null;
  /** Where the contract is explained. */
  readonly contractHref: string | null;
  /** The reason that was written down with it, or whom it names. */
  readonly noteOf?: (fact: Fact) => string | null;
  /** How the limit was reckoned that it answers. */
  readonly reckoningOf?: (fact: Fact) => Reckoning | null;
}

/** What happened, as lines of the timeline, in the order in which it counts. */
export function pastEntries(facts: readonly Fact[], options: PastOptions): TimelineEntry[] {
  return [...facts]
    .filter((fact) => !JOURNAL_ONLY.has(fact.kind))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.n - b.n))
    .map((fact) => pastEntry(fact, options));
}

function pastEntry(fact: Fact, options: PastOptions): TimelineEntry {
  const { title, detail } = factWords(fact, options);
  const who = options.whoOf(fact);
  return {
    at: fact.at,
    when: 'past',
    side: sideOf(fact),
    mark: markOf(fact),
    rung: 'rung' in fact ? fact.rung : undefined,
    title,
    detail: [who, detail, options.noteOf?.(fact) ?? null].filter((line) => line !== null),
    problem: fact.kind === 'rung-skipped' || fact.kind === 'rung-failed' || fact.kind === 'letter-bounced' ? (detail ?? title) : null,
    reckoning: options.reckoningOf?.(fact) ?? null,
  };
}

function sideOf(fact: Fact): TimelineEntry['side'] {
  if (fact.kind === 'internal-reply') return fact.from === 'national' ? 'national' : 'desk';
  if ('side' in fact) return fact.side;
  if (fact.kind === 'urgent') return fact.by;
  return DESK.has(fact.kind) ? 'desk' : 'partner';
}

function markOf(fact: Fact): Mark {
  if (fact.kind === 'rung-contacted' || fact.kind === 'rung-skipped' || fact.kind === 'rung-proposed' || fact.kind === 'rung-failed') return 'rung';
  if (fact.kind === 'ladder-exhausted') return 'exhausted';
  if (fact.kind === 'partner-wrote' && !fact.counts) return 'ignored';
  if (fact.kind === 'desk-called' && fact.result !== 'reached') return 'ignored';
  return fact.kind === 'verdict-corrected' || fact.kind === 'internal-reply' || fact.kind === 'letter-bounced' ? 'ignored' : 'done';
}

/** Every fact with its number, who and when: the journal, newest first. */
export function journalOf(facts: readonly Fact[], options: PastOptions): JournalLine[] {
  return [...facts]
    .sort((a, b) => b.n - a.n)
    .map((fact) => ({
      n: fact.n,
      at: fact.at,
      who: options.whoOf(fact) ?? NOBODY[sideOf(fact) ?? 'desk'],
      what: factWords(fact, options).title,
      detail: [factWords(fact, options).detail, options.noteOf?.(fact) ?? null].filter((line) => line !== null).join(' ') || null,
    }));
}
const NOBODY = { desk: 'Guichet (automatique)', partner: 'Partenaire', national: 'National' } as const;

export interface FutureOptions extends FactContext {
  readonly now: Instant;
  readonly contractHref: string | null;
}

const STEP_TITLES: Readonly<Record<Exclude<StepKind, 'contact-rung' | 'propose-rung' | 'skip-rung'>, string>> = {
  'pickup-warning': 'Rappel au guichet : prise en charge due',
  'pickup-breach': 'Prise en charge promise',
  'ladder-exhausted': 'Échelle épuisée',
  'urgent-flag': 'Urgence signalée',
  'call-back': 'Rappel promis',
  'internal-reminder': 'Relance interne',
  close: 'Clôture',
  'pause-end': 'Fin de la pause',
  'terms-change': 'Passage à une nouvelle version du contrat',
};

/** What happens if nobody acts, as the forecast gives it: when, what, to whom, by which article, and how it was reckoned. */
export function futureEntries(steps: readonly Step[], options: FutureOptions): TimelineEntry[] {
  return steps.map((step) => futureEntry(step, options));
}

function futureEntry(step: Step, { contract, now, contractHref }: FutureOptions): TimelineEntry {
  return {
    at: step.at,
    when: 'future',
    side: step.side ?? 'desk',
    mark: step.what === 'ladder-exhausted' ? 'exhausted' : step.rung === undefined ? 'planned' : 'rung',
    rung: step.rung?.rank,
    title: stepTitle(step),
    detail: stepDetail(step),
    rule: stepRule(step, contractHref),
    openMsLeft: contract.calendar.openingHours === null ? null : openMsBetween(contract.calendar, now, step.at),
    reckoning: step.why.reckoning,
    problem: step.what === 'skip-rung' && step.rung?.problem !== null && step.rung?.problem !== undefined ? SKIPPED[step.rung.problem] : null,
  };
}

/** « 1er contact Caf », « Prise en charge promise »: what a step is, in a few words (also for the queue's rows). */
export function stepTitle(step: Step): string {
  const side: Side = step.side ?? 'desk';
  if (step.what === 'contact-rung' || step.what === 'skip-rung') return rungTitle(side, step.rung?.rank ?? 1);
  if (step.what === 'propose-rung') return `À décider : ${rungTitle(side, step.rung?.rank ?? 1)}`;
  return STEP_TITLES[step.what];
}

function stepDetail(step: Step): string[] {
  const lines: Array<string | null> = [rungPerson(step.rung)];
  if (step.rung?.how === 'task') lines.push('Prévenu dans Guichet : son adresse est celle du guichet');
  if (step.what === 'ladder-exhausted') lines.push('Le responsable du guichet est prévenu, une fois.');
  if (step.what === 'pickup-breach') lines.push('Passé cette date, la promesse est rompue et le responsable prévenu.');
  if (step.what === 'pickup-warning') lines.push(`${frenchDuration((step.openMinutesBefore ?? 0) * 60_000)} d’ouverture avant l’échéance`);
  if (step.what === 'close') lines.push('La demande est résolue ; sans nouvelles, elle est close.');
  if (step.why.atOnce === 'urgent') lines.push('Tout de suite : la situation est jugée urgente.');
  if (step.why.atOnce === 'failed') lines.push('Tout de suite : la lettre précédente a été rejetée.');
  if (step.what === 'pause-end') lines.push('Le délai reprend ; une réponse y mettrait fin plus tôt.');
  if (step.what === 'terms-change') lines.push(`Version ${step.version ?? ''}, par avenant signé : les délais en cours sont recalculés depuis leur départ.`);
  lines.push(adjustedWords(step.why.reckoning?.adjusted));
  if (step.why.held) lines.push('Retenue après une interruption, puis décidée de nouveau.');
  return lines.filter((line) => line !== null);
}

/** « art. 3.3 — 1 mois » (also for the queue's rows); null for a date that a person chose. */
export function stepRuleWords(step: Step): string | null {
  if (step.what === 'call-back' || step.what === 'pause-end' || step.what === 'terms-change') return null;
  return ruleWords(step.why.article, step.why.reckoning?.rule ?? null);
}

function stepRule(step: Step, href: string | null): TimelineEntry['rule'] {
  const text = stepRuleWords(step);
  return text === null ? null : { text, href: step.why.article === null ? null : href };
}

/** A simulation: what was received and told, then what happens by itself. */
export function simulationEntries(happened: readonly Happening[], options: FutureOptions): TimelineEntry[] {
  const past: PastOptions = { ...options, whoOf: () => null };
  return happened.flatMap((one) =>
    one.kind === 'step' ? [{ ...futureEntry(one.step, options), openMsLeft: undefined }] : pastEntries([one.fact], past),
  );
}
