import type { VNode } from 'preact';
import { AccountPage, type AccountProps } from '../../../web/pages/accounts/account';
import { AccountLinkOverPage, ChoosePasswordPage } from '../../../web/pages/accounts/link';
import { AccountsPage, CafsPage } from '../../../web/pages/accounts/list';
import { ContactPage, type ContactProps } from '../../../web/pages/directory/contact';
import { ImportPage, type ImportProps } from '../../../web/pages/directory/import';
import type { ImportState } from '../../../web/view/import';
import { ImportsPage, type ImportsProps } from '../../../web/pages/directory/imports';
import { NewPartnerPage } from '../../../web/pages/directory/new-partner';
import { PartnerPage, type PartnerProps } from '../../../web/pages/directory/partner';
import { PartnersPage, type PartnersProps } from '../../../web/pages/directory/partners';
import { DeskSettingsPage, type DeskSettingsProps } from '../../../web/pages/settings/desk';
import { MailboxesPage, type MailboxesProps } from '../../../web/pages/settings/mailboxes';
import { SettingsHomePage } from '../../../web/pages/settings/home';
import { SettingJournalPage, type SettingJournalProps } from '../../../web/pages/settings/journal';
import type { Section, ShellProps } from '../../../web/view/shell';
import { statementSections } from '../../../domain/contract-statement';
import { AGENTS_PAGES, at, caf, CONTACTS_95, contractOf, nobody, shell, TOKENS, valDOise } from './frame';

const MANAGER = { name: 'Honorine Valmont', role: 'responsable du guichet', pages: AGENTS_PAGES, steering: '/pilotage', menu: [{ section: 'partenaires', label: 'Partenaires', href: '/partenaires' }, { section: 'reglages', label: 'Réglages', href: '/reglages' }] } as const;
export const managers = (section: Section): ShellProps => valDOise(section, { viewer: MANAGER });

const CAFS = [{ value: '31', label: 'Haute-Garonne (31)' }, { value: '95', label: 'Val-d’Oise (95)' }];
const none = { from: 0, to: 0, total: 0, previous: null, next: null };

const partners: PartnersProps = {
  shell: managers('partenaires'),
  asked: {},
  cafs: CAFS,
  paging: { from: 1, to: 3, total: 78, previous: null, next: '/partenaires?page=2' },
  rows: [
    { id: 'p1', caf: '95', name: 'CCAS de Valmirande-sur-Oise', siret: '73282932000074', conventions: [{ number: '95-C-0118', services: ['CDAP', 'AFAS'] }, { number: '95-C-0219', services: ['DGFIP'] }], contacts: 8, dead: 1 },
    { id: 'p2', caf: '95', name: 'Crèche associative Les Petits Pas du Vexin et de la vallée de Montmorency', siret: null, conventions: [{ number: '95-C-0230', services: ['CDAP'] }], contacts: 1, dead: 0 },
    { id: 'p3', caf: '31', name: 'Mairie de Peyrelande', siret: null, conventions: [], contacts: 0, dead: 0 },
  ],
};

const lines = CONTACTS_95.map((contact) => ({ id: contact.id, name: contact.name, role: contact.role, jobTitle: contact.jobTitle, email: contact.email, phones: contact.phones.map(() => '01 99 00 24 17'), rank: contact.ladderRank, ended: false, dead: null }));
const [support, admin, first, second] = lines as [(typeof lines)[number], (typeof lines)[number], (typeof lines)[number], (typeof lines)[number]];
const dead = { since: at('2026-05-12T09:00'), status: '5.1.1' };

