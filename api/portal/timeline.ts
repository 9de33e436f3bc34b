import type { LoadedCase } from '../../db/case';
import { frenchDateTime } from '../../domain/french/dates';
import { forecast } from '../../domain/forecast';
import type { Instant } from '../../domain/ids';
import type { Step, StepKind } from '../../domain/plan';
import type { Fact } from '../../domain/ticket-facts';
import { effective } from '../../domain/ticket-state';
import type { TimelineEntry } from '../../web/view/ticket';
import { futureEntries } from '../../web/view/timeline';
import { article } from '../../web/words/articles';
import { rungPerson } from '../../web/words/facts';
import { laddersOf } from '../view/ladders';

interface Seen {
  readonly title: string;
  readonly detail?: string | null;
  readonly side: TimelineEntry['side'];
}
type Words = { readonly [K in Fact['kind']]?: (fact: Extract<Fact, { kind: K }>, loaded: LoadedCase) => Seen | null };

const desk = (title: string, detail: string | null = null): Seen => ({ title, detail, side: 'desk' });
const partner = (title: string, detail: string | null = null): Seen => ({ title, detail, side: 'partner' });

/** The facts that a partner's person reads, in their words. What is not here stays inside the Caf: notes, sectors, who does what. */
const WORDS: Words = {
  received: () => partner('Demande reçue'),
  'partner-wrote': (fact) => (fact.counts ? partner('Votre réponse') : null),
  'taken-in-hand': () => desk('Prise en charge par le guichet'),
  'desk-wrote': ({ then }) => ({ owes: desk('Réponse de la Caf', 'Elle vous doit encore une réponse.'), asks: desk('Question de la Caf', 'À vous de répondre.'), resolved: desk('Réponse de la Caf : résolue') })[then],
  'desk-called': ({ result }) => desk(result === 'reached' ? 'Appel de la Caf' : 'La Caf a essayé de vous joindre'),
  'call-back-promised': ({ due }, { ticket }) => desk('Rappel promis', `avant le ${frenchDateTime(due, ticket.contract.calendar.timeZone)}`),
  referred: () => ({ title: 'Niveau national (Cnaf) saisi', side: 'national' }),
  urgent: ({ by }) => (by === 'partner' ? partner('Vous avez signalé une urgence') : desk('La Caf juge la situation urgente')),
  'urgent-flagged': () => desk('Urgence vue par le guichet', 'Votre contrat ne prévoit personne d’autre à prévenir.'),
  'rung-contacted': (fact, loaded) => {
    const person = rungPerson(laddersOf(loaded)[fact.side].find((rung) => rung.rank === fact.rung));
    return fact.side === 'desk' ? desk('Contact de la Caf prévenu', person) : partner('Contact de votre organisme prévenu', person);
  },
  'pickup-breached': ({ limit }, { ticket }) => desk('Prise en charge promise dépassée', `Elle était due le ${frenchDateTime(limit, ticket.contract.calendar.timeZone)}.`),
  'ladder-exhausted': () => desk('Tous les contacts ont été prévenus', 'Le responsable du guichet le sait.'),
  'deadline-changed': () => desk('Échéance changée par le guichet'),
  paused: () => desk('Délai suspendu par le guichet'),
  resumed: () => desk('Délai repris'),
  'pause-ended': () => desk('Délai repris'),
  'item-given': (fact, { ticket }) => partner('Élément fourni', ticket.contract.requiredItems.find((item) => item.code === fact.item)?.label ?? null),
  'merged-into': () => desk('Suivie avec une autre demande'),
  'handed-over': () => desk('Transférée à une autre Caf'),
  'incident-attached': () => desk('Rattachée à un incident connu', 'Vous serez prévenu ici dès que nous en saurons plus.'),
  'stop-linked': () => desk('Liée à un arrêt planifié', 'L’annonce de l’arrêt dit ce que vous pouvez faire en attendant.'),
  resolved: () => desk('Résolue'),
  reopened: () => partner('Rouverte'),
  closed: () => desk('Close'),
};

