import { campaignJourneys, conventionsWithoutDate, type CampaignJourney } from '../../db/review';
import { frenchDate } from '../../domain/french/dates';
import { journeyStepWords } from '../../domain/french/journeys';
import { resultWords } from '../../domain/french/review';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { CafCode, LocalDate } from '../../domain/ids';
import { localDateOf } from '../../domain/calendar';
import { begunReview, campaignMonths, comingReview, shareDone, type CampaignReview, type CampaignState } from '../../domain/journeys/campaign';
import { dayOf } from '../../domain/local-date';
import { reviewsPath } from '../../web/paths-review';
import type { CampaignLine, CampaignView } from '../../web/view/review';
import type { Refused } from '../../web/components/form';
import type { Visit } from '../visit';
import { PAGE_SIZE, pageNumber, paging } from './paging';
import { todayOfDesks } from './today';
import { contractsNow, shellOf } from './shell';

/** What the page is asked for, by its words. */
export const STATES: Readonly<Record<string, CampaignState>> = { 'en-retard': 'late', 'a-verifier': 'checking', 'en-cours': 'running', 'a-venir': 'coming', faites: 'done', 'sans-objet': 'void' };

export interface Campaign {
  readonly year: string;
  readonly today: LocalDate;
  readonly lines: ReadonlyArray<CampaignLine & { readonly exhausted: boolean }>;
  readonly contracts: readonly ContractDocument[];
  readonly followed: readonly CampaignJourney[];
  readonly withoutDate: number;
}

/** The reviews of a year in the Cafs of who asks: those begun, and those that each convention has still to begin. */
export async function campaignOf(visit: Visit): Promise<Campaign> {
  const all = (await contractsNow(visit)) as ContractDocument[];
  const asked = visit.query('caf');
  const contracts = all.some(({ caf }) => caf === asked) ? all.filter(({ caf }) => caf === asked) : all;
  const today = todayOfDesks(contracts, visit.now);
  const year = /^2\d{3}$/.test(visit.query('annee')) ? visit.query('annee') : today.slice(0, 4);
  const cafs = contracts.filter(({ habilitations }) => habilitations.reverseReview !== null).map(({ caf }) => caf as CafCode);
  const [journeys, withoutDate] = await Promise.all([campaignJourneys(visit.tools.sql, cafs, `${year}-01-01` as LocalDate, `${year}-12-31` as LocalDate), conventionsWithoutDate(visit.tools.sql, cafs)]);
  const lines = journeys.flatMap((journey) => lineOf(journey, contracts, year, today, journeys));
  return { year, today, lines: lines.sort(inOrder), contracts, followed: journeys.filter(({ kind }) => kind === 'convention-year'), withoutDate };
}

/** Late first, then what is to be checked, then by date. */
const ORDER: readonly CampaignState[] = ['late', 'checking', 'running', 'coming', 'done', 'void'];
function inOrder(a: CampaignLine, b: CampaignLine): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.due.localeCompare(b.due) || a.number.localeCompare(b.number);
}

function lineOf(journey: CampaignJourney, contracts: readonly ContractDocument[], year: string, today: LocalDate, all: readonly CampaignJourney[]): Campaign['lines'][number][] {
  const contract = contracts.find(({ caf }) => caf === journey.caf);
  if (contract === undefined) return [];
  const begun = journey.kind === 'reverse-review';
  const found = begun ? begunReview(journey.facts, contract, today) : comingReview(journey.facts, contract, year);
  // A date that was set anew may name a second review of the year: the one that has begun stands.
  if (found === null || (!begun && all.some((one) => one.kind === 'reverse-review' && one.convention_id === journey.convention_id))) return [];
  const doneOn = found.state === 'done' && found.review?.endedAt ? localDateOf(contract.calendar, found.review.endedAt) : null;
  return [{
    caf: journey.caf, conventionId: journey.convention_id, number: journey.number, partner: journey.partner, due: found.due, review: begun ? journey.id : null, state: found.state, owes: journey.owes, exhausted: journey.exhausted,
    words: stateWords(found, journey, today, doneOn), next: nextWords(found, journey, contract), doneOn, letters: found.letters,
  }];
}

