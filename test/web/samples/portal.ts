import type { LocalDate } from '../../../domain/ids';
import type { VNode } from 'preact';
import { statementSections } from '../../../domain/contract-statement';
import type { ContractDocument } from '../../../domain/contract-terms-types';
import { NewOwnTicketPage, type NewOwnTicketProps } from '../../../web/pages/portal/new-ticket';
import { OwnContractPage } from '../../../web/pages/portal/contract';
import { PortalHomePage, type CheckView, type PortalHomeProps } from '../../../web/pages/portal/home';
import { OwnPeoplePage, type OwnPeopleProps, type OwnPerson } from '../../../web/pages/portal/people';
import { OwnPersonPage, type OwnPersonProps } from '../../../web/pages/portal/person';
import { OwnTicketPage, type OwnTicketProps } from '../../../web/pages/portal/ticket';
import { OwnTicketsPage } from '../../../web/pages/portal/tickets';
import { newOwnTicketPath, ownContractPath, ownTicketsPath } from '../../../web/paths-portal';
import { partnerHomePath } from '../../../web/paths-sign-in';
import type { OutageView, OwnTicketLine, OwnTicketView } from '../../../web/view/portal';
import type { ShellProps } from '../../../web/view/shell';
import { at, contractOf, nobody, PARIS, ref, TOKENS } from './frame';

const LINKS = [
  { key: 'accueil', label: 'Accueil', href: partnerHomePath() },
  { key: 'demandes', label: 'Demandes', href: ownTicketsPath() },
  { key: 'nouvelle', label: 'Ouvrir une demande', href: newOwnTicketPath() },
];
const shell = (current: string, over: Partial<ShellProps> = {}): ShellProps => ({ ...nobody(), portal: { name: 'Claire Delmas', links: LINKS, current }, ...over });
const LIMITS = { most: 5, eachMb: 10, allMb: 20 };
const CONVENTION = { id: '95-2024-042', number: '95-2024-042', partner: 'CCAS de Valmirande-sur-Oise' };

const line = (number: string, subject: string, over: Partial<OwnTicketLine> = {}): OwnTicketLine => ({
  reference: ref(`95-2026-${number}`), subject, service: 'CDAP', urgent: false, missing: [], whose: null, receivedAt: at('2026-05-22T09:00'), timeZone: PARIS,
  standing: { owes: 'caf', title: 'La Caf doit répondre', sentence: 'La Caf répond avant le **mar. 9 juin à 9 h 30** ; sinon, nous prévenons son contact suivant (responsable du guichet) (art. 3.3 — 1 mois).' },
  ...over,
});
const YOURS = line('000217', 'Page blanche après connexion au dossier', {
  missing: ['le message d’erreur', 'un numéro où vous joindre'],
  standing: { owes: 'you', title: 'Votre réponse est attendue', sentence: 'Sans réponse avant le **lun. 22 juin à 9 h 00**, nous écrirons au contact suivant de votre organisme (directrice adjointe) (art. 3.3 — 1 mois).' },
});
const OTHERS = [line('000231', 'Ajouter le service AFAS', { service: 'AFAS' }), line('000188', 'Export des quotients interrompu', { urgent: true, service: null })];
const RESOLVED = line('000101', 'Mot de passe perdu', { standing: { owes: 'nobody', title: 'Résolue', sentence: 'Si tout n’est pas réglé, répondez : elle sera rouverte. Sans nouvelles de vous, elle est close le **dim. 7 juin à 9 h 00**.' } });

const CHECK: CheckView = { checkedAt: at('2025-11-03T10:00'), checkedBy: 'Sylvie Arnoult', due: false, words: 'Vérifiée le lun. 3 nov. 2025 par Sylvie Arnoult' };
const DUE: CheckView = { checkedAt: null, checkedBy: null, due: true, words: 'Jamais vérifiée ; rappel envoyé le mar. 26 mai' };

