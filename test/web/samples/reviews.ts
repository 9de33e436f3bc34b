import type { VNode } from 'preact';
import type { LocalDate } from '../../../domain/ids';
import type { Surroundings } from '../../../domain/journeys/around';
import { campaignMonths, shareDone, type CampaignState } from '../../../domain/journeys/campaign';
import { forecastJourney } from '../../../domain/journeys/forecast';
import { acceptRefused } from '../../../domain/journeys/review-acts';
import { foldReview, type ReviewFact, type ReviewResult } from '../../../domain/journeys/review-facts';
import { OFFSETS_DAYS, reverseReview } from '../../../domain/journeys/reverse-review';
import type { JourneyFact, JourneyKind } from '../../../domain/journeys/types';
import { daysAfter } from '../../../domain/journeys/year';
import { OwnReviewPage } from '../../../web/pages/portal/review';
import { CampaignPage } from '../../../web/pages/review/campaign';
import { ReviewPage } from '../../../web/pages/review/review';
import type { CampaignLine, CampaignView, OwnReviewView, ReviewListView, ReviewView } from '../../../web/view/review';
import { at, caf, CONTACTS_95, contractOf, nobody, TOKENS, valDOise } from './frame';

const day = (text: string): LocalDate => text as LocalDate;
const TODAY = day('2026-05-28');
const PARTNER = 'CCAS de Valmirande-sur-Oise';
const CONTRACT = contractOf('95');
const AROUND: Surroundings = { id: '95-REV-2026-000012', caf: caf('95'), contract: CONTRACT, contacts: CONTACTS_95, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: '95-2024-042', number: '95-2024-042', partnerName: PARTNER } };
const KIND: JourneyKind = reverseReview as never;

const LIST: ReviewListView = {
  people: [
    { key: 'ra1', rank: 'administrator', name: 'Sylvie Arnoult', email: 's.arnoult@ccas-valmirande.example', profile: null, jobTitle: 'directrice', suspended: false, unit: null },
    { key: 'ra2', rank: 'user', name: 'Anne-Lise de La Roche-Montfermeil', email: 'al.delaroche@ccas-valmirande.example', profile: 'T1', jobTitle: 'conseillère en économie sociale', suspended: false, unit: 'CDAP, résidence des Tilleuls' },
    { key: 'ra3', rank: 'user', name: 'Odile Partie', email: null, profile: 'T13', jobTitle: null, suspended: true, unit: 'CDAP' },
  ],
  profiles: [{ key: 'rp1', bulletinId: 'b', profile: 'T1', label: 'CDAP', allowed: 8, reported: null }, { key: 'rp2', bulletinId: 'b', profile: 'T13', label: 'CDAP', allowed: null, reported: 2 }],
};
const [FIRST, SECOND, THIRD] = LIST.people.map(({ key, rank, name, email, profile }) => ({ key, rank, name, email, profile }));
const RESULT: ReviewResult = {
  people: [FIRST, SECOND, THIRD].flatMap((one, i) => (one === undefined ? [] : [{ ...one, decision: (['keep', 'change', 'withdraw'] as const)[i] ?? 'keep', comment: ['', 'Passe au profil T2 au 1er juin.', 'A quitté le service.'][i] ?? '' }])),
  profiles: LIST.profiles.map(({ key, bulletinId, profile, label }, i) => ({ key, bulletinId, profile, label, users: 6 - 4 * i })),
};
const VALUES = { 'decision-ra1': 'conserver', 'commentaire-ra1': '', 'decision-ra2': 'modifier', 'commentaire-ra2': 'Passe au profil T2 au 1er juin.' };

type Line = readonly [string, ReviewFact];
const BEGUN: readonly Line[] = [['2026-03-13T09:00', { kind: 'review-begun', due: day('2026-05-12') }], ['2026-03-13T09:00', { kind: 'review-told', days: -60, last: false }], ['2026-04-12T09:00', { kind: 'review-told', days: -30, last: false }], ['2026-05-05T09:00', { kind: 'review-told', days: -7, last: false }], ['2026-05-12T09:00', { kind: 'review-told', days: 0, last: false }]];
const LATE: readonly Line[] = [...BEGUN, ['2026-05-13T00:00', { kind: 'review-overdue' }], ['2026-05-27T09:00', { kind: 'review-told', days: 15, last: false }]];
const BY_MAIL: readonly Line[] = [...LATE, ['2026-05-27T15:20', { kind: 'result-received', how: 'mail', note: 'Bonjour,\nvoici la liste revue.', result: null, sender: 'Sylvie Arnoult' }]];
const SENT: readonly Line[] = [...BEGUN, ['2026-05-12T15:20', { kind: 'result-received', how: 'portal', note: '', result: RESULT, sender: 'Sylvie Arnoult' }]];
const ACCEPTED: readonly Line[] = [...SENT, ['2026-05-13T10:05', { kind: 'review-accepted' }]];
const RETURNED: readonly Line[] = [...SENT, ['2026-05-13T10:05', { kind: 'result-returned', reason: 'La liste ne dit rien des habilitations AFAS.\nJoignez-la complète.' }]];
const RETURNED_LATE: readonly Line[] = [...BY_MAIL, ['2026-05-28T09:00', { kind: 'result-returned', reason: 'La liste ne dit rien des habilitations AFAS.\nJoignez-la complète.' }]];
const VOID: readonly Line[] = [...BEGUN, ['2026-05-13T10:05', { kind: 'review-called-off', reason: 'La convention a pris fin.' }]];
const facts = (lines: readonly Line[]) => lines.map(([when, body], i): JourneyFact<ReviewFact> => ({ ...body, n: i + 1, at: at(when) }));