function stateWords({ state, due, review, letters }: CampaignReview, { exhausted }: CampaignJourney, today: LocalDate, doneOn: LocalDate | null): string {
  switch (state) {
    case 'done': return doneOn === null ? 'Faite' : `Faite le ${frenchDate(doneOn)}`;
    case 'late': return `${review?.phase === 'returned' ? 'Preuve redemandée, ' : ''}${dayOf(today) - dayOf(due)} j de retard${exhausted ? ', échelle épuisée' : ''}`;
    case 'checking': return 'Résultat à vérifier';
    case 'running': return review?.phase === 'returned' ? 'Preuve redemandée' : letters.filter(({ left }) => left).length > 1 ? 'Rappel parti' : '1re lettre partie';
    case 'coming': return 'À venir';
    case 'void': return 'Sans objet';
  }
}

function nextWords({ state, review, letters }: CampaignReview, { next_at, next_step, exhausted }: CampaignJourney, contract: ContractDocument): string {
  const on = next_at === null ? null : frenchDate(localDateOf(contract.calendar, next_at));
  switch (state) {
    case 'done': return resultWords(review?.result ?? null);
    case 'void': return review?.calledOff ?? '';
    case 'coming': return letters[0] === undefined ? '' : `1re lettre le ${frenchDate(letters[0].on)}`;
    default:
      if (exhausted) return 'Responsable prévenu, à vous de décider';
      if (on === null || next_step === null) return 'Rien ne se fera seul';
      if (next_step.rule === 'tell') return `Rappel ${Number(next_step.key) > 0 ? '+' : '−'}${Math.abs(Number(next_step.key))} le ${on}`.replace('−0', 'du jour');
      if (next_step.rule === 'tell-again') return `Rappel le ${on}`;
      return next_step.rule === 'overdue' ? `En retard à partir du ${on}` : next_step.rule === 'convention-over' ? journeyStepWords({ at: next_at, rule: next_step.rule, article: null, reckoning: null, key: next_step.key ?? '' } as never) : `Contact suivant le ${on}`;
  }
}

/** The lines that the page is asked for. */
export function askedLines({ lines }: Campaign, asked: CampaignView['asked']): Campaign['lines'] {
  const state = STATES[asked.etat];
  return lines.filter((line) => (state === undefined || line.state === state) && (asked.mois === '' || Number(line.due.slice(5, 7)) === Number(asked.mois)));
}

export function askedOf(visit: Visit): CampaignView['asked'] {
  const [etat, mois] = [visit.query('etat'), visit.query('mois')];
  return { etat: etat in STATES ? etat : '', mois: /^(?:[1-9]|1[0-2])$/.test(mois) ? mois : '', caf: visit.cafs.includes(visit.query('caf') as CafCode) ? visit.query('caf') : '' };
}

/** What the page of a year's campaign shows. */
export async function campaignView(visit: Visit, refused: Refused | null): Promise<CampaignView> {
  const [campaign, shell] = [await campaignOf(visit), await shellOf(visit, 'revues')];
  const { lines, year, today, contracts, followed, withoutDate } = campaign;
  const asked = askedOf(visit);
  const found = askedLines(campaign, asked);
  const page = pageNumber(visit.query('page'));
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const of = (state: CampaignState): number => lines.filter((line) => line.state === state).length;
  return {
    shell, tokens: visit.tokens(), year, today, asked, lines: shown, total: found.length, withoutDate, refused,
    article: contracts[0]?.habilitations.reverseReview?.article ?? null, cafs: contracts.map(({ caf, name }) => ({ code: caf as CafCode, name })),
    counts: { done: of('done'), late: of('late'), checking: of('checking'), running: of('running'), coming: of('coming'), void: of('void') },
    atManager: lines.filter(({ state, exhausted }) => state === 'late' && exhausted).length, share: shareDone(lines, today), months: campaignMonths(lines, today),
    conventions: visit.may('work-on-review') ? followed.filter(({ facts }) => !facts.some(({ kind }) => kind === 'convention-ended')).map(({ convention_id, partner, number }) => ({ value: convention_id, label: `${partner}, convention ${number}` })) : [],
    paging: paging(page, shown.length, found.length, (to) => reviewsPath({ ...asked, annee: year, page: to })),
  };
}
