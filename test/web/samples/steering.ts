import { instant } from '../../../domain/ids';
import type { VNode } from 'preact';
import type { LocalDate } from '../../../domain/ids';
import type { MorningProps } from '../../../web/view/steering';
import { MorningPage } from '../../../web/pages/steering/morning';
import { FigureListPage, type FigureListProps } from '../../../web/pages/steering/figure-list';
import { FiguresPage, type FiguresProps } from '../../../web/pages/steering/figures';
import { MailChoicesPage, type MailChoicesProps } from '../../../web/pages/steering/mail-choices';
import { OpenListPage, type OpenListProps } from '../../../web/pages/steering/open-list';
import { AGENTS_PAGES, at, caf, ref, shell as frame, TOKENS } from './frame';
import { escalationsSample } from './pages';
import { ROWS } from './queue';

const HOUR = 3_600_000;
const shell = () => frame('pilotage', { viewer: { name: 'Hélène Vasseur', role: 'responsable du guichet', pages: AGENTS_PAGES, steering: '/pilotage' } });
const day = (text: string) => text as LocalDate;

/** What the mock-up « Ce matin » shows. */
export const morningSample = (over: Partial<MorningProps> = {}): MorningProps => ({
  shell: shell(),
  late: { count: 4, long: 1, desk: 3 },
  today: { desk: 5, partner: 3 },
  escalated: [
    { side: 'desk', rung: 1, count: 2 },
    { side: 'partner', rung: 1, count: 3 },
    { side: 'partner', rung: 2, count: 1 },
  ],
  exhausted: 1,
  toIdentify: { count: 2, oldest: at('2026-05-27T15:05') },
  due: [[28, 5, 3], [29, 4, 6], [30, 0, 0], [31, 0, 0], [1, 9, 7], [2, 3, 4], [3, 2, 5], [4, 4, 2], [5, 1, 3], [6, 0, 0], [7, 0, 0], [8, 6, 4], [9, 2, 2], [10, 1, 1]].map(
    ([date = 1, desk = 0, partner = 0]) => ({
      date: day(`2026-${date > 20 ? '05' : '06'}-${String(date).padStart(2, '0')}`),
      desk,
      partner,
      closed: [30, 31, 6, 7].includes(date),
    }),
  ),
  climbing: escalationsSample().running,
  exhaustedRows: escalationsSample().exhausted,
  lateRows: ROWS.filter((row) => row.due !== null).slice(0, 3),
  waiting: [
    { id: 'i1', from: 'l.garrigues@peyrelande.example', subject: 'Accès CDAP pour notre nouvelle agente', at: at('2026-05-27T15:05'), openMsWaited: 3 * HOUR },
    { id: 'i2', from: 'info@logiciel-social.example', subject: '', at: at('2026-05-28T07:12'), openMsWaited: 35 * 60_000 },
  ],
  measures: {
    received: 112,
    resolved: 74,
    pickup: { n: 104, medianMs: 65 * 60_000, p90Ms: 280 * 60_000 },
    answer: { n: 98, medianMs: 310 * 60_000, p90Ms: 980 * 60_000 },
    resolution: { n: 74, medianMs: 23 * HOUR, p90Ms: 95 * HOUR },
    promise: { decided: 41, kept: 38 },
    owedMs: { desk: 410 * HOUR, partner: 470 * HOUR, national: 120 * HOUR },
    dayMs: 10 * HOUR,
  },
  weeks: [31, 28, 44, 37, 22, 35, 29, 41].map((count, i) => ({ monday: day(['2026-04-06', '2026-04-13', '2026-04-20', '2026-04-27', '2026-05-04', '2026-05-11', '2026-05-18', '2026-05-25'][i] ?? '2026-05-25'), count })),
  journeys: {
    total: 3,
    rows: [
      { id: '31-ADM-2026-000007', kind: 'administrator-change', partner: 'CCAS de Montrevel-le-Gault', owes: 'desk', since: instant('2026-05-20T09:00:00+02:00'), exhausted: false },
      { id: '31-REV-2026-000041', kind: 'reverse-review', partner: 'Mairie de Castelbrun', owes: 'partner', since: instant('2026-04-02T00:00:00+02:00'), exhausted: true },
      { id: '31-REV-2026-000044', kind: 'reverse-review', partner: null, owes: null, since: instant('2026-05-26T00:00:00+02:00'), exhausted: false },
    ],
  },
  ...over,
});

const none = { n: 0, medianMs: null, p90Ms: null };
export const quietMorning = (): MorningProps =>
  morningSample({
    late: { count: 0, long: 0, desk: 0 },
    today: { desk: 0, partner: 0 },
    escalated: [],
    exhausted: 0,
    toIdentify: { count: 0, oldest: null },
    due: morningSample().due.map((one) => ({ ...one, desk: 0, partner: 0 })),
    climbing: [],
    exhaustedRows: [],
    lateRows: [],
    waiting: [],
    measures: { received: 0, resolved: 0, pickup: none, answer: none, resolution: none, promise: null, owedMs: { desk: 0, partner: 0, national: 0 }, dayMs: null },
    weeks: morningSample().weeks.map((one) => ({ ...one, count: 0 })),
    journeys: { rows: [], total: 0 },
  });

