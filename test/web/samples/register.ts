import type { VNode } from 'preact';
import type { LocalDate, Reference } from '../../../domain/ids';
import { NO_DATES } from '../../../domain/register/rules';
import { REGISTER_HEADINGS } from '../../../api/register-import/columns';
import { ImportPage, type ImportProps } from '../../../web/pages/directory/import';
import { ImportsPage, type ImportsProps } from '../../../web/pages/directory/imports';
import type { ImportState } from '../../../web/view/import';
import { OwnDepartureDonePage, OwnDeparturePage, OwnRegisterPage } from '../../../web/pages/portal/register';
import { RegisterAccessPage } from '../../../web/pages/register/access';
import { RegisterConventionPage } from '../../../web/pages/register/convention';
import { DeparturePage } from '../../../web/pages/register/departure';
import { RegisterPage } from '../../../web/pages/register/list';
import type { AccessProps, AccessView, ActView, BulletinView, DepartureProps, DueView, NoticeView, RegisterConventionProps, RegisterListProps, RegisterRow } from '../../../web/view/register';
import { at, caf, nobody, TOKENS, valDOise } from './frame';

const day = (text: string): LocalDate => text as LocalDate;
const CONVENTION = { id: '95-2024-042', number: '95-2024-042', partner: 'CCAS de Valmirande-sur-Oise' };
const MCP = 'Capucine Grandval';

const row = (over: Partial<RegisterRow>): RegisterRow => ({ id: '95-2024-042', caf: caf('95'), number: '95-2024-042', partner: 'CCAS de Valmirande-sur-Oise', services: ['CDAP', 'AFAS'], state: 'open', mode: 'delegated', takenBack: false, administrators: 2, users: 12, allowed: 18, suspended: 0, toEnter: 0, exceeded: 0, ...over });
const ROWS = [
  row({}),
  row({ id: 'b', number: '95-2019-007', partner: 'Bailleur social Les Trois Vallées de la Haute-Marnière', services: ['CDAP'], users: null, allowed: null, toEnter: 2, administrators: 1 }),
  row({ id: 'c', number: '95-2023-118', partner: 'Crèche Les Petits Saules', services: ['AFAS'], mode: 'centralised', takenBack: true, users: 4, allowed: 3, exceeded: 1, suspended: 1 }),
  row({ id: 'd', number: '95-2026-001', partner: 'Mairie de Fontaubray', state: 'to-sign', users: null, allowed: 5, administrators: 0 }),
  row({ id: 'e', number: '95-2020-031', partner: 'Office d’Argelières', state: 'terminated', users: 0, administrators: 0 }),
  row({ id: 'f', number: '95-2021-012', partner: 'Résidence Beaulieu', state: 'unknown', mode: null, users: 0, allowed: null }),
];
const DUE: DueView = { conventionId: CONVENTION.id, convention: CONVENTION.number, partner: CONVENTION.partner, name: 'Sylvie Arnoult', as: 'administrateur', since: at('2026-05-26T11:20'), departed: true, underWay: null };
const list = (over: Partial<RegisterListProps> = {}): RegisterListProps => ({ shell: valDOise('habilitations'), asked: {}, rows: ROWS, paging: { from: 1, to: 6, total: 6, previous: null, next: null }, cafs: [{ value: '95', label: 'Val-d’Oise (95)' }], due: [], mayManage: true, ...over });

