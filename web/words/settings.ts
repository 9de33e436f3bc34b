import type { DelayRule } from '../../domain/calendar-types';
import { frenchRule } from '../../domain/french/dates';
import type { PartnerRole, ServiceCode } from '../../domain/contract-types';
import { instant, type Instant } from '../../domain/ids';
import { frenchPhone } from '../pages/ticket/around';
import { deadReason } from './directory';
import { ROLE_WORDS, SERVICE_SHORT } from './labels';

/** What the journal of settings speaks of. */
export const AREA_WORDS = {
  partner: 'Partenaire',
  convention: 'Convention',
  contact: 'Contact',
  address: 'Adresse rejetée',
  desk: 'Guichet',
  mailbox: 'Boîte du guichet',
  import: 'Import',
  account: 'Compte',
  caf: 'Caf',
  webhook: 'Webhook',
} as const;

export const WHAT_WORDS = {
  added: 'ajouté',
  changed: 'modifié',
  ended: 'a pris fin',
  resumed: 'repris',
  revived: 'réactivée',
  imported: 'importé',
  locked: 'verrouillé',
  unlocked: 'déverrouillé',
  'link-sent': 'lien à usage unique envoyé',
  checked: 'liste vérifiée',
} as const;

export const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: 'Nom',
  siret: 'SIRET',
  partner: 'Partenaire',
  convention: 'Convention',
  services: 'Services',
  role: 'Rôle',
  roles: 'Rôles',
  secondFactor: 'Second facteur',
  jobTitle: 'Fonction',
  email: 'Courriel',
  phones: 'Téléphones',
  ladderRank: 'Échelon',
  deadSince: 'Rejetée le',
  status: 'Motif',
  file: 'Fichier',
  partners: 'Partenaires',
  conventions: 'Conventions',
  contacts: 'Contacts',
  deskName: 'Nom du guichet',
  managerName: 'Responsable',
  managerEmail: 'Courriel du responsable',
  escalationMode: 'Escalade',
  keepTicketsMonths: 'Conservation (mois)',
  pickupWarningsOpenMinutes: 'Alertes avant la promesse de prise en charge (min)',
  reopenWithinCalendarDays: 'Réouverture (jours)',
  closeAfterCalendarDays: 'Clôture (jours)',
  afterOutageHoldMinutes: 'Attente après une panne (min)',
  internalReminder: 'Relance interne',
};

/** A value of the journal in French; '' for none. */
export function valueWords(field: string, value: unknown, when: (at: Instant) => string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => valueWords(field, one, when)).join(', ');
  if (field === 'internalReminder') return frenchRule(value as DelayRule);
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (field === 'escalationMode') return value === 'proposed' ? 'proposée au responsable' : 'automatique';
  if (field === 'role') return ROLE_WORDS[value as PartnerRole] ?? value;
  if (field === 'services') return SERVICE_SHORT[value as ServiceCode] ?? value;
  if (field === 'phones') return frenchPhone(value);
  if (field === 'status') return deadReason(value);
  return field === 'deadSince' ? when(instant(value)) : value;
}
