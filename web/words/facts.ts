import type { Contract, Side } from '../../domain/contract-types';
import { frenchDateTime, frenchDuration } from '../../domain/french/dates';
import { isManaged, managedWords } from '../../domain/french/managed';
import type { Rung } from '../../domain/ladder';
import type { Fact, SkipReason } from '../../domain/ticket-facts';
import { KIND_LONG, SERVICE_SHORT } from './labels';

/** What a fact's words need to know: the contract, and who stands on each rung today. */
export interface FactContext {
  readonly contract: Contract;
  readonly ladders: Readonly<Record<Side, readonly Rung[]>>;
}

export interface FactWords {
  readonly title: string;
  readonly detail: string | null;
}

export const OF_SIDE: Readonly<Record<Side, string>> = { desk: 'Caf', partner: 'du partenaire' };
export const SKIPPED: Readonly<Record<SkipReason, string>> = {
  'no-contact': 'Aucun contact saisi : échelon passé',
  'dead-address': 'Adresse rejetée : échelon passé',
  'same-person': 'Même personne que l’échelon précédent : passé',
};
const THEN = {
  owes: 'La Caf doit encore une réponse.',
  asks: 'L’horloge passe au partenaire.',
  resolved: 'Plus personne ne doit de réponse.',
} as const;
const CALLED = {
  reached: 'Personne jointe par téléphone',
  'not-reached': 'Appel sans réponse',
  'message-left': 'Message laissé par téléphone',
} as const;
const DESK_WROTE = { owes: 'Réponse de la Caf', asks: 'Question au partenaire', resolved: 'Réponse de la Caf : résolue' } as const;
const FROM = { sector: 'Réponse du secteur', national: 'Réponse du national', ladder: 'Réponse d’un contact de la Caf' } as const;
const CONTACTED = { letter: 'par lettre', task: 'dans Guichet', phone: 'par téléphone' } as const;

/** « 1er contact Caf », « 2e contact du partenaire ». */
export function rungTitle(side: Side, rank: number): string {
  return `${rank === 1 ? '1er' : `${rank}e`} contact ${OF_SIDE[side]}`;
}