function view(lines: readonly Line[], over: Partial<ReviewView> = {}): ReviewView {
  const known = facts(lines);
  const state = foldReview(known);
  return {
    shell: valDOise('revues'), tokens: TOKENS, id: AROUND.id, state, partner: PARTNER, convention: '95-2024-042', conventionId: '95-2024-042', article: 'art. 2.2', list: LIST, proposed: {}, unknown: [], files: [], next: day('2027-05-12'),
    journal: known.map((fact) => ({ at: fact.at, fact, who: fact.kind === 'review-accepted' ? 'Inès Barthélemy' : null })), steps: state.endedAt === null ? forecastJourney(KIND, known, AROUND).map(({ step }) => step) : [],
    letters: [{ id: 'l1', subject: `[${AROUND.id}] Revue inverse de vos habilitations`, to: 's.arnoult@ccas-valmirande.example', at: at('2026-03-13T09:00'), status: 'posted' }], block: acceptRefused(state, AROUND), mayWork: true, mayReadRegister: true, sent: null, ...over,
  };
}
const FILES: ReviewView['files'] = [{ id: 'f', name: 'revue-habilitations-remplie.csv', size: 2_400, at: at('2026-05-27T15:20'), lines: 3 }, { id: 'g', name: 'scan signé.pdf', size: 184_000, at: at('2026-05-27T15:20'), lines: null }];

const portal = () => ({ ...nobody(), portal: { name: 'Sylvie Arnoult', links: [], current: 'autre' } });
function own(lines: readonly Line[], over: Partial<OwnReviewView> = {}): OwnReviewView {
  return { shell: portal(), tokens: TOKENS, id: AROUND.id, state: foldReview(facts(lines)), partner: PARTNER, convention: '95-2024-042', article: 'art. 2.2', list: LIST, values: VALUES, draftAt: at('2026-05-11T17:40'), files: [], next: day('2027-05-12'), refused: null, fileRefused: null, ...over };
}
const REFUSED = { values: VALUES, errors: [{ field: 'decision-ra3', message: 'Odile Partie\u00a0: conservez, retirez ou modifiez.' }, { field: 'utilisateurs-rp1', message: 'T1 (CDAP)\u00a0: donnez le nombre d’utilisateurs gardés, en chiffres.' }] };

