import type { VNode } from 'preact';
import { readQuestion } from '../../../domain/french/question';
import { instant, type LocalDate } from '../../../domain/ids';
import { CallPage } from '../../../web/pages/call';
import { ContractPage, ContractsPage } from '../../../web/pages/contract';
import { AccessibilityPage } from '../../../web/pages/accessibility';
import { ActKeptPage, BadRequestPage, ForbiddenPage, FormExpiredPage, NotFoundPage, ServerErrorPage, UnavailablePage } from '../../../web/pages/errors';
import { EscalationsPage } from '../../../web/pages/escalations';
import { GUIDES, guideText } from '../../../web/guides';
import { GuidePage, HelpPage } from '../../../web/pages/help';
import { LetterPage, LettersPage } from '../../../web/pages/letters';
import { QueuePage } from '../../../web/pages/queue';
import { SearchPage } from '../../../web/pages/search';
import { SeveralPage } from '../../../web/pages/several';
import { SignInPage } from '../../../web/pages/sign-in';
import { TemplatePage } from '../../../web/pages/template';
import { TemplatesPage } from '../../../web/pages/templates';
import { SIGN_IN_STATES } from './sign-in';
import { TicketPage, type TicketNotice } from '../../../web/pages/ticket';
import { UnidentifiedPage } from '../../../web/pages/unidentified';
import { QUEUE_VIEWS, ticketPath, type TicketAct } from '../../../web/paths';
import { DECISION_STATES } from './decision-states';
import { at, caf, contractOf, nobody, NOW, PARIS, ref, shell, TOKENS, valDOise } from './frame';
import { CHANGE_STATES } from './changes';
import { MEETING_STATES } from './meetings';
import { REVIEW_STATES } from './reviews';
import { INCIDENT_STATES } from './incidents';
import { callSample, contractSample, escalationsSample, letterSample, lettersSample, RECEIVED, unidentifiedSample } from './pages';
import { narrowed, queue, ROWS, SEVERAL_REFUSED } from './queue';
import { CONVENTION_STATES } from './conventions';
import { REGISTER_STATES } from './register';
import { PORTAL_STATES } from './portal';
import { API_STATES } from './api';
import { SETTINGS_STATES } from './settings';
import { RETENTION_STATES } from './retention';
import { SECURITY_STATES } from './security';
import { STOP_STATES } from './stops';
import { STEERING_STATES } from './steering';
import { acts, clockOf, CONVERSATION, FACTS, ODD_MESSAGES, REFERENCE, ticket, withForm } from './ticket';

