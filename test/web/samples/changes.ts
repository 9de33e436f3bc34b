import type { VNode } from 'preact';
import type { ContractDocument } from '../../../domain/contract-terms-types';
import type { LocalDate } from '../../../domain/ids';
import { aroundOf, type Surroundings } from '../../../domain/journeys/around';
import { changeOfAdministrator } from '../../../domain/journeys/change';
import { approvalBlocks, checkBlocks } from '../../../domain/journeys/change-acts';
import { nobodyTold, onPaper } from '../../../domain/journeys/change-asking';
import { EMPTY_FORM, formTerms, type ChangeForm } from '../../../domain/journeys/change-form';
import type { ChangeFactBody, KeptForm } from '../../../domain/journeys/change-facts';
import { numbersToRing, whoMayObjectByPhone } from '../../../domain/journeys/change-people';
import { foldChange, type ChangeFact } from '../../../domain/journeys/change-state';
import { forecastJourney } from '../../../domain/journeys/forecast';
import type { JourneyKind } from '../../../domain/journeys/types';
import { ChangePage } from '../../../web/pages/change/change';
import { ChangeLinkOverPage, ChangeLinkPage } from '../../../web/pages/change/link';
import { ChangesPage } from '../../../web/pages/change/list';
import { NewChangePage } from '../../../web/pages/change/new';
import { NewOwnChangePage, OwnChangePage, type OwnChangeProps } from '../../../web/pages/portal/change';
import type { ChangeLine, ChangeView } from '../../../web/view/change';
import { fieldValues } from '../../../web/words/change-fields';
import { at, caf, CONTACTS_95, contractOf, nobody, NOW, TOKENS, valDOise } from './frame';

const FORM: ChangeForm = {
  ...EMPTY_FORM, partner: 'CCAS de Valmirande-sur-Oise', conventionNumber: '95-2024-042', lastName: 'Marchetti', firstName: 'Hugo', job: 'chef du pôle social', replaces: true, replacedLastName: 'Arnoult', replacedFirstName: 'Sylvie',
  replacedEmail: 's.arnoult@ccas-valmirande.example', landline: '01 99 00 24 31', mobile: '06 39 98 40 12', personalEmail: 'h.marchetti@valmirande-ccas.example', signatoryName: 'Brigitte Olivain', signatoryFunction: 'présidente',
};
const DIGEST = '9f2c7d0b5e8841c2a3f6d7e8b9c0a1b2c3d4e5f60718293a4b5c6d7e8f9041ae';
const KEPT: KeptForm = { form: FORM, digest: DIGEST, people: 'p1', wrong: [] };
const INES = 'ines@caf95.example';
const NAMES = new Map([[INES, 'Inès Barthélemy'], ['malik@caf95.example', 'Malik Rousset']]);
const CONTRACT: ContractDocument = contractOf('95');
const AROUND: Surroundings = {
  id: '95-ADM-2026-000031', caf: caf('95'), contract: CONTRACT, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: '95-2024-042', number: '95-2024-042', partnerName: 'CCAS de Valmirande-sur-Oise' },
  contacts: [...CONTACTS_95, { id: 'c-olivain', name: 'Brigitte Olivain', role: 'signatory', jobTitle: 'présidente', email: 'b.olivain@ccas-valmirande.example', phones: ['+33199002417'], ladderRank: null }],
};
type Line = readonly [string, ChangeFactBody];
const TOLD = ['s.arnoult@ccas-valmirande.example', 'b.olivain@ccas-valmirande.example'];
const RECEIVED: Line = ['2026-05-18T11:20', { kind: 'received', channel: 'post', requester: null, kept: KEPT, read: null, by: INES }];
const SIGNED: readonly Line[] = [
  RECEIVED, ['2026-05-18T11:21', { kind: 'warned', people: 'p1', told: TOLD }], ['2026-05-18T11:21', { kind: 'signatures-asked', digest: DIGEST, of: ['signatory', 'administrator'] }],
  ['2026-05-19T09:15', { kind: 'signed', who: 'signatory', digest: DIGEST, how: 'paper', by: INES }], ['2026-05-22T11:20', { kind: 'signed', who: 'administrator', digest: DIGEST, how: 'portal', by: null }],
];
const CHECKED: readonly Line[] = [...SIGNED, ['2026-05-26T09:40', { kind: 'checked', by: INES }]];
const APPROVED: readonly Line[] = [...CHECKED, ['2026-05-26T11:21', { kind: 'objection-time-over' }], ['2026-05-27T09:10', { kind: 'called-back', number: '+33199002417', result: 'reached', note: 'Confirmé.', by: INES }], ['2026-05-27T10:00', { kind: 'approved', by: 'malik@caf95.example', note: '' }]];
const facts = (lines: readonly Line[]): ChangeFact[] => lines.map(([when, body], i): ChangeFact => ({ ...body, n: i + 1, at: at(when) }));
const KIND: JourneyKind = changeOfAdministrator;