const home = (over: Partial<PortalHomeProps> = {}): PortalHomeProps => ({
  shell: shell('accueil'), name: 'Claire Delmas', partners: [CONVENTION.partner], yours: [YOURS], others: OTHERS, open: 3, over: 14, reviews: [{ id: '95-REV-2026-000012', convention: '95-2024-042', due: '2026-06-12' as LocalDate, state: 'to-do' }], meetings: [{ id: '95-REU-2026-000007', phase: 'proposed', when: null, yours: true }, { id: '95-REU-2026-000009', phase: 'set', when: at('2026-06-11T14:00'), yours: false }], mayOpen: true,
  desks: [{ name: 'Guichet unique de la Caf du Val-d’Oise', opening: 'Ouvert jusqu’à 16 h 00', phone: { e164: '+33199000095', words: '01 99 00 00 95' } }],
  conventions: [{ ...CONVENTION, caf: 'Caf du Val-d’Oise', roles: ['administrateur'], hours: 'du lundi au vendredi, de 9 h 00 à 16 h 00', levelOne: 2, administrators: 2, register: true, life: true, people: CHECK }],
  ...over,
});

const ticketView = (over: Partial<OwnTicketView> = {}): OwnTicketView => ({
  reference: ref('95-2026-000217'), subject: 'Page blanche après connexion au dossier', whose: `${CONVENTION.partner}, convention ${CONVENTION.number}`, service: 'CDAP', kind: 'technical-incident', urgent: false,
  standing: YOURS.standing,
  missing: [
    { code: 'error-message', label: 'le message d’erreur', optional: false },
    { code: 'caller-contact', label: 'les coordonnées de la personne à rappeler', optional: false },
    { code: 'service', label: 'le service de Mon Compte Partenaire concerné', optional: false },
    { code: 'screenshot', label: 'une capture d’écran', optional: true },
  ],
  services: ['CDAP', 'AFAS'],
  conversation: [
    { id: 'm1', at: at('2026-05-22T09:00'), side: 'partner', author: 'Claire Delmas', sub: 'Support niveau 1 · courriel', text: 'Bonjour,\n\nla page reste blanche depuis ce matin.', quoted: 'Le 20 mai, le guichet a écrit :\n> Bonjour', automatic: false, attachments: [{ id: 'm1.0', name: 'ecran.png', type: 'image/png', sizeBytes: 184_000, picture: true }, { id: 'm1.1', name: 'journal-de-connexion-du-poste-accueil.txt', type: 'text/plain', sizeBytes: 2_400, picture: false }] },
    { id: 'm2', at: at('2026-05-22T10:30'), side: 'partner', author: 'Claire Delmas', sub: 'Support niveau 1 · courriel', text: 'Je suis absente jusqu’à lundi.', quoted: null, automatic: true, attachments: [] },
    { id: 'm3', at: at('2026-05-22T11:05'), side: 'caf', author: 'Guichet unique de la Caf du Val-d’Oise', sub: 'Courriel', text: 'Bonjour,\n\nquel message d’erreur lisez-vous, et où vous joindre ?', quoted: null, automatic: false, attachments: [] },
    { id: 'm4', at: at('2026-05-25T14:00'), side: 'caf', author: 'Guichet unique de la Caf du Val-d’Oise', sub: 'Appel sans réponse', text: '', quoted: null, automatic: false, attachments: [] },
  ],
  timeline: [
    { at: at('2026-05-22T09:00'), when: 'past', side: 'partner', mark: 'done', title: 'Demande reçue', detail: [] },
    { at: at('2026-05-22T11:05'), when: 'past', side: 'desk', mark: 'done', title: 'Question de la Caf', detail: ['À vous de répondre.'] },
    { at: at('2026-06-22T09:00'), when: 'future', side: 'partner', mark: 'rung', rung: 1, title: 'Sans réponse de votre part, nous écrivons à', detail: ['Directrice adjointe, Nadia Aubertin'], rule: { text: 'art. 3.3 — 1 mois', href: ownContractPath(CONVENTION.id) }, openMsLeft: null, reckoning: null },
  ],
  calendar: contractOf('95').calendar, deskName: 'Guichet unique de la Caf du Val-d’Oise', contractHref: ownContractPath(CONVENTION.id),
  reply: { button: 'Envoyer', effect: 'Votre réponse arrête le délai de votre organisme : c’est alors à la Caf de répondre.' },
  urgency: 'Nous prévenons tout de suite, à toute heure, le contact suivant de la Caf : **Chargé de mission, Honoré Lalande** (art. 3.3). Son délai pour répondre repart de cet instant.',
  outage: null,
  mergedInto: null,
  ...over,
});
const ticket = (over: Partial<OwnTicketView> = {}, more: Partial<OwnTicketProps> = {}): OwnTicketProps => ({ shell: shell('demandes'), tokens: TOKENS, ticket: ticketView(over), limits: LIMITS, refused: null, ...more });