const BULLETINS: readonly BulletinView[] = [
  { id: 'b1', service: 'CDAP', unit: '', signedOn: day('2024-03-04'), quotas: [{ profile: 'T1', label: 'travail social', users: 15, held: 12, reportedAt: at('2026-01-12T09:00'), state: 'within' }, { profile: 'T13', label: 'personnel administratif', users: null, held: null, reportedAt: null, state: 'to-enter' }] },
  { id: 'b2', service: 'CDAP', unit: 'Résidence autonomie des Tilleuls', signedOn: null, quotas: [{ profile: 'T1', label: 'travail social', users: 3, held: 3, reportedAt: at('2026-01-12T09:00'), state: 'full' }, { profile: 'T2', label: null, users: 2, held: 4, reportedAt: at('2026-01-12T09:00'), state: 'exceeded' }] },
  { id: 'b3', service: 'AFAS', unit: '', signedOn: day('2025-01-06'), quotas: [] },
];
const access = (over: Partial<AccessView>): AccessView => ({ id: 'h1', name: 'Sylvie Arnoult', as: 'administrateur', bulletin: null, email: 's.arnoult@ccas-valmirande.example', jobTitle: 'responsable du pôle social', state: 'active', passwordSince: null, givenAt: null, endedAt: null, decidedBy: null, ...over });
const PEOPLE = [
  access({}),
  access({ id: 'h2', name: 'Rémi Castaing', as: 'suppléant', email: 'r.castaing@ccas-valmirande.example', jobTitle: null, givenAt: at('2025-09-01T09:00'), state: 'suspended', passwordSince: at('2026-05-20T09:00'), decidedBy: MCP }),
  access({ id: 'h3', name: 'Anne-Lise de La Roche-Montfermeil', as: 'utilisateur', bulletin: 'T1 – CDAP', email: null, jobTitle: null, givenAt: at('2025-09-01T09:00'), decidedBy: MCP }),
];
const GONE = [access({ id: 'h4', name: 'Paul Kerveno', as: 'utilisateur', bulletin: 'T2 – CDAP', email: null, jobTitle: null, state: 'withdrawn', givenAt: at('2025-02-01T09:00'), endedAt: at('2026-05-26T11:20'), decidedBy: 'Sylvie Arnoult' })];
const act = (over: Partial<ActView>): ActView => ({ at: at('2026-05-26T11:20'), what: 'Accès suspendu', label: 'Rémi Castaing', reason: 'Un même compte sert à trois agents de l’accueil.', who: MCP, theirs: false, told: ['s.arnoult@ccas-valmirande.example', 'r.castaing@ccas-valmirande.example'], ...over });
const ACTS = [
  act({}),
  act({ what: 'Départ signalé', label: 'Paul Kerveno', reason: 'Départ signalé par Sylvie Arnoult', who: 'Sylvie Arnoult', theirs: true, told: ['s.arnoult@ccas-valmirande.example'] }),
  act({ at: at('2026-05-25T00:00'), recordedAt: at('2026-05-26T09:10'), what: 'Accès retiré', label: 'Hugo Marchetti', reason: '', told: [] }),
  act({ at: at('2024-03-04T09:00'), what: 'Convention signée le', label: 'lun. 4 mars 2024', reason: '', told: [] }),
];
const NOTICE: NoticeView = { id: '95-MED-2026-000001', phase: 'running', breach: 'Un même compte sert à trois agents de l’accueil.', tracking: '1A 204 118 5521 7', decidedAt: at('2026-05-04T09:00'), receivedAt: at('2026-05-07T10:20'), answered: { at: at('2026-05-26T09:40'), who: 'Brigitte Olivain', reference: null }, deadline: at('2026-06-08T09:00') };
const convention = (over: Partial<RegisterConventionProps> = {}): RegisterConventionProps => ({
  shell: valDOise('habilitations'), tokens: TOKENS, ...CONVENTION, caf: caf('95'), article: 'art. 2.2', state: 'open',
  dates: { signed_on: day('2024-03-04'), contract_signed_on: day('2024-03-04'), formalities_on: day('2024-03-20'), opened_on: day('2024-04-02'), terminated_on: null }, dateFaults: [],
  mode: 'delegated', choosesMode: false, takenBackAt: null, bulletins: BULLETINS, holding: PEOPLE, gone: GONE, acts: ACTS, departures: [], due: [], notices: [], mayNotice: true, mayManage: true, today: day('2026-05-28'), sent: null, ...over,
});
const FULL = 'Le bulletin d’adhésion permet 3 utilisateurs du profil T1, 3 ont déjà un accès\u00a0: il n’y a plus de place.';
const ONE: AccessProps = { shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, access: access({}), article: 'art. 2.2', acts: [], mayManage: true, sent: null };
const DEPARTURE: DepartureProps = { shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, people: PEOPLE.map(({ id, name, as }) => ({ value: id, label: `${name}, ${as}` })), others: true, today: day('2026-05-28'), article: 'art. 2.2', refused: null };
const WRONG = { values: { nom: '', cause: '', date: '2026-02-31' }, errors: [{ field: 'personne', message: 'Choisissez qui part ou change de poste.' }, { field: 'cause', message: 'Dites si c’est un départ ou un changement de poste.' }, { field: 'date', message: 'Date incorrecte\u00a0: «\u00a02026-02-31\u00a0».' }] };
const portal = () => ({ ...nobody(), portal: { name: 'Sylvie Arnoult', links: [], current: 'autre' } });
const own = { convention: CONVENTION, state: 'open', mode: 'delegated', takenBack: false, article: 'art. 2.2', bulletins: BULLETINS, holding: PEOPLE.map((one) => ({ ...one, decidedBy: null })), mayReport: true, mayAsk: true } as const;

