import type { Contract, Side } from '../../domain/contract-types';
import { frenchDateTime } from '../../domain/french/dates';
import { resolveLadder, type Rung } from '../../domain/ladder';
import type { Fact, SkipReason } from '../../domain/ticket-facts';
import { CALL_WORDS, CHANNEL_WORDS, KIND_SHORT, SERVICE_SHORT } from '../../web/words/labels';
import { ordinal } from './step-words';
import type { TicketData } from './ticket-data';

export const SIDE_WORDS: Readonly<Record<Side, string>> = { desk: 'la Caf', partner: 'le partenaire' };
const OF_SIDE: Readonly<Record<Side, string>> = { desk: 'de la Caf', partner: 'du partenaire' };
export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  'no-contact': 'aucun contact saisi',
  'dead-address': 'son adresse ne répond plus',
  'same-person': 'même personne que le contact précédent',
};
const AFTER_WORDS = { owes: 'Réponse d’attente : la Caf doit encore une réponse', asks: 'Question au partenaire', resolved: 'Réponse : c’est résolu' } as const;
const HOW_WORDS = { letter: 'par lettre', task: 'prévenu dans Guichet', phone: 'par téléphone' } as const;
const FROM_WORDS = { sector: 'd’un secteur', national: 'du national (Cnaf)', ladder: 'd’un responsable de la Caf' } as const;

/** A fact in a few words: the title of its line in the journal and on the timeline. */
export function factTitle(fact: Fact, data: TicketData): string {
  switch (fact.kind) {
    case 'received':
      return `Demande reçue (${CHANNEL_WORDS[fact.channel].toLowerCase()})`;
    case 'partner-wrote':
      return fact.counts ? 'Réponse du partenaire' : 'Réponse automatique';
    case 'verdict-corrected':
      return fact.counts ? 'Corrigé : ceci est une réponse' : 'Corrigé : ceci n’est pas une réponse';
    case 'taken-in-hand':
      return 'Prise en charge';
    case 'desk-wrote':
      return AFTER_WORDS[fact.then];
    case 'desk-called':
      return `Appel au partenaire : ${CALL_WORDS[fact.result]}`;
    case 'call-back-promised':
      return `Rappel promis avant le ${frenchDateTime(fact.due, data.ticket.contract.calendar.timeZone, { now: data.now })}`;
    case 'call-back-due':
      return 'Rappel promis, heure passée';
    case 'noted':
      return 'Note interne';
    case 'routed':
      return `Transmise : ${sectorLabel(data.ticket.contract, fact.sector)}`;
    case 'referred':
      return 'National (Cnaf) saisi';
    case 'internal-reply':
      return `Réponse ${FROM_WORDS[fact.from]}`;
    case 'internal-reminder':
      return 'Relance interne';
    case 'urgent':
      return `Déclarée urgente par ${SIDE_WORDS[fact.by]}`;
    case 'urgent-flagged':
      return 'Urgence signalée ; ce contrat ne prévoit personne à contacter';
    case 'rung-proposed':
      return `Escalade proposée : ${contactWords(fact.side, fact.rung)}`;
    case 'rung-decided':
      return `Lettre décidée : ${contactWords(fact.side, fact.rung)}`;
    case 'rung-contacted':
      return `${contactWords(fact.side, fact.rung)} contacté ${HOW_WORDS[fact.how]}`;
    case 'rung-failed':
      return `Lettre rejetée : ${contactWords(fact.side, fact.rung)}`;
    case 'rung-skipped':
      return `${contactWords(fact.side, fact.rung)} passé`;
    case 'ladder-exhausted':
      return `Échelle ${OF_SIDE[fact.side]} épuisée`;
    case 'pickup-warned':
      return 'Rappel au responsable : prise en charge à faire';
    case 'pickup-breached':
      return 'Promesse de prise en charge rompue';
    case 'letter-left':
      return 'Lettre partie';
    case 'letter-bounced':
      return 'Lettre revenue';
    case 'rectified':
      return 'Rectifiée';
    case 'item-given':
      return 'Élément fourni';
    case 'merged-in':
      return `${fact.other} fusionnée avec celle-ci`;
    case 'merged-into':
      return `Fusionnée avec ${fact.other}`;
    case 'merge-undone':
      return `Fusion annulée avec ${fact.other}`;
    case 'split-off':
      return `Seconde demande détachée : ${fact.other}`;
    case 'split-from':
      return `Détachée de ${fact.other}`;
    case 'linked':
      return `Liée à ${fact.other}`;
    case 'handed-over':
      return `Transférée : ${data.cafs.find((one) => one.caf === fact.caf)?.name ?? fact.caf}`;
    case 'resolved':
      return 'Résolue';
    case 'reopened':
      return 'Rouverte';
    case 'closed':
      return 'Close';
  }
}

/** What there is to add to its title; null when it says all. */
export function factDetail(fact: Fact, data: TicketData): string | null {
  switch (fact.kind) {
    case 'rung-contacted':
    case 'rung-failed':
    case 'rung-proposed':
      return personWords(rungOf(data, fact.side, fact.rung));
    case 'rung-skipped':
      return `${personWords(rungOf(data, fact.side, fact.rung)) ?? 'Sans nom'} : ${SKIP_WORDS[fact.reason]}`;
    case 'item-given':
      return data.ticket.contract.requiredItems.find((item) => item.code === fact.item)?.label ?? fact.item;
    case 'rectified':
      return rectifiedWords(fact, data);
    case 'partner-wrote':
      return fact.counts ? null : 'N’arrête pas l’horloge.';
    case 'desk-called':
      return fact.result === 'reached' ? AFTER_WORDS[fact.then] : 'La Caf doit toujours une réponse.';
    default:
      return null;
  }
}

/** « 1er contact Caf », « 2e contact du partenaire ». */
export function contactWords(side: Side, rung: number): string {
  return side === 'desk' ? `${ordinal(rung)} contact Caf` : `${ordinal(rung)} contact du partenaire`;
}

/** « Directrice adjointe, Apolline Vernouillet ». */
export function personWords(rung: Pick<Rung, 'role' | 'name'> | undefined): string | null {
  const words = [rung?.role, rung?.name].filter((text) => text !== null && text !== undefined).join(', ');
  return words === '' ? null : words.charAt(0).toUpperCase() + words.slice(1);
}

export function rungOf({ ticket }: TicketData, side: Side, rank: number): Rung | undefined {
  return resolveLadder(side, ticket.contract, ticket.contacts, ticket.deadAddresses).find((rung) => rung.rank === rank);
}

export function sectorLabel(contract: Contract, code: string): string {
  return contract.sectors.find((sector) => sector.code === code)?.label ?? code;
}

function rectifiedWords(fact: Extract<Fact, { kind: 'rectified' }>, { conventions }: TicketData): string {
  const convention = conventions.find((one) => one.id === fact.convention);
  return [
    fact.service === undefined ? null : `service : ${fact.service === null ? 'non précisé' : SERVICE_SHORT[fact.service]}`,
    fact.ticketKind === undefined ? null : `nature : ${KIND_SHORT[fact.ticketKind]}`,
    convention === undefined ? null : `partenaire : ${convention.partner_name}`,
  ].filter((text) => text !== null).join(' ; ');
}