const partner: PartnerProps = {
  shell: managers('partenaires'),
  tokens: TOKENS,
  partner: { id: 'p1', caf: caf('95'), name: 'CCAS de Valmirande-sur-Oise', siret: '73282932000074' },
  conventions: [
    { id: 'c1', number: '95-C-0118', services: ['CDAP', 'AFAS'], check: 'Vérifiée le lun. 3 nov. 2025 par Sylvie Arnoult', contacts: [support, admin, { ...first, dead }, { ...second, ended: true }] },
    { id: 'c2', number: '95-C-0219', services: [], check: 'Jamais vérifiée', contacts: [] },
  ],
  lacks: ['Convention 95-C-0118 : l’échelon 2 (assistant administratif) n’a personne.', 'Convention 95-C-0219 : personne au support de niveau 1, qui seul saisit le guichet pour un incident.'],
  refused: null,
};

const contact: ContactProps = {
  shell: managers('partenaires'),
  tokens: TOKENS,
  partner: { id: 'p1', name: 'CCAS de Valmirande-sur-Oise' },
  convention: { id: 'c1', number: '95-C-0118' },
  contact: { ...first, dead, mark: 'm', tickets: { all: 4, open: 1 } },
  ranks: [1, 2, 3],
  ranksHeld: new Set(['administrator', 'deputy-administrator'] as const),
  refused: null,
};

const journal: SettingJournalProps = {
  shell: managers('reglages'),
  action: '/reglages/journal',
  back: ['/reglages', 'Réglages'],
  area: '',
  areas: [{ value: 'contact', label: 'Contact' }],
  paging: { from: 1, to: 3, total: 3, previous: null, next: null },
  lines: [
    { id: '3', at: at('2026-05-28T09:40'), who: 'Honorine Valmont', caf: '95', area: 'Contact', what: 'modifié', label: 'Nadia Aubertin', details: [{ field: 'Fonction', before: 'adjointe', after: 'directrice adjointe' }, { field: 'Téléphones', before: '', after: '+33199002418' }] },
    { id: '2', at: at('2026-05-27T16:05'), who: 'Honorine Valmont', caf: '95', area: 'Adresse rejetée', what: 'réactivée', label: 'Nadia Aubertin', details: [{ field: 'Courriel', before: 'n.aubertin@ccas-valmirande.example', after: null }] },
    { id: '1', at: at('2025-12-30T11:00'), who: 'Aurélien Baudry', caf: null, area: 'Compte', what: 'verrouillé', label: 'Inès Barthélemy', details: [] },
  ],
};

const imports: ImportsProps = {
  shell: managers('partenaires'),
  tokens: TOKENS,
  cafs: CAFS,
  headings: ['Partenaire', 'SIRET', 'Convention', 'Services', 'Rôle', 'Prénom et nom', 'Fonction', 'Courriel', 'Téléphone', 'Échelon'],
  required: ['Partenaire', 'Convention', 'Rôle', 'Prénom et nom'],
  mostLines: 5_000,
  last: [{ id: 'i1', at: at('2026-05-20T09:30'), who: 'Honorine Valmont', name: 'contacts-2026.csv', contacts: 42 }],
  refused: null,
};

const checked: Extract<ImportState, { kind: 'checked' }> = {
  kind: 'checked', encoding: 'Windows-1252', separator: 'point-virgule', ignored: ['Remarque'], total: 44, bad: [], badLines: 0, reasons: 0, partners: 2, conventions: 3, contacts: 40, known: 2,
  lines: [
    { line: 2, partner: 'CCAS de Valmirande-sur-Oise', convention: '95-C-0118', contact: 'Claire Delmas', role: 'Support niveau 1', email: 'c.delmas@ccas-valmirande.example', brings: 'déjà connu' },
    { line: 3, partner: 'Crèche associative Les Petits Pas du Vexin', convention: '95-C-0230', contact: 'Isaure Vidalenc', role: 'Administrateur', email: 'isaure.vidalenc@petits-pas.example', brings: 'nouveau partenaire, nouvelle convention, nouveau contact' },
    { line: 4, partner: 'Crèche associative Les Petits Pas du Vexin', convention: '95-C-0231', contact: null, role: null, email: null, brings: 'nouvelle convention' },
  ],
};
const importOf = (state: ImportState): ImportProps => ({ shell: managers('partenaires'), tokens: TOKENS, id: 'i2', caf: '95', name: 'contacts-mai.csv', state, refused: null });
const bad: ImportState = {
  ...checked, badLines: 3, reasons: 204,
  bad: [
    { line: 5, column: 'Courriel', reason: 'Adresse de courriel incorrecte : « isaure.vidalenc@petits-pas ».', excerpt: 'Crèche associative Les Petits Pas du Vexin · 95-C-0230 · Administrateur · Isaure Vidalenc · isaure.vidalenc@petits-pas' },
    { line: 5, column: 'Téléphone', reason: 'Numéro de téléphone incorrect : « 01 99 00 ».', excerpt: 'Crèche associative Les Petits Pas du Vexin · 95-C-0230 · Administrateur · Isaure Vidalenc · isaure.vidalenc@petits-pas' },
    { line: 12, column: null, reason: 'Plus de cellules que d’en-têtes : un texte contient le séparateur sans être entre guillemets.', excerpt: 'Mairie de Peyrelande · 95-C-0300 · DPO' },
  ],
};