const FORMS: readonly TicketAct[] = [
  'reponse',
  'question',
  'appel-telephonique',
  'rappel',
  'note',
  'resolution',
  'transmission',
  'national',
  'urgence',
  'echelon',
  'transfert',
  'rectification',
  'fusion',
  'scission',
  'prise-en-charge',
  'affectation',
  'echeance',
  'pause',
  'reprise',
];
const none = { from: 0, to: 0, total: 0, previous: null, next: null };
const NOTICES: readonly TicketNotice[] = [
  { kind: 'pickup-breached', limit: at('2026-05-27T08:50') },
  { kind: 'exhausted', side: 'partner', at: at('2026-05-27T09:00') },
  { kind: 'proposed', side: 'desk', rung: 1, who: 'conseillère services numériques', since: at('2026-05-27T09:00') },
  { kind: 'bounced', letter: 'l3', to: 'n.aubertin@ccas-valmirande.example', at: at('2026-05-27T09:14') },
  { kind: 'rung-without-contact', side: 'partner', rung: 2 },
  { kind: 'urgent-flag-only', by: 'partner', at: at('2026-05-27T10:00') },
  { kind: 'held', until: '2027-05-31' as LocalDate, reason: 'Recours devant le tribunal administratif.', whole: false },
  { kind: 'merged-into', reference: ref('95-2026-000214') },
  { kind: 'handed-over', caf: 'Caf de la Haute-Garonne', reference: ref('31-2026-000430') },
  { kind: 'unidentified-reply', from: 'inconnu@ailleurs.example' },
  { kind: 'act-kept', act: 'Répondre', at: NOW },
];
const refusedAnswer = {
  values: { texte: 'Bonjour,\n\nvoici la suite.' },
  errors: [{ field: 'suite', message: 'Dites si la Caf doit encore une réponse, ou si c’est résolu.' }],
};
const later = [...FACTS, { n: 8, at: at('2026-05-27T10:00'), kind: 'desk-wrote', then: 'resolved', message: 'm12' } as const];
const OTHERS = [
  { name: 'Malik Rousset', doing: 'writes', what: 'une réponse', since: NOW },
  { name: 'Aurore Descombes', doing: 'reads', what: null, since: NOW },
  { name: 'Yann Kerbrat', doing: 'began', what: 'une note', since: at('2026-05-28T09:40') },
] as const;
const CAFS = [{ value: '95', label: 'Caf du Val-d’Oise' }];
const templatesSample = (mayWrite: boolean) => ({
  shell: shell('modeles'),
  tokens: TOKENS,
  desks: [
    {
      caf: caf('95'),
      mayWrite,
      name: 'Caf du Val-d’Oise',
      deskName: 'Guichet unique de la Caf du Val-d’Oise',
      templates: [
        { id: 't1', title: 'Prise en compte', body: 'Bonjour {appelant},\n\nvotre demande {référence} est suivie.', service: null, author: 'Honorine Valmont', at: at('2026-05-12T09:00') },
        { id: 't2', title: 'Navigation privée', body: 'Bonjour,\n\nessayez dans une fenêtre de navigation privée.', service: 'CDAP' as const, author: 'Honorine Valmont', at: at('2026-05-12T09:10') },
      ],
      signature: { lines: 'Du lundi au vendredi, de 9 h à 16 h', namesAgent: true },
    },
    { caf: caf('31'), mayWrite, name: 'Caf de la Haute-Garonne', deskName: 'Guichet unique de la Caf de la Haute-Garonne', templates: [], signature: { lines: '', namesAgent: false } },
  ],
});
const fresh = [RECEIVED];
const escalated = [
  ...FACTS,
  { n: 8, at: at('2026-05-25T09:00'), kind: 'rung-contacted', side: 'partner', rung: 1, because: 'delay', how: 'letter' } as const,
  { n: 9, at: at('2026-05-26T09:00'), kind: 'ladder-exhausted', side: 'partner', limit: at('2026-05-26T09:00') } as const,
];

/** A page is a pure function of its props: it can be called as one. */
function page<P>(Page: (props: P) => VNode, props: P): VNode {
  return Page(props);
}

/** Every state of every page, once: the snapshots, the screenshots and the accessibility check share this list. */
const LATE_FORM = { action: `${ticketPath(REFERENCE)}/reponse`, fields: [['texte', 'Bonjour,\n\nle correctif est posé.'], ['suite', 'resolu']], key: 'cle-12345678' } as const;

