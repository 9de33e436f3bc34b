import type { WebhookFact } from '../../domain/webhook-events';

/** What a webhook may be told of, in French. */
export const EVENT_WORDS: Readonly<Record<WebhookFact, string>> = {
  received: 'Demande reçue',
  'taken-in-hand': 'Prise en charge',
  'partner-wrote': 'Le partenaire a écrit',
  'desk-wrote': 'La Caf a répondu ou demandé',
  'desk-called': 'La Caf a appelé',
  'call-back-promised': 'Rappel promis',
  routed: 'Transmise à un secteur',
  referred: 'National saisi',
  urgent: 'Déclarée urgente',
  'rung-contacted': 'Escalade : un échelon contacté',
  'rung-proposed': 'Escalade proposée au responsable',
  'rung-skipped': 'Escalade : un échelon passé',
  'ladder-exhausted': 'Échelle épuisée',
  'pickup-warned': 'Alerte de prise en charge',
  'pickup-breached': 'Prise en charge promise non tenue',
  'letter-bounced': 'Courrier rejeté',
  rectified: 'Rectifiée',
  'merged-into': 'Fusionnée dans une autre',
  'handed-over': 'Transférée à une autre Caf',
  'incident-attached': 'Rattachée à un incident',
  resolved: 'Résolue',
  reopened: 'Rouverte',
  closed: 'Close',
  'convention-ended': 'Close avec la convention',
};

/** Why an attempt failed. */
export const PROBLEM_WORDS: Readonly<Record<string, string>> = {
  unreachable: 'injoignable',
  'too-slow': 'sans réponse en 15 s',
  'private-address': 'adresse d’un réseau intérieur',
  status: 'réponse d’échec',
  ended: 'webhook arrêté',
  'no-secret': 'secret scellé par une clé que l’instance n’a plus',
};