const importOf = (state: ImportState): ImportProps => ({ shell: valDOise('habilitations'), tokens: TOKENS, id: 'i1', caf: '95', name: 'registre-mai.csv', state, refused: null, what: 'register' });
const CHECKED = { kind: 'checked', encoding: 'UTF-8', separator: 'point-virgule', ignored: [], total: 4, bad: [], badLines: 0, reasons: 0, partners: 1, conventions: 1, contacts: 2, known: 1, also: ['4 dates', '2 bulletins', '3 nombres permis', '2 accès'] } as const;
const IMPORTED = [
  { line: 2, partner: 'Mairie de Fontaubray', convention: '95-2026-001', contact: 'Isaure Vidalenc', role: 'administrateur', email: 'isaure.vidalenc@fontaubray.example', brings: 'nouveau partenaire, nouvelle convention, dates, bulletin CDAP, T1\u00a0: 12, nouvel administrateur' },
  { line: 3, partner: 'CCAS de Valmirande-sur-Oise', convention: '95-2024-042', contact: null, role: null, email: null, brings: 'déjà connu' },
];
const BAD = [
  { line: 3, column: 'SIRET', reason: 'SIRET incorrect\u00a0: «\u00a073282932000075\u00a0» (14 chiffres, dont le dernier contrôle les autres).', excerpt: 'Mairie de Fontaubray · 73282932000075 · 95-2026-001' },
  { line: 4, column: 'Utilisateurs permis', reason: FULL, excerpt: 'CCAS de Valmirande-sur-Oise · 95-2024-042 · CDAP · T1' },
];
const imports: ImportsProps = { shell: valDOise('habilitations'), tokens: TOKENS, cafs: [{ value: '95', label: 'Val-d’Oise (95)' }], headings: REGISTER_HEADINGS.map(([, heading]) => heading), required: ['Partenaire', 'Convention'], mostLines: 5_000, last: [{ id: 'i0', at: at('2026-05-20T09:00'), who: MCP, name: 'registre-avril.csv', contacts: 2 }], refused: null, what: 'register' };