function view(lines: readonly Line[], over: Partial<ChangeView> = {}): ChangeView {
  const known = facts(lines);
  const state = foldChange(known);
  const around = aroundOf(AROUND, new Map());
  return {
    shell: valDOise('changements'), tokens: TOKENS, id: AROUND.id, state, terms: formTerms(CONTRACT.administratorChange), partner: 'CCAS de Valmirande-sur-Oise', convention: '95-2024-042', conventionId: '95-2024-042', reference: null, began: at('2026-05-18T11:20'),
    journal: known.map((fact) => ({ at: fact.at, fact, who: 'by' in fact && fact.by !== null ? (NAMES.get(fact.by) ?? null) : null })), steps: forecastJourney(KIND, known, AROUND).map(({ step }) => step), names: NAMES,
    files: [{ id: 'f', name: 'formulaire-numerise.pdf', size: 184_000, at: at('2026-05-18T11:20') }], signatoryKnown: true, replacedKnown: true,
    numbers: numbersToRing(AROUND.contacts), objectors: whoMayObjectByPhone(AROUND.contacts), nowTyped: '2026-05-28T10:12', zoneWords: 'heure de Paris', known: AROUND.contacts.flatMap(({ email }) => email ?? []), onPaper: onPaper(state, around), nobodyTold: nobodyTold(state, around), failed: [], blocks: approvalBlocks(state, 'malik@caf95.example', around), checkBlocks: checkBlocks(state, around),
    me: 'malik@caf95.example', mayWork: true, today: '2026-05-28' as LocalDate, article: 'art. 3.3', sent: null, ...over,
  };
}
const INCOMPLETE: Line = ['2026-05-27T11:20', { kind: 'received', channel: 'post', requester: null, read: null, by: INES, kept: { ...KEPT, form: { ...FORM, mobile: '', landline: '', personalEmail: 'accueil@ccas-valmirande.example' }, wrong: [{ item: 'phone', problem: 'missing' }, { item: 'personalEmail', problem: 'shared-mailbox' }] } }];
const BY_MAIL: Line = ['2026-05-27T11:20', { kind: 'received', channel: 'email', requester: null, kept: null, by: null, read: { source: 'mail-text', file: null, lines: { lastName: { value: 'Marchetti', sure: 'label' }, firstName: { value: 'Hugo', sure: 'label' }, personalEmail: { value: 'h.marchetti@ccas-valmirande.example', sure: 'guess' } } } }];
const RETURNED: readonly Line[] = [...SIGNED.slice(0, 3), ...TOLD.map((to): Line => ['2026-05-19T08:02', { kind: 'letter-bounced', letter: '95-ADM-2026-000031/2/1/change-warning', to, permanent: true }])];
const OBJECTED: readonly Line[] = [...SIGNED, ['2026-05-27T08:50', { kind: 'objected', name: 'Sylvie Arnoult', reason: 'Je ne quitte pas mes fonctions et ne connais pas cette personne.' }]];

const line = (over: Partial<ChangeLine>): ChangeLine => ({ id: '95-ADM-2026-000031', partner: 'CCAS de Valmirande-sur-Oise', convention: '95-2024-042', person: 'Hugo Marchetti', phase: 'checking', owes: 'desk', since: at('2026-05-22T11:20'), next: at('2026-06-22T11:20'), began: at('2026-05-18T11:20'), over: false, objected: false, ...over });
const LINES = [line({}), line({ id: '95-ADM-2026-000032', person: 'Anne-Lise de La Roche-Montfermeil', phase: 'signing', owes: 'partner' }), line({ id: '95-ADM-2026-000030', person: 'Igor Intrus', objected: true }), line({ id: '95-ADM-2026-000021', phase: 'done', owes: null, over: true, next: null }), line({ id: '95-ADM-2026-000019', phase: 'refused', owes: null, over: true, next: null })];