export const openListSample = (over: Partial<OpenListProps> = {}): OpenListProps => ({
  shell: shell(),
  tokens: TOKENS,
  slice: { what: 'escalated', side: 'partner', rung: 1 },
  rows: ROWS.slice(0, 3),
  paging: { from: 1, to: 3, total: 3, previous: null, next: null },
  ...over,
});

const figuresSample = (over: Partial<FiguresProps> = {}): FiguresProps => ({
  shell: shell(),
  query: { periode: '30-jours' },
  lists: true,
  filter: { period: '30-jours', from: day('2026-04-29'), to: day('2026-05-28'), caf: null, service: null, kind: null, channel: null, partner: '', convention: null, cafs: [caf('21'), caf('31')], partners: null },
  measures: morningSample().measures,
  weeks: morningSample().weeks.slice(3),
  services: [{ key: 'CDAP', label: 'CDAP', count: 71 }, { key: 'AFAS', label: 'AFAS', count: 22 }, { key: null, label: 'Aucun service nommé', count: 19 }],
  kinds: [{ key: 'technical-incident', label: 'Incident technique', count: 64 }, { key: 'administrative-question', label: 'Question administrative', count: 40 }, { key: 'administrator-change', label: 'Changement d’administrateur', count: 8 }],
  channels: [{ key: 'email', label: 'Courriel', count: 90 }, { key: 'phone', label: 'Téléphone', count: 22 }],
  partners: [
    { convention: '31-C-0204', number: '31-C-0204', partner: 'CCAS de Saint-Aubrac', count: 14 },
    { convention: '31-C-0107', number: '31-C-0107', partner: 'Mairie de Peyrelande', count: 9 },
    { convention: null, number: null, partner: 'Partenaire à identifier', count: 2 },
  ],
  ...over,
});

const figureListSample = (over: Partial<FigureListProps> = {}): FigureListProps => ({
  shell: shell(),
  title: 'Promesses rompues',
  aside: 'reçues du mer. 29 avr. 2026 au jeu. 28 mai 2026',
  query: { periode: '30-jours' },
  rows: [
    { reference: ref('21-2026-000188'), partner: 'Ville de Montclairvaux', subject: 'Profil T13 refusé', receivedAt: at('2026-05-20T09:00'), phase: 'waiting-desk', pickupMs: 17 * HOUR, inTime: false, answerMs: null, resolutionMs: null, dayMs: 8 * HOUR },
    { reference: ref('31-2026-000398'), partner: 'Crèche associative Les Pinsons', subject: 'Déclaration impossible à valider', receivedAt: at('2026-05-18T09:00'), phase: 'closed', pickupMs: 2 * HOUR, inTime: true, answerMs: 5 * HOUR, resolutionMs: 31 * HOUR, dayMs: 10 * HOUR },
  ],
  paging: { from: 1, to: 2, total: 2, previous: null, next: null },
  ...over,
});

const mailChoicesSample = (over: Partial<MailChoicesProps> = {}): MailChoicesProps => ({
  shell: frame('courriels'),
  tokens: TOKENS,
  address: 'responsable@caf31.example',
  choices: [
    { mail: 'morning', wanted: true, hour: '08:00' },
    { mail: 'breach', wanted: true, hour: null },
    { mail: 'exhausted', wanted: true, hour: null },
    { mail: 'unopened', wanted: false, hour: '10:00' },
  ],
  namedBy: ['Haute-Garonne (31)'],
  refused: null,
  ...over,
});

/** Every state of the steering pages. */
export const STEERING_STATES: Readonly<Record<string, () => VNode>> = {
  'ce-matin': () => MorningPage(morningSample()),
  'ce-matin-calme': () => MorningPage(quietMorning()),
  chiffres: () => FiguresPage(figuresSample()),
  'chiffres-niveau-national': () => FiguresPage(figuresSample({ lists: false })),
  'chiffres-sans-partenaire': () =>
    FiguresPage(figuresSample({ filter: { ...figuresSample().filter, partner: 'Lune', partners: [] }, measures: quietMorning().measures, services: [], kinds: [], channels: [], partners: [] })),
  'chiffres-une-convention': () =>
    FiguresPage(figuresSample({ filter: { ...figuresSample().filter, period: 'dates', cafs: [], partners: ['CCAS de Saint-Aubrac'], convention: { id: '31-C-0204', number: '31-C-0204', partner: 'CCAS de Saint-Aubrac' } } })),
  'chiffres-demandes': () => FigureListPage(figureListSample()),
  'chiffres-demandes-vide': () => FigureListPage(figureListSample({ rows: [], paging: { from: 0, to: 0, total: 0, previous: null, next: null } })),
  'mes-courriels': () => MailChoicesPage(mailChoicesSample()),
  'mes-courriels-refuses': () =>
    MailChoicesPage(
      mailChoicesSample({ namedBy: [], refused: { values: { morning: 'oui', 'heure-morning': '', 'heure-unopened': '10:00' }, errors: [{ field: 'heure-morning', message: 'Donnez une heure, par exemple 08:00.' }] } }),
    ),
  'pilotage-demandes': () => OpenListPage(openListSample()),
  'pilotage-demandes-vide': () => OpenListPage(openListSample({ slice: { what: 'day', day: day('2026-06-01') }, rows: [], paging: { from: 0, to: 0, total: 0, previous: null, next: null } })),
};
