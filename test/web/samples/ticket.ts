import { forecast } from '../../../domain/forecast';
import { resolveLadder } from '../../../domain/ladder';
import type { TicketCase } from '../../../domain/plan';
import type { Fact } from '../../../domain/ticket-facts';
import type { TicketProps } from '../../../web/pages/ticket';
import type { TicketAct } from '../../../web/paths';
import type { ActsProps } from '../../../web/view/acts';
import type { ConversationItem } from '../../../web/view/ticket';
import { futureEntries, journalOf, pastEntries } from '../../../web/view/timeline';
import { KIND_LONG, SERVICE_LONG } from '../../../web/words/labels';
import { at, caf, CONTACTS_95, contractOf, NOW, PARIS, ref, TOKENS, valDOise } from './frame';

export const REFERENCE = ref('95-2026-000217');
const contract = contractOf('95');

export const FACTS: readonly Fact[] = [
  { n: 1, at: at('2026-05-13T15:50'), kind: 'received', channel: 'email', message: 'm1' },
  { n: 2, at: at('2026-05-13T15:54'), kind: 'taken-in-hand' },
  { n: 3, at: at('2026-05-13T15:58'), kind: 'desk-wrote', then: 'asks', message: 'm2' },
  { n: 4, at: at('2026-05-19T08:31'), kind: 'partner-wrote', channel: 'email', message: 'm3', counts: false },
  { n: 5, at: at('2026-05-20T14:22'), kind: 'partner-wrote', channel: 'email', message: 'm4', counts: true },
  { n: 6, at: at('2026-05-21T08:58'), kind: 'noted', message: 'm5' },
  { n: 7, at: at('2026-05-21T09:05'), kind: 'desk-wrote', then: 'asks', message: 'm6' },
];

const INES = new Set(['taken-in-hand', 'desk-wrote', 'noted', 'routed', 'referred', 'resolved', 'call-back-promised']);

/** The timeline and the journal that these facts make under the published contract. */
export function clockOf(facts: readonly Fact[], code = '95'): Pick<TicketProps, 'timeline' | 'journal' | 'calendar'> {
  const used = contractOf(code);
  const ticket: TicketCase = { contract: used, contacts: CONTACTS_95, deadAddresses: new Set(), facts, frozen: new Map(), heldUntil: null };
  const ladders = { desk: resolveLadder('desk', used, CONTACTS_95, new Set()), partner: resolveLadder('partner', used, CONTACTS_95, new Set()) };
  const options = {
    contract: used,
    ladders,
    whoOf: (fact: Fact) => (INES.has(fact.kind) ? 'Inès Barthélemy' : null),
    contractHref: `/contrats/${code}`,
    now: NOW,
  };
  return {
    timeline: [...pastEntries(facts, options), ...futureEntries(forecast(ticket), options)],
    journal: journalOf(facts, options),
    calendar: used.calendar,
  };
}

type FromPartner = Extract<ConversationItem, { kind: 'partner' }>;
function mail(over: Partial<FromPartner> & Pick<FromPartner, 'id' | 'at' | 'text'>): FromPartner {
  return {
    kind: 'partner',
    fact: 1,
    author: 'Claire Delmas',
    role: 'Support niveau 1',
    channel: 'email',
    address: 'c.delmas@ccas-valmirande.example',
    quoted: null,
    uncertain: false,
    html: false,
    eml: true,
    attachments: [],
    counts: true,
    corrected: null,
    canCorrect: false,
    doubts: [],
    ...over,
  };
}

