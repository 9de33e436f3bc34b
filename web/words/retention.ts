import type { RetentionRule } from '../../domain/retention/terms';

/** What each table holds, in the words of whoever reads a report of erasure: one, several. */
const ERASED: Readonly<Record<string, readonly [string, string]>> = {
  ticket: ['demande', 'demandes'],
  fact: ['ligne de journal', 'lignes de journal'],
  message: ['message', 'messages'],
  arrived_mail: ['courriel reçu', 'courriels reçus'],
  raw_mail: ['original de courriel, pièces jointes comprises', 'originaux de courriels, pièces jointes comprises'],
  letter: ['lettre', 'lettres'],
  act: ['acte', 'actes'],
  draft: ['brouillon', 'brouillons'],
  sent_file: ['fichier envoyé', 'fichiers envoyés'],
  reckoning: ['calcul d’échéance', 'calculs d’échéance'],
  ticket_search: ['entrée de recherche', 'entrées de recherche'],
  webhook_delivery: ['envoi à un programme', 'envois à des programmes'],
  incident_post: ['rattachement à un incident', 'rattachements à un incident'],
  journey: ['démarche', 'démarches'],
  journey_fact: ['ligne de journal d’une démarche', 'lignes de journal de démarches'],
  journey_act: ['acte d’une démarche', 'actes de démarches'],
  journey_reckoning: ['calcul d’échéance d’une démarche', 'calculs d’échéance de démarches'],
  change_file: ['fichier d’un changement d’administrateur', 'fichiers de changements d’administrateur'],
  change_link: ['lien de signature', 'liens de signature'],
  review_file: ['fichier d’une revue inverse', 'fichiers de revues inverses'],
  review_draft: ['brouillon de revue inverse', 'brouillons de revues inverses'],
  habilitation: ['habilitation', 'habilitations'],
  register_act: ['acte du registre', 'actes du registre'],
  departure: ['départ signalé', 'départs signalés'],
  contact: ['contact', 'contacts'],
  stop_address: ['destinataire d’un arrêt planifié', 'destinataires d’arrêts planifiés'],
  setting_change: ['ligne du journal des réglages', 'lignes du journal des réglages'],
  person_request: ['demande d’une personne', 'demandes de personnes'],
  import_file: ['import', 'imports'],
  cover: ['remplacement', 'remplacements'],
  absence: ['absence', 'absences'],
  trace_answer: ['réponse à une demande de traces', 'réponses à des demandes de traces'],
  trace_file: ['fichier d’une réponse à une demande de traces', 'fichiers de réponses à des demandes de traces'],
  trace_reading: ['lecture d’une demande de traces', 'lectures de demandes de traces'],
  access_log: ['ligne du journal des accès', 'lignes du journal des accès'],
  sign_in_link: ['lien de connexion', 'liens de connexion'],
  account_link: ['lien de mot de passe', 'liens de mot de passe'],
  session: ['session', 'sessions'],
  sign_in_failure: ['essai de connexion', 'essais de connexion'],
  api_token: ['jeton', 'jetons'],
  form_key: ['clé de formulaire', 'clés de formulaire'],
  dead_address: ['adresse rejetée', 'adresses rejetées'],
};

/** « demandes »; a table that came later is named as it is. */
export function erasedWords(what: string, n = 2): string {
  const [one, several] = ERASED[what] ?? [what, what];
  return n > 1 ? several : one;
}

export const ERASURE_RULES: Readonly<Record<RetentionRule | 'request', string>> = {
  tickets: 'durée choisie par la Caf',
  habilitations: 'données d’habilitation (art. 5)',
  traces: 'traces et accès (art. 5)',
  request: 'demande d’une personne',
};

/** What a sweep looks for, in the words of what will be erased; several kinds share a table. */
const SWEPT: Readonly<Record<string, string>> = {
  administrator: 'administrateurs, suppléants et signataires partis',
  contact: 'autres contacts partis',
  mail: 'courriels sans demande',
  letter: 'lettres sans demande',
  own_letter: 'lettres du guichet à ses agents, liens de connexion',
  register_letter: 'lettres du registre',
  stop_letter: 'lettres d’arrêts planifiés',
};
export function sweptWords(what: string): string {
  return SWEPT[what] ?? erasedWords(what);
}

/** Why something of a person stays (db/migrations/0062-what-of-a-person.sql). */
const STAYS: Readonly<Record<string, string>> = {
  held: 'retenue pour un litige',
  open: 'en cours',
  unset: 'close, mais la Caf n’a pas choisi de durée de conservation',
  term: 'close, durée de conservation non échue',
  proof: 'preuve d’une habilitation, gardée six ans après son retrait (art. 5)',
  'in-force': 'en vigueur : à retirer d’abord',
  named: 'nommé par ce qui est encore gardé',
  'to-identify': 'attend encore une décision',
};
const PERSONS: Readonly<Record<string, readonly [string, string]>> = { contact: ['fiche de contact', 'fiches de contact'], account: ['compte', 'comptes'], journey: ['démarche', 'démarches'] };

export function stayWords(what: string, n: number): string {
  const own = PERSONS[what];
  return own === undefined ? erasedWords(what, n) : own[n > 1 ? 1 : 0];
}
export function whyItStays(rule: string): string {
  return STAYS[rule] ?? rule;
}

/** What somebody is known as. */
export const KNOWN_AS: Readonly<Record<string, string>> = { contact: 'contact', habilitation: 'habilitation', message: 'expéditeur', account: 'compte' };
