import type { Notice, StopPhase } from '../../domain/stop-procedure';
import type { Tone } from '../components/chip';
import type { IconName } from '../components/icon';
import type { ToldState } from '../view/stop';

export const STOP_PHASES: Readonly<Record<StopPhase, readonly [word: string, tone: Tone | undefined, icon: IconName]>> = {
  scheduled: ['À annoncer', 'soon', 'clock'],
  announced: ['Annoncé', 'caf', 'mailCheck'],
  running: ['En cours', 'late', 'alert'],
  over: ['Terminé', 'ok', 'checkCircle'],
  cancelled: ['Annulé', undefined, 'checkCircle'],
};

export const TOLD_STATES: Readonly<Record<ToldState, readonly [word: string, tone: Tone | undefined, icon: IconName]>> = {
  opened: ['Lue sur le portail', 'ok', 'checkCircle'],
  sent: ['Partie', undefined, 'mailCheck'],
  bounced: ['Rejetée', 'late', 'mailX'],
  waiting: ['En attente', 'soon', 'clock'],
  'no-address': ['Sans adresse', 'late', 'alert'],
};

/** How a state is named in an address (`?etat=`). */
export const TOLD_SLUGS: Readonly<Record<ToldState, string>> = { opened: 'lues', sent: 'parties', bounced: 'rejetees', waiting: 'en-attente', 'no-address': 'sans-adresse' };

export const NOTICE_WORDS: Readonly<Record<Notice, string>> = { announcement: 'Annonce', reminder: 'Rappel', change: 'Changement', cancellation: 'Annulation', end: 'Fin' };

export const STOP_FACTS: Readonly<Record<string, string>> = {
  planned: 'Arrêt planifié',
  announced: 'Annonce envoyée',
  reminded: 'Rappel envoyé',
  changed: 'Arrêt modifié',
  cancelled: 'Arrêt annulé',
  began: 'Début de l’arrêt',
  'ended-early': 'Fin déclarée avant l’heure',
  ended: 'Fin de l’arrêt',
};
