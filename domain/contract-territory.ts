import type { Territory } from './calendar-types';

const WORDS: Readonly<Record<Territory, string>> = {
  FR: 'de métropole',
  'FR-57': 'de la Moselle',
  'FR-67': 'du Bas-Rhin',
  'FR-68': 'du Haut-Rhin',
  'FR-GP': 'de la Guadeloupe',
  'FR-MQ': 'de la Martinique',
  'FR-GF': 'de la Guyane',
  'FR-RE': 'de La Réunion',
  'FR-YT': 'de Mayotte',
};

/** « de métropole », « de La Réunion »: what follows « les jours fériés ». */
export function territoryWords(territory: Territory): string {
  return WORDS[territory];
}

const OF_DEPARTMENT: Readonly<Record<string, Territory>> = {
  '57': 'FR-57',
  '67': 'FR-67',
  '68': 'FR-68',
  '971': 'FR-GP',
  '972': 'FR-MQ',
  '973': 'FR-GF',
  '974': 'FR-RE',
  '976': 'FR-YT',
};

/** The territory whose public holidays hold in a Caf's department, by its code. */
export function territoryOf(caf: string): Territory {
  return OF_DEPARTMENT[caf] ?? 'FR';
}