const TERMS = formTerms(CONTRACT.administratorChange);
const CONVENTIONS = [{ value: '95-2024-042', label: 'CCAS de Valmirande-sur-Oise, convention 95-2024-042' }];
const PLACE = [{ conventionId: '95-2024-042', convention: '95-2024-042', partner: FORM.partner, name: 'Rémi Castaing', as: 'suppléant', since: at('2026-05-26T11:20'), departed: true, underWay: null }];
const CHOSEN = { id: '95-2024-042', terms: TERMS, values: fieldValues({ ...EMPTY_FORM, partner: FORM.partner, conventionNumber: FORM.conventionNumber }) };
const REFUSED = { values: fieldValues({ ...FORM, personalEmail: 'contact@ccas-valmirande.example', mobile: '', landline: '' }), errors: [{ field: 'fixe', message: 'Téléphone\u00a0: à renseigner, au moins un numéro fixe ou portable' }, { field: 'courriel', message: 'Adresse de messagerie personnelle et individuelle\u00a0: c’est une boîte partagée\u00a0; l’annexe 3 demande une adresse personnelle et individuelle, jamais une boîte comme contact@, accueil@ ou mairie@. Si cette personne seule lit cette adresse, envoyez le formulaire au guichet par courriel en disant pourquoi\u00a0: un agent peut l’accepter' }] };
const portal = () => ({ ...nobody(), portal: { name: 'Sylvie Arnoult', links: [], current: 'autre' } });
const own = (lines: readonly Line[], over: Partial<OwnChangeProps> = {}) => OwnChangePage({ shell: portal(), tokens: TOKENS, id: AROUND.id, state: foldChange(facts(lines)), terms: TERMS, partner: FORM.partner, began: NOW, facts: facts(lines), onPaper: [], refused: null, ...over });
const link = { shell: nobody(), tokens: TOKENS, token: 'x', name: 'Brigitte Olivain', partner: FORM.partner, form: FORM, terms: TERMS, digest: DIGEST, refused: null };