const termsOf = (code: string) =>
  statementSections(contractOf(code)).slice(0, 2).map((section) => ({ ...section, lines: section.lines.filter((line) => line.kind === 'term' || line.kind === 'silence') }));

const desk: DeskSettingsProps = {
  shell: managers('reglages'),
  tokens: TOKENS,
  caf: caf('95'),
  name: 'Caf du Val-d’Oise',
  version: 1,
  values: { nom: 'Guichet Mon Compte Partenaire', responsable: 'Honorine Valmont', responsableCourriel: 'responsable@caf95.example', reouverture: '30', cloture: '10', attente: '60', relance: '16', relanceUnite: 'heures', conservation: '', alertes: null, escalade: 'automatic' },
  terms: termsOf('95'),
  refused: null,
};

const mailboxes: MailboxesProps = {
  shell: managers('reglages'),
  tokens: TOKENS,
  cafs: CAFS,
  refused: null,
  boxes: [
    { address: 'guichet@caf95.example', caf: '95', kind: 'sender', lastMailAt: at('2026-05-28T09:58'), lastWeek: 84, collection: { folder: 'INBOX', lookedAt: at('2026-05-28T10:11'), problem: null } },
    { address: 'habilitations@caf95.example', caf: '95', kind: 'contract', lastMailAt: at('2026-05-20T16:00'), lastWeek: 0, collection: { folder: 'INBOX', lookedAt: at('2026-05-27T23:04'), problem: { text: 'Le serveur refuse l’identifiant ou le mot de passe : l’exploitant doit les corriger.', at: at('2026-05-28T10:09') } } },
    { address: 'partenaires@caf95.example', caf: '95', kind: 'added', lastMailAt: null, lastWeek: 0, collection: null },
    { address: 'ancienne@caf95.example', caf: '95', kind: 'ended', lastMailAt: at('2025-12-02T08:30'), lastWeek: 0, collection: { folder: 'INBOX', lookedAt: null, problem: null } },
  ],
};

const administrators = (): ShellProps => shell('reglages', { viewer: { name: 'Aurélien Brisquet', role: 'administrateur de l’installation', pages: [], menu: [{ section: 'comptes', label: 'Comptes et Caf', href: '/comptes' }] } });
const account: AccountProps = {
  shell: administrators(),
  tokens: TOKENS,
  account: { id: 'ines@caf95.example', login: 'ines.vigneroy@caf95.example', name: 'Inès Vigneroy', locked: false, hasPassword: true, secondFactor: true, own: false },
  roles: { agent: '95', manager: '', 'security-officer': '21, 95' },
  refused: null,
};

function page<P>(Page: (props: P) => VNode, props: P): VNode {
  return Page(props);
}

