/** What was opened, by what its route is for (domain/roles.ts). */
const OPENED: Readonly<Record<string, string>> = {
  'read-ticket': 'une demande',
  'read-queue': 'la file d’attente',
  'search-tickets': 'la recherche',
  'read-dispute-file': 'un dossier pour litige',
  'read-escalations': 'les escalades',
  'read-letters': 'des courriers',
  'take-call': 'la saisie d’un appel',
  'read-unidentified': 'des courriels à identifier',
  'read-incidents': 'un incident',
  'read-stops': 'les arrêts planifiés',
  'read-changes': 'un changement d’administrateur',
  'read-register': 'le registre',
  'manage-habilitations': 'le registre',
  'read-reviews': 'une revue inverse',
  'read-morning': 'le pilotage',
  'read-figures': 'les chiffres',
  'manage-desk': 'les réglages ou les partenaires',
  'manage-accounts': 'les comptes',
  'keep-retention': 'la conservation des données',
  'read-traces': 'le journal des accès',
  'enter-portal': 'l’espace du partenaire',
  'visit-portal': 'l’espace du partenaire',
  'report-own-security': 'le signalement d’un incident de sécurité',
};

/** « une demande »; what came later is named as the table of roles names it. */
export function accessWords(action: string): string {
  return OPENED[action] ?? action;
}