export const CONVERSATION: readonly ConversationItem[] = [
  mail({
    id: 'm1',
    at: at('2026-05-13T15:50'),
    text: 'Bonjour,\n\nDepuis ce matin, quatre agentes voient une page blanche après s’être connectées à CDAP. Le menu s’affiche, puis plus rien dès qu’elles ouvrent un dossier.',
    html: true,
    attachments: [
      { id: 'p1', name: 'capture-cdap.png', type: 'image/png', sizeBytes: 184_000, picture: true },
      {
        id: 'p2',
        name: 'journal navigateur.docx',
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        sizeBytes: 1_420_000,
        picture: false,
      },
    ],
  }),
  {
    kind: 'desk',
    id: 'm2',
    fact: 3,
    at: at('2026-05-13T15:58'),
    author: 'Inès Barthélemy',
    act: 'Question posée',
    to: ['Claire Delmas'],
    text: 'Bonjour Madame Delmas, le défaut se produit-il aussi dans une fenêtre de navigation privée ? Pouvez-vous nous indiquer un numéro où vous rappeler ?',
    letter: { id: 'l1', status: 'posted', at: at('2026-05-13T15:58') },
    attachments: [],
  },
  {
    kind: 'automatic',
    what: 'absence',
    id: 'm3',
    fact: 4,
    at: at('2026-05-19T08:31'),
    author: 'c.delmas@ccas-valmirande.example',
    text: 'Je suis absente jusqu’au mercredi 20 mai au matin.',
    eml: true,
    canCorrect: true,
  },
  mail({
    id: 'm4',
    fact: 5,
    at: at('2026-05-20T14:22'),
    text: 'Bonjour, même chose en navigation privée. Nos agentes du profil T4 seulement sont touchées, celles du profil T1 travaillent normalement.',
    quoted: 'Le 13 mai, le guichet a écrit :\nle défaut se produit-il aussi dans une fenêtre de navigation privée ?',
    canCorrect: true,
  }),
  {
    kind: 'note',
    id: 'm5',
    fact: 6,
    at: at('2026-05-21T08:58'),
    author: 'Inès Barthélemy',
    text: 'Même symptôme que 95-2026-000214 (Ville d’Orsemont-le-Bois), profil T4 aussi. À signaler à la Cnaf si confirmé.',
  },
  {
    kind: 'desk',
    id: 'm6',
    fact: 7,
    at: at('2026-05-21T09:05'),
    author: 'Inès Barthélemy',
    act: 'Question posée',
    to: ['Claire Delmas'],
    text: 'Merci pour ces précisions. Merci de nous transmettre le message d’erreur exact d’une agente T4, l’heure de l’essai, et un numéro où vous joindre.',
    letter: { id: 'l2', status: 'kept', at: at('2026-05-21T09:05') },
    attachments: [{ id: 'm6.0', name: 'Relever un message d’erreur.pdf', type: 'application/pdf', sizeBytes: 184_000, picture: false }],
  },
];

export const ODD_MESSAGES: readonly ConversationItem[] = [
  mail({
    id: 'm7',
    fact: 8,
    at: at('2026-05-22T10:00'),
    text: '<script>alert(1)</script> Voici la réponse > dessous\n> texte cité sans marque',
    uncertain: true,
    doubts: ['Date de l’expéditeur illisible : la date de réception est retenue.'],
    counts: false,
    corrected: { by: 'Inès Barthélemy', at: at('2026-05-22T10:30') },
    canCorrect: true,
  }),
  {
    kind: 'call',
    id: 'm8',
    fact: 9,
    at: at('2026-05-22T11:00'),
    author: 'Inès Barthélemy',
    with: 'Claire Delmas',
    result: 'message laissé',
    text: 'Rappel demandé avant midi.',
  },
  {
    kind: 'internal',
    id: 'm9',
    fact: 10,
    at: at('2026-05-22T15:00'),
    author: 'Assistance CDAP',
    from: 'Réponse du secteur',
    text: 'Le profil T4 est en cours de correction.',
    eml: true,
    attachments: [],
  },
  {
    kind: 'automatic',
    what: 'bounce',
    id: 'm10',
    fact: 11,
    at: at('2026-05-22T15:05'),
    author: 'mailer-daemon@relais.example',
    text: '550 5.1.1 adresse inconnue',
    eml: true,
    canCorrect: false,
  },
  {
    kind: 'desk',
    id: 'm11',
    fact: 12,
    at: at('2026-05-22T15:10'),
    author: 'Inès Barthélemy',
    act: 'Réponse envoyée',
    to: ['Claire Delmas', 'Sylvie Arnoult'],
    text: 'Un correctif arrive lundi.',
    letter: { id: 'l3', status: 'bounced', at: at('2026-05-22T15:11') },
    attachments: [],
  },
];