/** « Directrice adjointe, Nadia Aubertin »; null when nobody is known. */
export function rungPerson(rung: Pick<Rung, 'role' | 'name' | 'insteadOf'> | undefined): string | null {
  const instead = rung?.insteadOf === undefined ? null : `en remplacement de ${rung.insteadOf}`;
  const words = [rung?.role ?? null, rung?.name ?? null, instead].filter((part) => part !== null && part !== '').join(', ');
  return words === '' ? null : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A fact in French: a title, and what it does or to whom. */
export function factWords(fact: Fact, context: FactContext): FactWords {
  const zone = context.contract.calendar.timeZone;
  const person = (side: Side, rank: number) => rungPerson(context.ladders[side].find((rung) => rung.rank === rank));
  const words = (title: string, detail: string | null = null): FactWords => ({ title, detail });
  switch (fact.kind) {
    case 'received':
      return words('Demande reçue');
    case 'partner-wrote':
      return fact.counts ? words('Réponse du partenaire') : words('Réponse automatique', 'N’arrête pas l’horloge.');
    case 'verdict-corrected':
      return words(fact.counts ? 'Corrigé : c’était une réponse' : 'Corrigé : ce n’était pas une réponse', 'L’horloge est remise juste.');
    case 'taken-in-hand':
      return words('Prise en charge');
    case 'desk-wrote':
      return words(DESK_WROTE[fact.then], THEN[fact.then]);
    case 'desk-called':
      return words(CALLED[fact.result], fact.result === 'reached' ? THEN[fact.then] : 'N’arrête pas l’horloge.');
    case 'call-back-promised':
      return words('Rappel promis', `avant le ${frenchDateTime(fact.due, zone)}`);
    case 'call-back-due':
      return words('Rappel échu');
    case 'noted':
      return words('Note interne');
    case 'routed':
      return words('Transmise à un secteur', context.contract.sectors.find((sector) => sector.code === fact.sector)?.label ?? fact.sector);
    case 'referred':
      return words('National saisi', 'Le délai de la Caf continue de courir.');
    case 'internal-reply':
      return words(FROM[fact.from], 'Ne vaut pas réponse au partenaire.');
    case 'internal-reminder':
      return words('Relance interne');
    case 'urgent':
      return words(fact.by === 'partner' ? 'Jugée urgente par le partenaire' : 'Jugée urgente par la Caf');
    case 'urgent-flagged':
      return words('Urgence signalée', 'Ce contrat ne prévoit personne à contacter.');
    case 'rung-proposed':
      return words(`Proposé : ${rungTitle(fact.side, fact.rung)}`, 'Le responsable décide.');
    case 'rung-decided':
      return words(`Lettre décidée : ${rungTitle(fact.side, fact.rung)}`, person(fact.side, fact.rung));
    case 'rung-contacted':
      return words(rungTitle(fact.side, fact.rung), [person(fact.side, fact.rung), CONTACTED[fact.how]].filter((part) => part !== null).join(', '));
    case 'rung-failed':
      return words(`Lettre rejetée : ${rungTitle(fact.side, fact.rung)}`, 'Il est écrit aussitôt au contact suivant.');
    case 'rung-withheld':
      return words(`Lettre retenue : ${rungTitle(fact.side, fact.rung)}`, 'La réponse était arrivée avant qu’elle ne parte.');
    case 'rung-skipped':
      return words(rungTitle(fact.side, fact.rung), SKIPPED[fact.reason]);
    case 'ladder-exhausted':
      return words('Échelle épuisée', 'Le responsable du guichet est prévenu, une fois.');
    case 'pickup-warned':
      return words('Rappel de prise en charge', `${frenchDuration(fact.openMinutesBefore * 60_000)} d’ouverture avant l’échéance`);
    case 'pickup-breached':
      return words('Promesse de prise en charge rompue', `Elle était due le ${frenchDateTime(fact.limit, zone)}.`);
    case 'letter-left':
      return words('Lettre partie');
    case 'letter-bounced':
      return words('Lettre rejetée');
    case 'rectified':
      return words('Rectifiée', rectifiedWords(fact));
    case 'item-given':
      return words('Élément fourni', context.contract.requiredItems.find((item) => item.code === fact.item)?.label ?? fact.item);
    case 'merged-in':
      return words(`Reçoit ${fact.other} par fusion`, 'La plus ancienne réponse due est gardée.');
    case 'merged-into':
      return words(`Fusionnée dans ${fact.other}`);
    case 'merge-undone':
      return words(`Fusion avec ${fact.other} annulée`);
    case 'split-off':
      return words(`Scindée : ${fact.other} créée`);
    case 'split-from':
      return words(`Issue de ${fact.other}`);
    case 'linked':
      return words(`Liée à ${fact.other}`);
    case 'handed-over':
      return words('Transférée à une autre Caf', fact.other);
    case 'incident-attached':
      return words('Rattachée à un incident', 'N’arrête pas l’horloge : seule une réponse le fait.');
    case 'incident-detached':
      return words('Détachée de l’incident');
    case 'stop-linked':
      return words('Liée à un arrêt planifié', 'Reçue pendant l’arrêt. N’arrête pas l’horloge : seule une réponse le fait.');
    case 'stop-unlinked':
      return words('Déliée de l’arrêt planifié');
    case 'resolved':
      return words('Résolue', THEN.resolved);
    case 'reopened':
      return words('Rouverte', 'La Caf doit de nouveau une réponse.');
    case 'convention-ended':
      return words('Close avec la convention', 'La convention a pris fin : le guichet ne suit plus cette demande.');
    case 'closed':
      return words('Close');
    default:
      return isManaged(fact) ? managedWords(fact, zone) : words((fact as Fact).kind);
  }
}

function rectifiedWords(fact: Extract<Fact, { kind: 'rectified' }>): string | null {
  const parts = [
    fact.service === undefined ? null : `service : ${fact.service === null ? 'non précisé' : SERVICE_SHORT[fact.service]}`,
    fact.ticketKind === undefined ? null : `nature : ${KIND_LONG[fact.ticketKind].toLowerCase()}`,
    fact.convention === undefined ? null : 'partenaire',
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}