/** Every state of the pages of settings, partners and contacts. */
export const SETTINGS_STATES: Readonly<Record<string, () => VNode>> = {
  partenaires: () => page(PartnersPage, partners),
  'partenaires-introuvables': () => page(PartnersPage, { ...partners, asked: { q: 'introuvable', rejets: 'oui' }, rows: [], paging: none, cafs: CAFS.slice(1) }),
  'partenaires-vides': () => page(PartnersPage, { ...partners, rows: [], paging: none, cafs: CAFS.slice(1) }),
  'partenaire-nouveau': () => page(NewPartnerPage, { shell: managers('partenaires'), tokens: TOKENS, cafs: CAFS, caf: '', refused: null }),
  'partenaire-nouveau-refuse': () =>
    page(NewPartnerPage, {
      shell: managers('partenaires'), tokens: TOKENS, cafs: CAFS, caf: '95',
      refused: { values: { partenaire: 'CCAS de Valmirande', siret: '123', convention: '95-C-0118', caf: '95', 'service-CDAP': 'oui' }, errors: [{ field: 'siret', message: 'SIRET incorrect : « 123 » (14 chiffres, dont le dernier contrôle les autres).' }] },
    }),
  partenaire: () => page(PartnerPage, partner),
  'partenaire-sans-convention': () => page(PartnerPage, { ...partner, conventions: [], lacks: [] }),
  'partenaire-refuse': () => page(PartnerPage, { ...partner, refused: { form: 'convention', refused: { values: { convention: '95-C-0118' }, errors: [{ field: 'convention', message: 'La convention 95-C-0118 est déjà celle de « CCAS de Valmirande-sur-Oise ».' }] } } }),
  contact: () => page(ContactPage, contact),
  'contact-nouveau': () => page(ContactPage, { ...contact, contact: null, ranks: [], ranksHeld: new Set<never>() }),
  'contact-administrateur': () => page(ContactPage, { ...contact, contact: { ...admin, mark: 'm', tickets: { all: 2, open: 0 } } }),
  'contact-ancien': () => page(ContactPage, { ...contact, contact: { ...second, ended: true, mark: 'm', tickets: { all: 0, open: 0 } } }),
  'contact-refuse': () =>
    page(ContactPage, {
      ...contact,
      refused: { values: { nom: '', role: 'dpo', courriel: 'n.aubertin@', telephone: '01 99 00', echelon: '1' }, errors: [{ field: 'nom', message: 'Écrivez le nom de la personne.' }, { field: 'courriel', message: 'Adresse de courriel incorrecte : « n.aubertin@ ».' }, { field: 'telephone', message: 'Numéro de téléphone incorrect : « 01 99 00 ».' }] },
    }),
  import: () => page(ImportsPage, imports),
  'import-refuse': () => page(ImportsPage, { ...imports, cafs: CAFS.slice(1), last: [], refused: { values: {}, errors: [{ field: 'fichier', message: 'Ce fichier dépasse 2 Mo : envoyez-le en plusieurs fois.' }] } }),
  'import-apercu': () => page(ImportPage, importOf(checked)),
  'import-a-corriger': () => page(ImportPage, importOf(bad)),
  'import-change-entre-temps': () => page(ImportPage, { ...importOf(bad), refused: { values: {}, errors: [{ field: null, message: 'Ce fichier ne peut plus être importé tel quel : voyez les lignes ci-dessous.' }] } }),
  'import-deja-connu': () => page(ImportPage, importOf({ ...checked, partners: 0, conventions: 0, contacts: 0, known: 44 })),
  'import-illisible': () => page(ImportPage, importOf({ kind: 'unreadable', problem: 'Il manque les colonnes « Rôle », « Prénom et nom » sur la première ligne.' })),
  'import-oublie': () => page(ImportPage, importOf({ kind: 'gone' })),
  'import-termine': () => page(ImportPage, importOf({ kind: 'done', at: at('2026-05-28T10:05'), who: 'Honorine Valmont', partners: ['Crèche associative Les Petits Pas du Vexin'], conventions: ['95-C-0230', '95-C-0231'], contacts: [{ name: 'Isaure Vidalenc', convention: '95-C-0230' }], known: 2 })),
  'administration-comptes': () =>
    page(AccountsPage, {
      shell: administrators(), q: '', paging: { from: 1, to: 3, total: 3, previous: null, next: null },
      rows: [
        { id: 'a1', name: 'Aurélien Brisquet', login: 'administration@guichet.example', roles: ['administrateur de l’installation'], locked: false, hasPassword: true, secondFactor: true },
        { id: 'a2', name: 'Inès Vigneroy', login: 'ines.vigneroy@caf95.example', roles: ['agent du guichet (95)', 'responsable de la sécurité (21, 95)'], locked: false, hasPassword: false, secondFactor: false },
        { id: 'a3', name: 'Casimir Bressot', login: 'casimir.bressot@caf21.example', roles: [], locked: true, hasPassword: true, secondFactor: false },
      ],
    }),
  'administration-comptes-introuvables': () => page(AccountsPage, { shell: administrators(), q: 'personne', rows: [], paging: none }),
  'administration-compte': () => page(AccountPage, account),
  'administration-compte-verrouille': () => page(AccountPage, { ...account, account: account.account === null ? null : { ...account.account, locked: true } }),
  'administration-compte-nouveau-refuse': () => page(AccountPage, { ...account, account: null, roles: {}, refused: { values: { nom: 'Inès', courriel: 'ines', agent: '99', national: 'oui' }, errors: [{ field: 'courriel', message: 'Une adresse de courriel est attendue.' }, { field: 'agent', message: 'Caf inconnue : « 99 ».' }] } }),
  'administration-compte-mot-de-passe': () => page(ChoosePasswordPage, { shell: nobody(), tokens: TOKENS, token: 'jeton', login: 'ines.vigneroy@caf95.example', refused: { values: {}, errors: [{ field: 'nouveau', message: 'Trop court : 12 caractères au moins.' }] } }),
  'administration-compte-mot-de-passe-choisi': () => page(AccountLinkOverPage, { shell: nobody(), chosen: true }),
  'administration-compte-lien-passe': () => page(AccountLinkOverPage, { shell: nobody(), chosen: false }),
  'administration-caf': () => page(CafsPage, { shell: administrators(), cafs: [{ caf: '95', name: 'Caf du Val-d’Oise', version: 1, accounts: 3, partners: 78 }] }),
  reglages: () =>
    page(SettingsHomePage, {
      shell: managers('reglages'),
      links: [
        { href: '/partenaires', icon: 'users', title: 'Partenaires et contacts', text: 'Les conventions, qui peut saisir le guichet, les adresses rejetées.' },
        { href: '/reglages/journal', icon: 'note', title: 'Journal des réglages', text: 'Qui a changé quoi, quand, et ce que c’était avant.' },
      ],
    }),
  'reglages-guichet': () => page(DeskSettingsPage, desk),
  'reglages-guichet-21-refuse': () =>
    page(DeskSettingsPage, {
      ...desk, caf: caf('21'), name: 'Caf de la Côte-d’Or', values: { ...desk.values, alertes: '240, 60', escalade: null }, terms: termsOf('21'),
      refused: { values: { ...desk.values, cloture: 'dix', alertes: 'souvent', escalade: '' }, errors: [{ field: 'cloture', message: 'Un nombre entier de 1 à 365 est attendu.' }, { field: 'alertes', message: 'Des minutes d’ouverture sont attendues, séparées par des virgules : de 5 à 2 880, cinq au plus.' }] },
    }),
  'reglages-boites': () => page(MailboxesPage, mailboxes),
  'reglages-boites-refuse': () => page(MailboxesPage, { ...mailboxes, cafs: CAFS.slice(1), refused: { values: { adresse: 'guichet' }, errors: [{ field: 'adresse', message: 'Une adresse de courriel est attendue.' }] } }),
  'reglages-journal': () => page(SettingJournalPage, journal),
  'reglages-journal-vide': () => page(SettingJournalPage, { ...journal, shell: shell('reglages'), lines: [], paging: none }),
};