/** Every state of the pages of the register of habilitations. */
export const REGISTER_STATES: Readonly<Record<string, () => VNode>> = {
  habilitations: () => RegisterPage(list({ due: [DUE] })),
  'habilitations-plusieurs-caf': () => RegisterPage(list({ cafs: [{ value: '31', label: 'Haute-Garonne (31)' }, { value: '95', label: 'Val-d’Oise (95)' }], due: [DUE, { ...DUE, as: 'suppléant', name: 'Rémi Castaing', departed: false, underWay: '95-ADM-2026-000031' }], mayManage: false, asked: { caf: '95', etat: 'open', service: 'CDAP', q: 'val' } })),
  'habilitations-vides': () => RegisterPage(list({ rows: [], paging: { from: 0, to: 0, total: 0, previous: null, next: null } })),
  'habilitations-rien-trouve': () => RegisterPage(list({ rows: [], asked: { q: 'introuvable' }, paging: { from: 0, to: 0, total: 0, previous: null, next: null } })),
  'habilitations-convention': () => RegisterConventionPage(convention({ due: [DUE], departures: [{ id: 'd1', name: 'Sylvie Arnoult', as: 'administrateur', cause: 'départ', on: day('2026-05-26'), by: 'Rémi Castaing', at: at('2026-05-26T11:20'), own: false }, { id: 'd2', name: 'Lou Perrin', as: 'utilisateur', cause: 'changement de poste', on: day('2026-05-26'), by: 'Rémi Castaing', at: at('2026-05-26T11:20'), own: true }] })),
  'habilitations-convention-centralisee': () => RegisterConventionPage(convention({ mode: 'centralised', takenBackAt: at('2026-05-20T09:00'), notices: [NOTICE], sent: { act: 'donner', values: { nom: 'Lou Perrin', profil: 'b2|T1' }, errors: [{ field: 'profil', message: FULL }] } })),
  'habilitations-convention-lue': () => RegisterConventionPage(convention({ mayManage: false })),
  'habilitations-convention-neuve': () => RegisterConventionPage(convention({ state: 'unknown', mode: null, choosesMode: true, dates: NO_DATES, dateFaults: [], bulletins: [], holding: [], gone: [], acts: [], mayNotice: false })),
  'habilitations-convention-dates': () => RegisterConventionPage(convention({
    dates: { signed_on: day('2024-05-06'), contract_signed_on: day('2024-03-04'), formalities_on: day('2024-03-20'), opened_on: day('2024-04-02'), terminated_on: null },
    dateFaults: [{ which: 'signed_on', why: 'Les services sont ouverts depuis le mar. 2 avr. 2024, et rien ne s’ouvre avant la signature de la convention\u00a0: donnez au plus tard ce jour-là, ou corrigez d’abord la date d’ouverture.' }], due: [],
  })),
  'habilitations-convention-bulletin-refuse': () => RegisterConventionPage(convention({ state: 'signed', dates: { ...NO_DATES, signed_on: day('2026-03-04') }, bulletins: BULLETINS.slice(1, 2), profiles: ['T1', 'T2', 'T4', 'T5', 'T13'], due: [], sent: { act: 'bulletin', values: { service: 'CDAP', unite: 'Résidence autonomie des Tilleuls', date: '2026-06-01' }, errors: [{ field: 'service', message: 'Ce bulletin est déjà au registre\u00a0: saisissez-y sa signature ou ses profils.' }, { field: 'date', message: 'Donnez une date qui n’est pas à venir\u00a0: celle des deux signatures.' }] } })),
  'habilitations-convention-mise-en-demeure': () => RegisterConventionPage(convention({ notices: [{ ...NOTICE, phase: 'to-post', tracking: null, receivedAt: null, answered: null, deadline: null }, { ...NOTICE, id: '95-MED-2025-000003', phase: 'remedied', answered: { at: at('2026-05-20T09:40'), who: 'Rémi Castaing', reference: '95-2026-000211' as Reference }, deadline: null }], sent: { act: 'envoi', values: { date: '', suivi: '' }, errors: [{ field: 'date', message: 'Donnez une date.' }] } })),
  'habilitations-convention-envoyee': () => RegisterConventionPage(convention({ notices: [{ ...NOTICE, phase: 'posted', receivedAt: null, answered: null, deadline: null }], sent: { act: 'date', values: { quoi: 'opened_on', date: '2026-06-01' }, errors: [{ field: 'date', message: 'Rien ne s’ouvre avant\u00a0: les formalités de protection des données.' }] } })),
  'habilitations-acces': () => RegisterAccessPage({ ...ONE, acts: ACTS.slice(0, 1) }),
  'habilitations-acces-suspendu': () => RegisterAccessPage({ ...ONE, access: PEOPLE[1] ?? access({}), sent: { act: 'retirer', values: { motif: '' }, errors: [{ field: 'motif', message: 'Dites pourquoi\u00a0: le motif est gardé au registre.' }] } }),
  'habilitations-acces-retire': () => RegisterAccessPage({ ...ONE, access: GONE[0] ?? access({}), mayManage: false }),
  'habilitations-import': () => ImportsPage(imports),
  'habilitations-import-apercu': () => ImportPage(importOf({ ...CHECKED, lines: IMPORTED })),
  'habilitations-import-a-corriger': () => ImportPage(importOf({ ...CHECKED, bad: BAD, badLines: 2, reasons: 2, lines: IMPORTED.slice(1) })),
  'habilitations-import-fait': () => ImportPage(importOf({ kind: 'done', at: at('2026-05-28T09:00'), who: MCP, partners: ['Mairie de Fontaubray'], conventions: ['95-2026-001'], contacts: [{ name: 'Isaure Vidalenc', convention: '95-2026-001' }], known: 1, also: CHECKED.also })),
  'habilitations-depart': () => DeparturePage({ ...DEPARTURE, refused: WRONG }),
  'espace-habilitations': () => OwnRegisterPage({ shell: portal(), ...own }),
  'espace-habilitations-a-pourvoir': () => OwnRegisterPage({ shell: portal(), ...own, holding: own.holding.slice(0, 1), due: [{ ...DUE, as: 'suppléant', name: 'Rémi Castaing' }] }),
  'espace-habilitations-reprises': () => OwnRegisterPage({ shell: portal(), ...own, mode: 'centralised', takenBack: true, bulletins: [], holding: [], mayReport: false, mayAsk: false }),
  'espace-depart': () => OwnDeparturePage({ ...DEPARTURE, shell: portal() }),
  'espace-depart-signale': () => OwnDepartureDonePage({ shell: nobody(), name: 'Sylvie Arnoult' }),
  'espace-depart-refuse': () => OwnDeparturePage({ ...DEPARTURE, shell: portal(), others: false, refused: WRONG }),
};
