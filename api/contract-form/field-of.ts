import type { ContractIssue } from '../../domain/contract-issues';
import { WEEKDAY_NAMES } from '../../domain/french/dates';
import type { Weekday } from '../../domain/calendar-types';

const PARTS = { role: 'fonction', name: 'nom', email: 'courriel', phone: 'telephone' } as const;

/** The field in which a part of the contract is typed; null when the form does not ask it. */
export function fieldOf([first, second, third]: ContractIssue['path'], deskRows: readonly number[], partnerRows: readonly number[]): string | null {
  switch (first) {
    case 'effectiveFrom':
      return 'effet';
    case 'calendar':
      if (second === 'closedDays') return 'fermetures';
      return second === 'openingHours' ? `horaires-${typeof third === 'string' ? third : 'mon'}` : null;
    case 'pickup':
      return second === 'article' ? 'prise-article' : 'prise-delai';
    case 'escalation':
      return second === 'article' ? 'escalade-article' : 'escalade-delai';
    case 'deskLadder':
      return typeof second === 'number' ? `echelon-${deskRows[second] ?? 1}-${PARTS[third as keyof typeof PARTS] ?? 'fonction'}` : 'echelon-1-fonction';
    case 'partnerLadder':
      return `partenaire-${typeof second === 'number' ? (partnerRows[second] ?? 1) : 1}`;
    case 'desk':
      return second === 'mailboxes' ? 'boites' : null;
    default:
      return null;
  }
}

const LABELS: Readonly<Record<string, string>> = {
  effet: 'Date d’effet',
  fermetures: 'Jours de fermeture',
  'prise-delai': 'Délai de prise en charge',
  'prise-article': 'Article de la prise en charge',
  'escalade-delai': 'Délai d’escalade',
  'escalade-article': 'Article de l’escalade',
  boites: 'Boîtes du guichet',
};

/** What a field is called in its error: « Horaires du lundi ». */
export function labelOf(field: string): string {
  if (field.startsWith('horaires-')) return `Horaires du ${WEEKDAY_NAMES[field.slice('horaires-'.length) as Weekday]}`;
  const [, row, part] = /^echelon-(\d)-(\w+)$/.exec(field) ?? [];
  if (row !== undefined) return `Échelon ${row} de la Caf, ${part === 'telephone' ? 'téléphone' : (part ?? '')}`;
  const partner = /^partenaire-(\d)$/.exec(field);
  return partner === null ? (LABELS[field] ?? field) : `Échelon ${partner[1] ?? ''} du partenaire`;
}