function line(partner: string, number: string, due: string, state: CampaignState, words: string, next: string, over: Partial<CampaignLine> = {}): CampaignLine {
  const letters = OFFSETS_DAYS.map((days) => ({ on: daysAfter(day(due), days), left: daysAfter(day(due), days) <= TODAY }));
  return { caf: caf('95'), conventionId: number, number, partner, due: day(due), review: state === 'coming' ? null : `95-REV-2026-${number.slice(-4).padStart(6, '0')}`, state, words, next, doneOn: null, owes: null, letters, ...over };
}
const done = (partner: string, number: string, due: string, on: string, next: string) => line(partner, number, due, 'done', 'Faite', next, { doneOn: day(on) });
const LINES: readonly CampaignLine[] = [
  line('Ville de Saint-Aurèle-le-Vieux', '95-C-0042', '2026-04-14', 'late', '44 j de retard, échelle épuisée', 'Responsable prévenu, à vous de décider', { owes: 'partner' }),
  line('Syndicat Petite Enfance du Clos', '95-C-0077', '2026-03-30', 'late', 'Preuve redemandée', 'Contact suivant le jeu. 4 juin', { owes: 'partner' }),
  line('Mission locale des Coteaux', '95-C-0103', '2026-05-11', 'late', '17 j de retard', 'Rappel +30 le mer. 10 juin', { owes: 'partner' }),
  line(PARTNER, '95-C-0118', '2026-05-12', 'checking', 'Résultat à vérifier', 'Contact suivant le lun. 29 juin', { owes: 'desk' }),
  line('Ville d’Orsemont-le-Bois', '95-C-0121', '2026-06-22', 'running', 'Rappel parti', 'Rappel −7 le lun. 15 juin'),
  line('Habitat des Trois-Rus', '95-C-0130', '2026-07-09', 'running', '1re lettre partie', 'Rappel −30 le mar. 9 juin'),
  line('Département des Hauts-Plateaux', '95-C-0002', '2026-09-15', 'coming', 'À venir', '1re lettre le ven. 17 juil.'),
  line('CCAS de Fontaulnay', '95-C-0140', '2026-11-03', 'coming', 'À venir', '1re lettre le ven. 4 sept.'),
  done('Crèche Les Grands-Chênes', '95-C-0009', '2026-02-17', '2026-02-05', '6 conservées, 0 retrait, 0 modification'),
  done('Ville de Bessan-Montigny', '95-C-0031', '2026-03-10', '2026-03-19', '12 conservées, 4 retraits, 1 modification'),
  line('Office des Deux-Vallées', '95-C-0150', '2026-01-20', 'void', 'Sans objet', 'La convention a pris fin.'),
];
function campaign(over: Partial<CampaignView> = {}): CampaignView {
  const of = (state: CampaignState): number => LINES.filter((one) => one.state === state).length;
  return {
    shell: valDOise('revues'), tokens: TOKENS, year: '2026', today: TODAY, article: 'art. 2.2', asked: { etat: '', mois: '', caf: '' }, cafs: [{ code: caf('95'), name: 'Caf du Val-d’Oise' }], withoutDate: 2, atManager: 1, total: LINES.length, refused: null,
    counts: { done: of('done'), late: of('late'), checking: of('checking'), running: of('running'), coming: of('coming'), void: of('void') }, share: shareDone(LINES, TODAY), months: campaignMonths(LINES, TODAY), lines: LINES,
    conventions: [{ value: '95-C-0042', label: 'Ville de Saint-Aurèle-le-Vieux, convention 95-C-0042' }], paging: { from: 1, to: LINES.length, total: LINES.length, previous: null, next: null }, ...over,
  };
}
const EMPTY = { done: 0, late: 0, checking: 0, running: 0, coming: 0, void: 0 };

/** Every state of the pages about reverse reviews. */
export const REVIEW_STATES: Readonly<Record<string, () => VNode>> = {
  revues: () => CampaignPage(campaign()),
  'revues-vides': () => CampaignPage(campaign({ counts: EMPTY, lines: [], total: 0, withoutDate: 0, atManager: 0, share: shareDone([], TODAY), months: campaignMonths([], TODAY), conventions: [], asked: { etat: 'en-retard', mois: '5', caf: '' } })),
  'revues-date-refusee': () => CampaignPage(campaign({ refused: { values: {}, errors: [{ field: 'date', message: 'Donnez une date.' }] } })),
  'revue-en-retard': () => ReviewPage(view(LATE)),
  'revue-a-confirmer': () => ReviewPage(view(BY_MAIL, { files: FILES, proposed: VALUES, unknown: ['Inconnue Personne, inconnue@ccas-valmirande.example'] })),
  'revue-lignes-refusees': () => ReviewPage(view(BY_MAIL, { files: FILES, sent: { act: 'lignes', ...REFUSED } })),
  'revue-a-accepter': () => ReviewPage(view(SENT)),
  'revue-redemandee': () => ReviewPage(view(RETURNED, { sent: { act: 'resultat', values: { voie: 'post' }, errors: [{ field: 'note', message: 'Joignez le résultat, ou dites ce qu’il dit.' }] } })),
  'revue-redemandee-en-retard': () => ReviewPage(view(RETURNED_LATE)),
  'revue-faite': () => ReviewPage(view(ACCEPTED, { mayReadRegister: false })),
  'revue-sans-objet': () => ReviewPage(view(VOID, { next: null, mayWork: false })),
  'espace-revue': () => OwnReviewPage(own(LATE)),
  'espace-revue-refusee': () => OwnReviewPage(own(BEGUN, { refused: REFUSED })),
  'espace-revue-envoyee': () => OwnReviewPage(own(SENT, { files: [{ id: 'f', name: 'export-mon-compte-partenaire.pdf', size: 184_000, at: at('2026-05-12T15:00'), lines: null }] })),
  'espace-revue-redemandee': () => OwnReviewPage(own(RETURNED)),
  'espace-revue-redemandee-en-retard': () => OwnReviewPage(own(RETURNED_LATE)),
  'espace-revue-acceptee': () => OwnReviewPage(own(ACCEPTED)),
  'espace-revue-sans-objet': () => OwnReviewPage(own(VOID, { fileRefused: { values: {}, errors: [{ field: 'fichier', message: 'Choisissez un fichier.' }] } })),
};