/** Every state of the pages about changes of administrator. */
export const CHANGE_STATES: Readonly<Record<string, () => VNode>> = {
  changements: () => ChangesPage({ shell: valDOise('changements'), changes: LINES, mayWork: true, due: [] }),
  'changements-vides': () => ChangesPage({ shell: valDOise('changements'), changes: [], mayWork: false, due: [] }),
  'changement-saisir': () => NewChangePage({ shell: valDOise('changements'), tokens: TOKENS, conventions: CONVENTIONS, chosen: CHOSEN, refused: null }),
  'changement-saisir-place': () => NewChangePage({ shell: valDOise('changements'), tokens: TOKENS, conventions: CONVENTIONS, chosen: { ...CHOSEN, due: PLACE }, refused: null }),
  'changement-a-choisir': () => NewChangePage({ shell: valDOise('changements'), tokens: TOKENS, conventions: CONVENTIONS, chosen: null, refused: { values: {}, errors: [{ field: 'convention', message: 'Choisissez une convention.' }] } }),
  changement: () => ChangePage(view(CHECKED)),
  'changement-a-verifier': () => ChangePage(view(SIGNED)),
  'changement-incomplet': () => ChangePage(view([INCOMPLETE], { sent: { act: 'element', values: { motif: '' }, errors: [{ field: 'motif', message: 'Écrivez le motif.' }] } })),
  'changement-a-lire': () => ChangePage(view([BY_MAIL])),
  'changement-a-taper': () => ChangePage(view([['2026-05-27T11:20', { kind: 'received', channel: 'email', requester: null, kept: null, by: null, read: null }]])),
  'changement-oppose': () => ChangePage(view(OBJECTED)),
  'changement-oppose-par-telephone': () => ChangePage(view([...SIGNED, ['2026-05-28T10:05', { kind: 'objected', name: 'Brigitte Olivain', reason: 'Je n’ai rien signé. Arrêtez cette demande.', call: { number: '+33199002417', at: at('2026-05-28T09:58'), by: INES } }]], { sent: { act: 'opposition', values: { qui: '', quand: '2026-05-29T10:00', motif: 'Elle ne connaît pas cette personne.' }, errors: [{ field: 'qui', message: 'Dites qui a appelé, et de quel numéro inscrit.' }, { field: 'quand', message: 'Cet appel ne peut pas être à venir.' }] } })),
  'changement-signataire-inconnu': () => ChangePage(view([...SIGNED.slice(0, 3), SIGNED[4] ?? RECEIVED], { signatoryKnown: false, onPaper: ['signatory'], checkBlocks: ['le signataire n’est pas connu à la convention et n’est pas vérifié'] })),
  'changement-personne-prevenu': () => ChangePage(view(RETURNED, { nobodyTold: true, failed: TOLD.map((to) => ({ to, letter: 'change-warning' })) })),
  'changement-a-demander-de-vive-voix': () => ChangePage(view([RECEIVED, ['2026-05-18T11:21', { kind: 'warned', people: 'p1', told: [] }], ['2026-05-18T11:21', { kind: 'signatures-asked', digest: DIGEST, of: ['signatory', 'administrator'], unasked: ['signatory'] }]], { signatoryKnown: false, onPaper: ['signatory'], nobodyTold: true })),
  'changement-signe-sur-papier': () => ChangePage(view([...SIGNED.slice(0, 3), ['2026-05-27T10:00', { kind: 'received-again', channel: 'email', read: null, files: 1 }]])),
  'changement-a-reprendre': () => ChangePage(view([...SIGNED, ['2026-05-26T09:20', { kind: 'called-back', number: '+33199002417', result: 'reached', note: '', by: 'malik@caf95.example' }], ['2026-05-26T09:40', { kind: 'checked', by: INES }]])),
  'changement-approuve': () => ChangePage(view(APPROVED)),
  'changement-approuve-pas-ouverte': () => ChangePage(view(APPROVED, { notOpen: true, replacedGone: at('2026-05-20T00:00'), sent: { act: 'acces-donne', values: { date: '2026-05-26' }, errors: [{ field: 'date', message: 'Ce changement est approuvé depuis le mer. 27 mai 2026\u00a0: aucun accès ne change avant.' }] } })),
  'changement-non-signee': () => ChangePage(view([['2026-05-27T11:20', { kind: 'received', channel: 'post', requester: null, read: null, by: INES, kept: { ...KEPT, wrong: [{ item: 'conventionNumber', problem: 'convention-unsigned' }] } }]])),
  'changement-refuse': () => ChangePage(view([...SIGNED, ['2026-05-27T10:00', { kind: 'refused', by: INES, reason: 'Le signataire, rappelé, n’a rien demandé.' }]])),
  'changement-lecture-seule': () => ChangePage(view(CHECKED, { mayWork: false, numbers: [] })),
  'portail-changement-nouveau': () => NewOwnChangePage({ shell: portal(), tokens: TOKENS, conventions: CONVENTIONS, chosen: CHOSEN, refused: null }),
  'portail-changement-place': () => NewOwnChangePage({ shell: portal(), tokens: TOKENS, conventions: CONVENTIONS, chosen: { ...CHOSEN, due: PLACE }, refused: null }),
  'portail-changement-refuse': () => NewOwnChangePage({ shell: portal(), tokens: TOKENS, conventions: CONVENTIONS, chosen: CHOSEN, refused: REFUSED }),
  'portail-changement': () => own(SIGNED),
  'portail-changement-papier': () => own(SIGNED.slice(0, 3), { onPaper: ['signatory'] }),
  'portail-changement-fini': () => own([...SIGNED, ['2026-05-27T10:00', { kind: 'refused', by: INES, reason: 'Le signataire, rappelé, n’a rien demandé.' }]]),
  'changement-lien-signer': () => ChangeLinkPage({ ...link, purpose: 'signatory' }),
  'changement-lien-opposer': () => ChangeLinkPage({ ...link, purpose: 'objection', refused: { values: {}, errors: [{ field: 'motif', message: 'Dites pourquoi vous vous opposez.' }] } }),
  'changement-lien-signe': () => ChangeLinkOverPage({ shell: nobody(), done: 'signed' }),
  'changement-lien-fini': () => ChangeLinkOverPage({ shell: nobody(), done: null }),
};