const ITEMS = contractOf('31').requiredItems;
const CHOSEN: NonNullable<NewOwnTicketProps['chosen']> = { id: '31-2024-017', name: 'Joachim Peyrade', phone: '05 36 49 01 10', services: ['CDAP', 'AFAS'], items: ITEMS, article: 'art. 3', urgent: 'art. 3.3', opening: 'Ouvert jusqu’à 17 h 30', outages: [] };
const opening = (over: Partial<NewOwnTicketProps> = {}): NewOwnTicketProps => ({
  shell: shell('nouvelle'), tokens: TOKENS, conventions: [{ value: '31-2024-017', label: 'Mairie de Castelbrun-d’Arros, convention 31-2024-017' }], subject: '', limits: LIMITS, refused: null, maySendAnyway: false,
  chosen: CHOSEN,
  ...over,
});

const person = (id: string, name: string, role: string, over: Partial<OwnPerson> = {}): OwnPerson => ({ id, name, role, jobTitle: null, email: `${id}@ccas-valmirande.example`, phones: ['01 99 00 24 01'], rank: null, problem: null, kept: true, ...over });
const people = (over: Partial<OwnPeopleProps> = {}): OwnPeopleProps => ({
  shell: shell('autre'), tokens: TOKENS, convention: CONVENTION, check: CHECK, escalation: 'art. 3.3', lacks: [], refused: null,
  support: [person('c-delmas', 'Claire Delmas', 'Support niveau 1', { jobTitle: 'chargée du support' })],
  ladder: [person('n-aubertin', 'Nadia Aubertin', 'Contact du contrat', { rank: 1, jobTitle: 'directrice adjointe' }), person('r-castaing', 'Rémi Castaing', 'Contact du contrat', { rank: 2, problem: 'Adresse rejetée le mar. 12 mai : corrigez-la.' })],
  others: [person('s-arnoult', 'Sylvie Arnoult', 'Administrateur', { kept: false })],
  ...over,
});
const onePerson = (over: Partial<OwnPersonProps> = {}): OwnPersonProps => ({
  shell: shell('autre'), tokens: TOKENS, convention: CONVENTION, ranks: [1, 2, 3], refused: null,
  roles: [{ value: 'level-one-support', label: 'Support niveau 1' }, { value: 'escalation-contact', label: 'Contact du contrat' }, { value: 'other', label: 'Autre personne' }],
  person: { id: 'n-aubertin', name: 'Nadia Aubertin', role: 'escalation-contact', jobTitle: 'directrice adjointe', email: 'n.aubertin@ccas-valmirande.example', phones: ['01 99 00 24 18'], rank: 1, mark: '0123' },
  ...over,
});
const OUTAGE: OutageView = { title: 'Pages blanches dans CDAP', since: 'jeu. 28 mai à 8 h 10', known: 'Le niveau national cherche la cause. Retour prévu avant midi.', over: false };
const paging = { from: 1, to: 2, total: 2, previous: null, next: null };