export const STATES: Readonly<Record<string, () => VNode>> = {
  ...INCIDENT_STATES,
  ...CHANGE_STATES,
  ...REGISTER_STATES,
  ...CONVENTION_STATES,
  ...REVIEW_STATES,
  ...MEETING_STATES,
  ...SIGN_IN_STATES,
  ...PORTAL_STATES,
  ...DECISION_STATES,
  connexion: () => page(SignInPage, { shell: nobody(), tokens: TOKENS, returnTo: '/file', refused: null, notice: null }),
  'connexion-refusee': () =>
    page(SignInPage, {
      shell: nobody(),
      tokens: TOKENS,
      returnTo: null,
      notice: 'Vous êtes déconnecté.',
      refused: { values: { courriel: 'agente@caf95.example' }, errors: [{ field: null, message: 'Adresse ou mot de passe incorrect.' }] },
    }),
  ...Object.fromEntries(
    QUEUE_VIEWS.slice(0, 5).map((view) => [`file-${view}`, () => page(QueuePage, queue(view, view === 'toutes' ? {} : { rows: ROWS.slice(0, 3) }))]),
  ),
  'file-vide': () => page(QueuePage, queue('a-prendre-en-charge', { rows: [], paging: none, callBacks: 0, filters: [] })),
  'file-un-message': () =>
    page(
      QueuePage,
      queue('toutes', {
        shell: shell('file', {
          flash: { tone: 'done', text: 'Demande 31-2026-000409 prise en charge.' },
          desk: { label: 'Val-d’Oise (95)', opening: { kind: 'closed', reopensAt: at('2026-05-29T09:00') } },
        }),
      }),
    ),
  'file-filtree': () => page(QueuePage, narrowed()),
  'file-filtree-vide': () => page(QueuePage, narrowed({ rows: [], paging: none })),
  'file-critere-inconnu': () => page(QueuePage, narrowed({ rows: [], paging: none, line: { q: 'sujet:page', partner: '', problems: readQuestion('sujet:page', { now: NOW, timeZone: PARIS }).problems, narrowed: true } })),
  'file-vue-refusee': () =>
    page(QueuePage, narrowed({ saved: { ...narrowed().saved, refused: { values: { nom: '' }, errors: [{ field: 'nom', message: 'Donnez un nom à cette vue.' }] } } })),
  'file-plusieurs-refuses': () => page(QueuePage, queue('toutes', { several: SEVERAL_REFUSED })),
  'plusieurs-resultat': () =>
    page(SeveralPage, {
      shell: shell('file'), act: 'note', text: 'Vu avec l’informatique : à rejouer ce soir.', back: '',
      results: [
        { reference: ref('31-2026-000409'), subject: 'Fichier AFAS rejeté', state: 'done', reason: null },
        { reference: ref('95-2026-000171'), subject: 'Revenus non affichés', state: 'kept', reason: null },
        { reference: ref('21-2026-000188'), subject: 'Profil T13 refusé', state: 'refused', reason: 'Cette demande est close : rouvrez-la d’abord.' },
      ],
    }),
  demande: () => page(TicketPage, ticket()),
  ...Object.fromEntries(
    FORMS.map((act) => [
      `demande-acte-${act}`,
      () => page(TicketPage, withForm(act, act === 'prise-en-charge' ? { takenInHand: false, refusals: { reouverture: 'Non.' } } : {})),
    ]),
  ),
  'demande-acte-refuse': () => page(TicketPage, ticket({ acts: acts({ open: { act: 'reponse', refused: refusedAnswer } }) })),
  'demande-acte-impossible': () =>
    page(TicketPage, ticket({ acts: acts({ refusals: { reponse: 'Cette demande est close : rouvrez-la d’abord.' }, open: { act: 'reponse', refused: { values: { texte: 'Bonjour,\n\nvoici la suite.' }, errors: [] } } }) })),
  'demande-envoi-en-cours': () =>
    page(
      TicketPage,
      ticket({
        others: OTHERS,
        sending: [
          { key: 'a1', act: 'Répondre', at: instant('2026-05-28T10:12:08+02:00'), mine: true, leaving: false, who: 'Inès Barthélemy', text: 'Bonjour,\n\nc’est corrigé.', files: ['Compte rendu.pdf', 'Capture.png'] },
          { key: 'a2', act: 'Demander au partenaire', at: NOW, mine: false, leaving: false, who: 'Malik Rousset', text: 'Depuis quand ?', files: [] },
        ],
        notices: [{ kind: 'given-back', act: 'Répondre', reason: 'Cette demande est close : rouvrez-la d’abord.' }],
      }),
    ),
  'demande-relire-avant-envoi': () =>
    page(
      TicketPage,
      ticket({
        others: OTHERS.slice(0, 1),
        acts: acts({
          open: { act: 'reponse', refused: { values: { texte: 'Bonjour,\n\nvoici la suite.', suite: 'encore', 'piece.a3f1': 'Mode d’emploi de la navigation privée.pdf' }, errors: [] } },
          news: [
            { at: at('2026-05-28T10:10'), what: 'Le partenaire a écrit', quote: 'C’est revenu tout seul.' },
            { at: at('2026-05-28T10:11'), what: 'Malik Rousset est en train d’écrire au partenaire (l’envoi peut encore être annulé)', quote: null },
          ],
          drafts: { note: { values: { texte: 'À vérifier lundi.' }, at: at('2026-05-27T17:40') } },
        }),
      }),
    ),
  'demande-nouvelle': () =>
    page(
      TicketPage,
      ticket({
        ...clockOf(fresh),
        owes: { side: 'desk', since: RECEIVED.at, holder: null },
        conversation: CONVERSATION.slice(0, 1),
        acts: acts({ takenInHand: false, refusals: { reouverture: 'Seule une demande résolue ou close peut être rouverte.' } }),
      }),
    ),
  'demande-promesse-21': () => page(TicketPage, ticket({ ...clockOf(fresh, '21'), owes: { side: 'desk', since: RECEIVED.at, holder: null } })),
  'demande-sans-delai-76': () =>
    page(
      TicketPage,
      ticket({ ...clockOf(fresh, '76'), owes: { side: 'desk', since: RECEIVED.at, holder: null }, required: [], linked: [], contacts: [] }),
    ),
  'demande-escaladee': () => page(TicketPage, ticket({ ...clockOf(escalated), urgent: true, notices: NOTICES })),
  'demande-chez-le-national': () =>
    page(
      TicketPage,
      ticket({
        owes: { side: 'desk', since: RECEIVED.at, holder: 'national' },
        relays: [
          { to: 'Assistance CDAP', national: false, at: at('2026-05-21T10:00'), answeredAt: at('2026-05-22T15:00') },
          { to: 'National (Cnaf)', national: true, at: at('2026-05-22T16:00'), answeredAt: null },
        ],
        acts: acts({ nationalWaiting: true, open: { act: 'national', refused: null } }),
      }),
    ),
  'demande-messages-etranges': () =>
    page(
      TicketPage,
      ticket({ conversation: [...CONVERSATION, ...ODD_MESSAGES], owes: { side: 'desk', since: RECEIVED.at, holder: { sector: 'Assistance CDAP' } } }),
    ),
  'demande-resolue': () =>
    page(
      TicketPage,
      ticket({
        ...clockOf(later),
        owes: null,
        phase: 'Résolue',
        acts: acts({ refusals: { resolution: 'Cette demande est déjà résolue.', urgence: 'Cette demande est résolue : rouvrez-la d’abord.' } }),
      }),
    ),
  'demande-close': () =>
    page(
      TicketPage,
      ticket({
        ...clockOf([...later, { n: 9, at: at('2026-05-28T09:00'), kind: 'closed' }]),
        owes: null,
        phase: 'Close',
        acts: acts({
          refusals: Object.fromEntries(FORMS.filter((act) => act !== 'note').map((act) => [act, 'Cette demande est close : rouvrez-la d’abord.'])),
        }),
      }),
    ),
  'appel-vide': () => page(CallPage, callSample({ q: '', callers: null, values: {}, near: [], partner: null })),
  'appel-en-cours': () => page(CallPage, callSample()),
  'appel-refuse': () =>
    page(
      CallPage,
      callSample({ refused: { values: { ...callSample().values }, errors: [{ field: 'rappelTelephone', message: 'Il manque deux chiffres.' }] } }),
    ),
  'appel-pas-un-contact': () =>
    page(
      CallPage,
      callSample({
        values: { ...callSample().values, appelant: 'pk' },
        caf: { ...callSample().caf, opening: { kind: 'closed', reopensAt: at('2026-05-29T07:30') } },
      }),
    ),
  'appel-inconnu': () => page(CallPage, callSample({ q: 'Zoé', callers: [], values: {}, near: [], partner: null })),
  escalades: () => page(EscalationsPage, escalationsSample()),
  'escalades-vides': () => page(EscalationsPage, { shell: shell('escalades'), running: [], exhausted: [], proposals: [], tokens: null, paging: none }),
  courriers: () => page(LettersPage, lettersSample()),
  'courriers-vides': () => page(LettersPage, { ...lettersSample(), rows: [], paging: none, keptInside: false }),
  courrier: () => page(LetterPage, letterSample()),
  'a-identifier': () => page(UnidentifiedPage, unidentifiedSample()),
  'a-identifier-vide': () => page(UnidentifiedPage, { ...unidentifiedSample(), mails: [], paging: none }),
  'contrat-95-simule': () => page(ContractPage, contractSample('95', RECEIVED)),
  'contrat-31': () => page(ContractPage, contractSample('31', null)),
  'contrat-59-simule': () => page(ContractPage, contractSample('59', RECEIVED)),
  'contrat-21-simule': () => page(ContractPage, contractSample('21', RECEIVED)),
  'contrat-76-simule': () => page(ContractPage, contractSample('76', RECEIVED)),
  contrats: () =>
    page(ContractsPage, {
      shell: shell('contrats'),
      contracts: ['21', '31', '76'].map((code) => ({
        caf: caf(code),
        name: contractOf(code).name,
        version: 1,
        effectiveFrom: contractOf(code).effectiveFrom,
        serviceContract: contractOf(code).serviceContract,
        summary: 'Escalade sous 5 jours, sans promesse de prise en charge.',
        toReview: code === '76' ? 1 : 0,
      })),
    }),
  recherche: () =>
    page(SearchPage, {
      shell: shell('recherche'),
      q: 'page blanche',
      problems: [],
      more: false,
      rows: ROWS.slice(3, 5),
      paging: { from: 1, to: 2, total: 2, previous: null, next: null },
      tokens: TOKENS,
    }),
  'recherche-vide': () => page(SearchPage, { shell: shell('recherche'), q: 'introuvable', problems: [], more: false, rows: [], paging: none, tokens: TOKENS }),
  'recherche-nouvelle': () => page(SearchPage, { shell: shell('recherche'), q: '', problems: [], more: false, rows: [], paging: none, tokens: TOKENS }),
  'recherche-critere-inconnu': () =>
    page(SearchPage, { shell: shell('recherche'), q: 'sujet:page', problems: readQuestion('sujet:page', { now: NOW, timeZone: PARIS }).problems, more: false, rows: [], paging: none, tokens: TOKENS }),
  'recherche-trop': () =>
    page(SearchPage, { shell: shell('recherche'), q: 'service:CDAP', problems: [], more: true, rows: ROWS.slice(0, 3), paging: { from: 1, to: 3, total: 1000, previous: null, next: '/recherche?q=service%3ACDAP&page=2' }, tokens: TOKENS }),
  modeles: () => page(TemplatesPage, templatesSample(true)),
  'modeles-lus-par-un-agent': () => page(TemplatesPage, templatesSample(false)),
  'modele-nouveau': () => page(TemplatePage, { shell: shell('modeles'), tokens: TOKENS, id: null, cafs: CAFS, values: { caf: '95', service: '', titre: '', texte: '' }, refused: null }),
  'modele-refuse': () =>
    page(TemplatePage, {
      shell: shell('autre'),
      tokens: TOKENS,
      id: 't1',
      cafs: CAFS,
      values: { caf: '95', service: 'CDAP', titre: 'Prise en compte', texte: 'Bonjour {prénom},' },
      refused: {
        values: { caf: '95', service: 'CDAP', titre: '', texte: 'Bonjour {prénom},' },
        errors: [
          { field: 'titre', message: 'Donnez un nom au modèle.' },
          { field: 'texte', message: 'Le champ {prénom} n’existe pas, choisissez-en un dans la liste.' },
        ],
      },
    }),
  aide: () => page(HelpPage, { shell: shell('autre') }),
  ...Object.fromEntries(GUIDES.map((guide) => [guide.name === 'agents' ? 'guide' : `guide-${guide.name}`, () => page(GuidePage, { shell: nobody(), guide, text: guideText(guide.name) })])),
  accessibilite: () => page(AccessibilityPage, { shell: nobody(), contact: null }),
  'accessibilite-contact': () => page(AccessibilityPage, { shell: shell('autre'), contact: 'accessibilite@caf95.example' }),
  'erreur-404': () => page(NotFoundPage, { shell: shell('autre') }),
  'erreur-404-sans-compte': () => page(NotFoundPage, { shell: nobody() }),
  'erreur-403': () => page(ForbiddenPage, { shell: shell('autre'), reason: null }),
  'erreur-400': () => page(BadRequestPage, { shell: nobody(), reason: 'La demande est illisible ou trop longue.' }),
  'formulaire-d-une-autre-session': () => page(FormExpiredPage, { shell: nobody(), text: 'Bonjour,\n\nle correctif est posé.', again: { ...LATE_FORM, csrf: null }, files: true, back: ticketPath(REFERENCE) }),
  'formulaire-a-envoyer-de-nouveau': () => page(FormExpiredPage, { shell: nobody(), text: null, again: { ...LATE_FORM, csrf: 'jeton' }, files: false, back: ticketPath(REFERENCE) }),
  'erreur-503': () => page(UnavailablePage, { shell: nobody(), reference: 'e-7F3K-20260528-1012' }),
  'erreur-500': () => page(ServerErrorPage, { shell: nobody(), reference: 'e-7F3K-20260528-1012' }),
  'acte-garde': () =>
    page(ActKeptPage, {
      shell: valDOise('file'),
      act: 'Répondre',
      back: ticketPath(REFERENCE),
      savedAt: NOW,
      text: 'Bonjour,\n\nle correctif est posé.',
    }),
  ...SETTINGS_STATES,
  ...API_STATES,
  ...STEERING_STATES,
  ...STOP_STATES,
  ...RETENTION_STATES,
  ...SECURITY_STATES,
};
