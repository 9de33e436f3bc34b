import type { VNode } from 'preact';
import type { LocalDate } from '../../../domain/ids';
import { aroundOf, type Surroundings } from '../../../domain/journeys/around';
import { forecastJourney } from '../../../domain/journeys/forecast';
import { meeting, meetingLimit, minutesLimit } from '../../../domain/journeys/meeting';
import { foldMeeting, type MeetingFact } from '../../../domain/journeys/meeting-facts';
import type { JourneyFact, JourneyKind } from '../../../domain/journeys/types';
import { LifePage } from '../../../web/pages/meeting/life';
import { MeetingsPage } from '../../../web/pages/meeting/list';
import { MeetingPage } from '../../../web/pages/meeting/meeting';
import { OwnLifePage } from '../../../web/pages/portal/life';
import { OwnMeetingPage } from '../../../web/pages/portal/meeting';
import type { LifeView, MeetingLineView, MeetingView } from '../../../web/view/meeting';
import { at, caf, CONTACTS_95, contractOf, nobody, TOKENS, valDOise } from './frame';

const day = (text: string): LocalDate => text as LocalDate;
const PARTNER = 'CCAS de Valmirande-sur-Oise';
const NUMBER = '95-2024-042';
const AROUND: Surroundings = { id: '95-REU-2026-000007', caf: caf('95'), contract: contractOf('95'), contacts: CONTACTS_95, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: NUMBER, number: NUMBER, partnerName: PARTNER } };
const KIND: JourneyKind = meeting as never;

type Line = readonly [string, MeetingFact];
const SYLVIE = { by: 'partner', who: 'Sylvie Arnoult' } as const;
const INES = { by: 'desk', who: 'Inès Barthélemy' } as const;
const PLACE = 'Caf du Val-d’Oise, salle des Coteaux, ou par le lien de visioconférence envoyé la veille';
const ASKED: readonly Line[] = [['2026-05-06T09:00', { kind: 'meeting-requested', subject: 'Arrivée du nouveau logiciel d’action sociale : ce qui change pour les profils T1 et T13.\nNous voudrions aussi parler des quotas.', date: null, ...SYLVIE }]];
const PROPOSED: readonly Line[] = [...ASKED, ['2026-05-11T15:20', { kind: 'date-proposed', when: at('2026-06-02T14:00'), place: PLACE, ...INES }]];
const SET: readonly Line[] = [...PROPOSED, ['2026-05-12T10:05', { kind: 'date-set', when: at('2026-05-27T14:00'), place: PLACE, how: null, ...SYLVIE }]];
const PAST: readonly Line[] = [...SET, ['2026-05-26T09:00', { kind: 'meeting-reminded', of: 3 }], ['2026-05-28T09:00', { kind: 'outcome-asked', of: 3 }]];
const HELD: readonly Line[] = [...SET, ['2026-05-27T16:40', { kind: 'meeting-held', on: at('2026-05-27T14:00'), writer: 'partner', ...INES }]];
const TEXT = 'Présents : Sylvie Arnoult, Rémi Castaing, Inès Barthélemy.\n\n1. Les profils T1 passent au nouveau logiciel le 1er septembre.\n2. Le quota du profil T13 est à revoir par avenant.';
const WRITTEN: readonly Line[] = [...HELD, ['2026-05-28T08:30', { kind: 'minutes-written', text: TEXT, file: 'f1', ...SYLVIE }]];
const OVERDUE: readonly Line[] = [...ASKED.map(([, fact]): Line => ['2026-03-06T09:00', fact]), ['2026-03-20T17:00', { kind: 'meeting-held', on: at('2026-03-20T14:00'), writer: 'desk', ...INES }], ['2026-03-24T09:00', { kind: 'minutes-written', text: TEXT, file: null, ...INES }], ['2026-04-20T09:00', { kind: 'minutes-overdue' }]];
const CORRECTED: readonly Line[] = [...WRITTEN, ['2026-05-28T09:00', { kind: 'corrections-asked', text: 'Le quota est celui du profil T13 de la résidence, pas du service social.', ...INES }]];
const VALIDATED: readonly Line[] = [...WRITTEN, ['2026-05-28T09:30', { kind: 'minutes-validated', ...INES }]];
const LATE: readonly Line[] = [['2026-03-30T09:00', { kind: 'meeting-requested', subject: 'Bilan des revues.', date: null, ...INES }], ['2026-04-30T09:00', { kind: 'meeting-late' }]];
const NOT_HELD: readonly Line[] = [...PAST, ['2026-05-28T09:40', { kind: 'meeting-not-held', reason: 'Le partenaire n’a pas pu se déplacer.', ...INES }]];
const OFF: readonly Line[] = [...ASKED, ['2026-05-20T10:00', { kind: 'meeting-called-off', reason: 'Réglé au téléphone.', ...SYLVIE }]];