export function acts(over: Partial<ActsProps> = {}): ActsProps {
  return {
    reference: REFERENCE,
    tokens: TOKENS,
    notTheirs: [],
    refusals: { reouverture: 'Seule une demande résolue ou close peut être rouverte.', 'prise-en-charge': 'Cette demande est déjà prise en charge.' },
    open: null,
    seen: '7',
    drafts: {},
    news: [],
    undoSeconds: 10,
    files: [{ id: 'a3f1', name: 'Mode d’emploi de la navigation privée.pdf', sizeBytes: 412_000 }],
    templates: [
      { value: 't2', label: 'Navigation privée (CDAP)' },
      { value: 't1', label: 'Prise en compte' },
    ],
    timeZone: PARIS,
    now: NOW,
    manage: {
      agents: [
        { value: 'ines', label: 'Inès Barthélemy' },
        { value: 'marc', label: 'Marcellin Oriol' },
      ],
      assignee: 'ines',
      limits: [{ value: 'debt:6', label: '1er contact du partenaire : lun. 22 juin à 9 h 00' }],
      pausedUntil: null,
    },
    takenInHand: true,
    to: ['Claire Delmas <c.delmas@ccas-valmirande.example>'],
    cc: ['Sylvie Arnoult <s.arnoult@ccas-valmirande.example>'],
    missing: ['le message d’erreur', 'les coordonnées de la personne à rappeler'],
    people: [
      { value: 'c-delmas', label: 'Claire Delmas, support niveau 1 · 01 99 00 24 01' },
      { value: 'c-arnoult', label: 'Sylvie Arnoult, administratrice · 01 99 00 24 17' },
    ],
    sectors: contract.sectors.map((sector) => ({ value: sector.code, label: sector.label })),
    nationalWaiting: false,
    urgency: {
      partner: 'le premier contact de la Caf, conseillère services numériques, est prévenu tout de suite (art. 3.3).',
      desk: 'le premier contact du partenaire, Nadia Aubertin, directrice adjointe, est prévenu tout de suite (art. 3.3).',
    },
    rungs: [
      { value: 'partner-1', label: '1er contact du partenaire, Nadia Aubertin' },
      { value: 'partner-2', label: '2e contact du partenaire, Rémi Castaing' },
    ],
    services: Object.entries(SERVICE_LONG).map(([value, label]) => ({ value, label })),
    kinds: Object.entries(KIND_LONG).map(([value, label]) => ({ value, label })),
    conventions: [{ value: '95-C-0118', label: 'CCAS de Valmirande-sur-Oise (95-C-0118)' }],
    current: { service: 'CDAP', kind: 'technical-incident', convention: '95-C-0118' },
    mergeCandidates: [{ value: '95-2026-000214', label: '95-2026-000214 Dossier vide pour le profil T4' }],
    messages: [
      { value: 'm1', label: 'Claire Delmas, mer. 13 mai à 15 h 50' },
      { value: 'm4', label: 'Claire Delmas, mer. 20 mai à 14 h 22' },
    ],
    cafs: [
      { value: '31', label: 'Caf de la Haute-Garonne' },
      { value: '21', label: 'Caf de la Côte-d’Or' },
    ],
    zoneWords: 'heure de Paris',
    ...over,
  };
}

export function ticket(over: Partial<TicketProps> = {}): TicketProps {
  return {
    shell: valDOise('file'),
    reference: REFERENCE,
    subject: 'Page blanche après connexion au dossier',
    partner: 'CCAS de Valmirande-sur-Oise',
    service: 'CDAP',
    kind: 'technical-incident',
    urgent: false,
    phase: 'Le partenaire doit répondre',
    phaseSince: at('2026-05-21T09:05'),
    owes: { side: 'partner', since: at('2026-05-21T09:05'), holder: null },
    deskName: contract.desk.name,
    contract: { words: `contrat ${caf('95')}, version 1`, href: '/contrats/95' },
    dispute: true,
    incident: { attached: null, like: null, alike: null, choices: [] },
    others: [],
    sending: [],
    notices: [],
    conversation: CONVERSATION,
    relays: [],
    required: [
      { label: 'Service concerné', state: 'given', detail: 'CDAP', code: null },
      { label: 'Description, capture d’écran', state: 'given', detail: null, code: null },
      { label: 'message d’erreur exact', state: 'missing', detail: null, code: 'error-message' },
      { label: 'téléphone de la personne à rappeler', state: 'missing', detail: 'demandé les 13 et 21 mai', code: 'caller-contact' },
      { label: 'Capture d’une seconde agente', state: 'optional', detail: null, code: null },
    ],
    requiredArticle: 'art. 3',
    contacts: [
      { role: 'Support niveau 1', name: 'Claire Delmas', phone: '+33199002401', email: 'c.delmas@ccas-valmirande.example', problem: null },
      { role: 'Administratrice', name: 'Sylvie Arnoult', phone: '+33199002417', email: null, problem: null },
      { role: '1er contact', name: 'Nadia Aubertin, directrice adjointe', phone: null, email: null, problem: 'adresse rejetée le 12 mai' },
      { role: '2e contact', name: null, phone: null, email: null, problem: null },
    ],
    convention: 'Convention 95-C-0118',
    linked: [
      {
        reference: ref('95-2026-000214'),
        subject: 'Dossier vide pour le profil T4',
        detail: 'Ville d’Orsemont-le-Bois · Cnaf saisie',
        canUnmerge: false,
      },
      { reference: ref('95-2026-000160'), subject: 'Mot de passe expiré', detail: 'fusionnée ici le 9 avr.', canUnmerge: true },
    ],
    acts: acts(),
    ...clockOf(FACTS),
    ...over,
  };
}

/** The same ticket with one act's form open. */
export function withForm(act: TicketAct, over: Partial<ActsProps> = {}): TicketProps {
  return ticket({ acts: acts({ open: { act, refused: null }, ...over }) });
}