/** Steps that concern the partner; warnings and reminders inside the Caf do not. */
const AHEAD: ReadonlySet<StepKind> = new Set(['pickup-breach', 'contact-rung', 'propose-rung', 'ladder-exhausted', 'call-back', 'pause-end', 'close', 'urgent-flag', 'terms-change']);
const TITLES: Partial<Record<StepKind, Readonly<Record<'desk' | 'partner', string>>>> = {
  'pickup-breach': { desk: 'Prise en charge promise', partner: 'Prise en charge promise' },
  'contact-rung': { desk: 'Sans réponse de la Caf, nous prévenons', partner: 'Sans réponse de votre part, nous écrivons à' },
  'propose-rung': { desk: 'Sans réponse de la Caf, le responsable décide de prévenir', partner: 'Sans réponse de votre part, le responsable décide d’écrire à' },
  'ladder-exhausted': { desk: 'Plus personne n’est à prévenir à la Caf', partner: 'Plus personne n’est à prévenir chez vous' },
  'call-back': { desk: 'La Caf vous rappelle avant', partner: 'La Caf vous rappelle avant' },
  close: { desk: 'Sans nouvelles de vous, la demande est close', partner: 'Sans nouvelles de vous, la demande est close' },
};

/** What happened and what comes if nobody acts, on one line: the very forecast that the desk reads. */
export function ownTimeline(loaded: LoadedCase, now: Instant, contractHref: string): TimelineEntry[] {
  const past = effective(loaded.ticket.facts).flatMap((fact) => pastEntry(fact, loaded));
  return [...past, ...stepsAhead(loaded).map((step) => futureEntry(step, loaded, now, contractHref))];
}

export function stepsAhead({ ticket }: LoadedCase): Step[] {
  return forecast(ticket).filter((step) => AHEAD.has(step.what));
}

function pastEntry(fact: Fact, loaded: LoadedCase): TimelineEntry[] {
  const words = WORDS[fact.kind] as ((fact: Fact, loaded: LoadedCase) => Seen | null) | undefined;
  const seen = words?.(fact, loaded) ?? null;
  if (seen === null) return [];
  const rung = fact.kind === 'rung-contacted' ? { mark: 'rung', rung: fact.rung } as const : ({ mark: fact.kind === 'ladder-exhausted' ? 'exhausted' : 'done' } as const);
  return [{ at: fact.at, when: 'past', side: seen.side, title: seen.title, detail: seen.detail === null || seen.detail === undefined ? [] : [seen.detail], ...rung }];
}

function futureEntry(step: Step, loaded: LoadedCase, now: Instant, contractHref: string): TimelineEntry {
  const [entry] = futureEntries([step], { contract: loaded.ticket.contract, ladders: laddersOf(loaded), now, contractHref });
  if (entry === undefined) throw new Error('a step gave no line');
  const title = TITLES[step.what]?.[step.side ?? 'desk'];
  return title === undefined ? entry : { ...entry, title, detail: detailOf(step) };
}

function detailOf(step: Step): string[] {
  if (step.what === 'ladder-exhausted') return ['Le responsable du guichet est prévenu, une fois.'];
  if (step.what === 'pickup-breach') return ['Passé cette date, le responsable du guichet est prévenu.'];
  const urgent = step.why.atOnce === 'urgent' ? ['Tout de suite : la situation est jugée urgente.'] : [];
  return [...[rungPerson(step.rung)].filter((line) => line !== null), ...urgent];
}

/** What declaring it urgent now would do: the forecast with that declaration added (rules: Ladder 5). */
export function urgentEffect(loaded: LoadedCase, now: Instant): string {
  const { ticket } = loaded;
  const { escalation } = ticket.contract;
  if (escalation === null || !escalation.urgent) return 'Le guichet le verra aussitôt. Votre contrat ne prévoit pas d’escalade : personne d’autre n’est prévenu automatiquement.';
  const n = Math.max(...ticket.facts.map((fact) => fact.n)) + 1;
  const declared: Fact[] = [{ kind: 'partner-wrote', channel: 'portal', message: '', counts: true, n, at: now }, { kind: 'urgent', by: 'partner', n: n + 1, at: now }];
  const step = forecast({ ...ticket, facts: [...ticket.facts, ...declared] }).find((one) => one.side === 'desk' && one.because === 'urgent');
  const person = rungPerson(step?.rung) ?? 'le contact suivant de la Caf';
  if (step?.what === 'contact-rung') return `Nous prévenons tout de suite, à toute heure, le contact suivant de la Caf : **${person}** (${article(escalation.article)}). Son délai pour répondre repart de cet instant.`;
  if (step?.what === 'propose-rung') return `Le responsable du guichet décide aussitôt de prévenir **${person}** (${article(escalation.article)}).`;
  return `Tous les contacts de la Caf ont déjà été prévenus : le responsable du guichet l’est aussitôt (${article(escalation.article)}).`;
}
