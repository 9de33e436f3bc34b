import type { Channel, PartnerRole, ServiceCode, Side, TicketKind } from '../../domain/contract-types';
import type { CallResult } from '../../domain/ticket-facts';
import type { Phase } from '../../domain/ticket-state';

export const SERVICE_SHORT: Readonly<Record<ServiceCode, string>> = { CDAP: 'CDAP', AFAS: 'AFAS', DGFIP: 'Offre DGFiP' };
export const SERVICE_LONG: Readonly<Record<ServiceCode, string>> = {
  CDAP: 'CDAP — consultation des dossiers',
  AFAS: 'AFAS — aides financières d’action sociale',
  DGFIP: 'Offre DGFiP — ressources',
};
export const KIND_SHORT: Readonly<Record<TicketKind, string>> = {
  'technical-incident': 'incident',
  'administrative-question': 'question',
  'administrator-change': 'changement d’administrateur',
  'reverse-review': 'revue inverse',
  'security-incident': 'incident de sécurité',
  habilitation: 'habilitation',
  other: 'autre demande',
};
export const KIND_LONG: Readonly<Record<TicketKind, string>> = {
  'technical-incident': 'Incident technique',
  'administrative-question': 'Question administrative',
  'administrator-change': 'Changement d’administrateur',
  'reverse-review': 'Revue inverse',
  'security-incident': 'Incident de sécurité',
  habilitation: 'Habilitation',
  other: 'Autre demande',
};
export const ROLE_WORDS: Readonly<Record<PartnerRole, string>> = {
  'level-one-support': 'Support niveau 1',
  administrator: 'Administrateur',
  'deputy-administrator': 'Administrateur suppléant',
  'escalation-contact': 'Contact du contrat',
  'security-officer': 'Responsable sécurité',
  dpo: 'Délégué à la protection des données',
  signatory: 'Signataire',
  other: 'Autre personne',
};
export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = { email: 'Courriel', phone: 'Téléphone', portal: 'Portail', post: 'Courrier postal' };
export const RECEIVED_BY: Readonly<Record<Channel, string>> = {
  email: 'Reçue par courriel',
  phone: 'Reçue par téléphone',
  portal: 'Reçue par le portail',
  post: 'Reçue par courrier postal',
};
export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  received: 'À prendre en charge',
  'in-hand': 'Prise en charge',
  'waiting-desk': 'La Caf doit répondre',
  'waiting-partner': 'Le partenaire doit répondre',
  resolved: 'Résolue',
  closed: 'Close',
  merged: 'Fusionnée',
  'handed-over': 'Transférée à une autre Caf',
};
export const CALL_WORDS: Readonly<Record<CallResult, string>> = { reached: 'joint', 'not-reached': 'non joint', 'message-left': 'message laissé' };
export const SIDE_SENTENCE: Readonly<Record<Side, string>> = { desk: 'La Caf doit répondre', partner: 'Le partenaire doit répondre' };

/** « 3 demandes », « 1 demande »: a count with its noun; the plural takes an « s » unless it is given. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n < 2 ? noun : plural}`;
}

/** « IB » from « Inès Barthélemy ». */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}

/** « 184 ko », « 1,4 Mo ». */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return count(bytes, 'octet');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} ko`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} Mo`;
}
