import type { JourneyName } from '../../domain/journeys/types';

/** What each kind of journey is called, within a sentence. */
export const JOURNEY_WORDS: Readonly<Record<JourneyName, string>> = {
  'administrator-change': 'changement d’administrateur',
  'reverse-review': 'revue inverse',
  'formal-notice': 'mise en demeure',
  'convention-year': 'année de convention',
  termination: 'résiliation',
  subcontractor: 'sous-traitant annoncé',
  meeting: 'réunion',
  'security-incident': 'incident de sécurité',
  'trace-request': 'demande de traces',
};