const portal = () => ({ ...nobody(), portal: { name: 'Sylvie Arnoult', links: [], current: 'autre' } });
function view(side: 'desk' | 'partner', lines: readonly Line[], over: Partial<MeetingView> = {}): MeetingView {
  const known = lines.map(([when, body], i): JourneyFact<MeetingFact> => ({ ...body, n: i + 1, at: at(when) }));
  const state = foldMeeting(known);
  const around = aroundOf(AROUND, new Map());
  const limit = (one: ReturnType<typeof meetingLimit>) => (one === null ? null : { at: one.deadline, article: one.article });
  return {
    shell: side === 'desk' ? valDOise('reunions') : portal(), tokens: TOKENS, id: AROUND.id, side, state, partner: PARTNER, convention: NUMBER, conventionId: NUMBER, limit: limit(meetingLimit(state, around)), minutesLimit: limit(minutesLimit(state, around)),
    writer: state.held?.writer ?? 'partner', file: state.minutes?.file == null ? null : { id: 'f1', name: 'compte-rendu-signé.pdf', size: 184_000 }, journal: known.map((fact) => ({ at: fact.at, fact, who: 'who' in fact ? fact.who : null })),
    steps: state.endedAt === null ? forecastJourney(KIND, known, AROUND).map(({ step }) => step) : [], letters: side === 'desk' ? [{ id: 'l1', subject: `[${AROUND.id}] Une réunion est demandée`, to: 's.arnoult@ccas-valmirande.example', at: at('2026-05-06T09:00'), status: 'posted' }] : [],
    mayAct: state.endedAt === null, heldDefault: state.phase === 'set' ? '2026-05-27T14:00' : '', zoneWords: 'heure de Paris', sent: null, ...over,
  };
}

const LINE: MeetingLineView = { id: AROUND.id, subject: 'Arrivée du nouveau logiciel d’action sociale', phase: 'proposed', requestedAt: at('2026-05-06T09:00'), when: at('2026-06-02T14:00'), owes: 'partner', lateSince: null, overdue: false };
const LINES: readonly MeetingLineView[] = [
  LINE,
  { ...LINE, id: '95-REU-2026-000004', subject: 'Bilan des revues', phase: 'to-date', when: null, owes: 'partner', lateSince: at('2026-04-30T09:00') },
  { ...LINE, id: '95-REU-2026-000003', subject: 'Quotas de la résidence', phase: 'minutes-to-validate', when: at('2026-03-20T14:00'), owes: 'partner', lateSince: at('2026-04-20T09:00'), overdue: true },
  { ...LINE, id: '95-REU-2025-000009', subject: 'Bilan annuel 2025', phase: 'validated', when: at('2025-04-20T14:00'), owes: null },
];
function life(side: 'desk' | 'partner', over: Partial<LifeView> = {}): LifeView {
  return {
    shell: side === 'desk' ? valDOise('reunions') : portal(), tokens: TOKENS, side, id: NUMBER, number: NUMBER, partner: PARTNER, today: day('2026-05-28'), signedOn: day('2024-06-12'), endsOn: null, renewals: [day('2025-06-12')], nextRenewal: day('2026-06-12'),
    renewalTold: ['administrator', 'manager'], followed: true, assessments: [{ on: day('2026-06-12'), from: day('2025-05-13'), to: day('2026-05-12') }, { on: day('2025-06-12'), from: day('2024-05-13'), to: day('2025-05-12') }], nextAssessment: { on: day('2027-06-12'), preparedOn: day('2027-05-13') },
    meetings: LINES, writer: 'partner', meetingDelay: '1\u00a0mois', mayAsk: true, maySet: side === 'desk', zoneWords: 'heure de Paris', sent: null, ...over,
  };
}
const BLANK = { signedOn: null, renewals: [], nextRenewal: null, renewalTold: [], followed: false, assessments: [], nextAssessment: null, meetings: [] } as const;

/** Every state of the pages about meetings and a convention's years. */
export const MEETING_STATES: Readonly<Record<string, () => VNode>> = {
  reunions: () => MeetingsPage({ shell: valDOise('reunions'), caf: '', cafs: [{ code: '95', name: 'Caf du Val-d’Oise' }, { code: '59', name: 'Caf du Nord' }], lines: LINES.map((line) => ({ ...line, caf: '95', conventionId: NUMBER, number: NUMBER, partner: PARTNER })) }),
  'reunions-vides': () => MeetingsPage({ shell: valDOise('reunions'), caf: '', cafs: [], lines: [] }),
  reunion: () => MeetingPage(view('desk', ASKED)),
  'reunion-proposee-refusee': () => MeetingPage(view('desk', PROPOSED, { sent: { act: 'proposition', values: { quand: '', lieu: '' }, errors: [{ field: 'quand', message: 'Donnez la date et l’heure.' }, { field: 'lieu', message: 'Dites où se tient la réunion, ou comment s’y joindre.' }] } })),
  'reunion-fixee': () => MeetingPage(view('desk', PAST)),
  'reunion-en-retard': () => MeetingPage(view('desk', LATE)),
  'reunion-non-tenue': () => MeetingPage(view('desk', NOT_HELD)),
  'reunion-compte-rendu': () => MeetingPage(view('desk', WRITTEN)),
  'reunion-non-validee': () => MeetingPage(view('desk', OVERDUE)),
  'reunion-validee': () => MeetingPage(view('desk', VALIDATED)),
  'vie-convention': () => LifePage(life('desk')),
  'vie-convention-vide': () => LifePage(life('desk', { ...BLANK, sent: { act: 'reunion', values: { objet: '', quand: '2026-05-01T10:00', lieu: '' }, errors: [{ field: 'objet', message: 'Dites de quoi parler.' }] } })),
  'vie-convention-resiliee': () => LifePage(life('desk', { endsOn: day('2026-09-30'), nextRenewal: null, nextAssessment: null, mayAsk: false, maySet: false })),
  'espace-reunion': () => OwnMeetingPage(view('partner', PROPOSED)),
  'espace-reunion-a-ecrire': () => OwnMeetingPage(view('partner', CORRECTED)),
  'espace-reunion-a-valider': () => OwnMeetingPage(view('partner', OVERDUE, { sent: { act: 'corrections', values: { texte: '' }, errors: [{ field: 'texte', message: 'Dites ce qui est à corriger.' }] } })),
  'espace-reunion-sans-suite': () => OwnMeetingPage(view('partner', OFF)),
  'espace-vie': () => OwnLifePage(life('partner')),
};