/** The states of the partner's portal. */
export const PORTAL_STATES: Readonly<Record<string, () => VNode>> = {
  'espace-partenaire': () => PortalHomePage(home()),
  'espace-partenaire-vide': () => PortalHomePage(home({ yours: [], others: [], open: 0, over: 0, mayOpen: false, conventions: [{ ...CONVENTION, caf: 'Caf du Val-d’Oise', roles: ['signataire'], hours: null, levelOne: 0, administrators: 1, people: null, register: true, life: true }] })),
  'espace-partenaire-plusieurs': () => PortalHomePage(home({ yours: [], others: OTHERS.map((one) => ({ ...one, whose: `${CONVENTION.partner}, convention ${CONVENTION.number}` })), open: 40, conventions: [...home().conventions, { ...CONVENTION, id: 'x', number: '95-2024-043', caf: 'Caf du Val-d’Oise', roles: ['administrateur', 'support niveau 1'], hours: null, levelOne: 1, administrators: 2, register: true, life: true, people: DUE }] })),
  'espace-demandes': () => OwnTicketsPage({ shell: shell('demandes'), q: '', etat: '', lines: [YOURS, ...OTHERS, RESOLVED], paging: { ...paging, to: 25, total: 40, next: ownTicketsPath({ page: '2' }) } }),
  'espace-demandes-cherchees': () => OwnTicketsPage({ shell: shell('demandes'), q: 'introuvable', etat: 'closes', lines: [], paging: { ...paging, from: 0, to: 0, total: 0 } }),
  'espace-demande': () => OwnTicketPage(ticket()),
  'espace-demande-refusee': () => OwnTicketPage(ticket({}, { refused: { form: 'reponse', refused: { values: { texte: 'Voici.', rappelTelephone: '12' }, errors: [{ field: 'rappelTelephone', message: 'Ce numéro de téléphone n’existe pas : vérifiez-le.' }, { field: 'fichiers', message: '« grand.zip » est trop lourd : 10 Mo au plus par fichier. Choisissez de nouveau vos fichiers.' }] } } })),
  'espace-demande-urgence-refusee': () => OwnTicketPage(ticket({ urgent: true, missing: [] }, { refused: { form: 'urgence', refused: { values: { texte: '' }, errors: [{ field: 'texte', message: 'Dites en une phrase pourquoi c’est urgent.' }] } } })),
  'espace-demande-resolue': () => OwnTicketPage(ticket({ standing: RESOLVED.standing, missing: [], urgency: null, reply: { button: 'Répondre et rouvrir', effect: 'La demande est rouverte : la Caf vous doit de nouveau une réponse.' } }, { shell: shell('demandes', { flash: { tone: 'done', text: 'Message envoyé au guichet. Voici la suite.' } }) })),
  'espace-demande-fusionnee': () => OwnTicketPage(ticket({ standing: { owes: 'nobody', title: 'Suivie avec une autre demande', sentence: '' }, missing: [], urgency: null, reply: null, mergedInto: { reference: ref('95-2026-000200'), subject: 'Page blanche' } })),
  'espace-nouvelle-demande': () => NewOwnTicketPage(opening()),
  'espace-nouvelle-demande-incident': () => NewOwnTicketPage(opening({ chosen: { ...CHOSEN, outages: [OUTAGE] } })),
  'espace-demande-incident': () => OwnTicketPage(ticket({ outage: OUTAGE, missing: [] })),
  'espace-nouvelle-demande-choisir': () => NewOwnTicketPage(opening({ chosen: null, conventions: [...opening().conventions, { value: 'x', label: 'CCAS de Castelbrun-d’Arros, convention 31-2024-018' }] })),
  'espace-nouvelle-demande-refusee': () => NewOwnTicketPage(opening({ maySendAnyway: true, refused: { values: { objet: 'Page blanche', texte: 'La page reste blanche depuis ce matin.', urgent: 'oui' }, errors: [{ field: 'service', message: 'Il manque le service de Mon Compte Partenaire concerné, que votre contrat demande.' }, { field: 'messageErreur', message: 'Il manque le message d’erreur, que votre contrat demande.' }] } })),
  'espace-contrat': () => { const contract: ContractDocument = contractOf('95'); return OwnContractPage({ shell: shell('autre'), convention: CONVENTION, name: contract.name, version: 1, effectiveFrom: contract.effectiveFrom, serviceContract: true, sections: statementSections(contract) }); },
  'espace-personnes': () => OwnPeoplePage(people()),
  'espace-personnes-a-verifier': () => OwnPeoplePage(people({ check: DUE, support: [], escalation: null, lacks: ['Personne n’est au support de niveau 1, qui seul saisit le guichet pour un incident.'] })),
  'espace-personne': () => OwnPersonPage(onePerson()),
  'espace-personne-refusee': () => OwnPersonPage(onePerson({ person: null, ranks: [], refused: { values: { nom: '', role: 'other' }, errors: [{ field: 'nom', message: 'Écrivez le nom de la personne.' }] } })),
};
