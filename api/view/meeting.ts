import { findJourney, journeyByKey, type JourneyRow } from '../../db/journey';
import { around, readJourney, type LoadedJourney } from '../../db/journey-case';
import { journalOfJourney } from '../../db/journey-fact';
import { lettersOfJourney } from '../../db/letter';
import { meetingFiles, meetingLines, minutesTurn, type MeetingLine } from '../../db/meeting';
import type { ConventionRow } from '../../db/partner';
import { preparedAssessments } from '../../db/prepared-assessment';
import { conventionFile } from '../../db/register';
import { yearKey } from '../../desk/convention-year';
import { writerOf } from '../../desk/meeting';
import { localDateOf } from '../../domain/calendar';
import type { Reckoning } from '../../domain/calendar-types';
import type { Side } from '../../domain/contract-types';
import { frenchRule } from '../../domain/french/dates';
import { aroundOf, clauseOf } from '../../domain/journeys/around';
import { conventionYear, nextAssessment, nextRenewal, type YearFact } from '../../domain/journeys/convention-year';
import { ASSESSMENT_DAYS_BEFORE } from '../../domain/journeys/convention-year-told';
import { forecastJourney } from '../../domain/journeys/forecast';
import { meeting, meetingLimit, minutesLimit } from '../../domain/journeys/meeting';
import { foldMeeting, type Meeting, type MeetingFact } from '../../domain/journeys/meeting-facts';
import type { JourneyFact, JourneyKind } from '../../domain/journeys/types';
import { daysAfter } from '../../domain/journeys/year';
import type { LifeView, LimitView, MeetingLineView, MeetingsView, MeetingView } from '../../web/view/meeting';
import type { ShellProps } from '../../web/view/shell';
import { NotFound } from '../errors';
import { termsOfCaf } from '../register/convention';
import type { Visit } from '../visit';
import type { SentAct } from './change';
import { letterStatus } from './letter-status';
import { localOfInstant, zoneWords } from './local-time';
import { contractsNow, shellOf } from './shell';

const KIND: JourneyKind = meeting as never;

export interface LoadedMeeting {
  readonly row: JourneyRow;
  readonly loaded: LoadedJourney;
  readonly state: Meeting;
  readonly conventionId: string;
}

/** A meeting by its number, whoever asks. @throws NotFound when there is none, or `may` says no */
export async function loadMeeting(visit: Visit, may: (row: JourneyRow) => boolean): Promise<LoadedMeeting> {
  const row = await findJourney(visit.tools.sql, visit.param('reunion'));
  if (row === undefined || row.kind !== 'meeting' || row.convention_id === null || !may(row)) throw new NotFound('no such meeting');
  const loaded = await readJourney(visit.tools.sql, row.id, visit.now);
  if (loaded === undefined) throw new NotFound('no such meeting');
  return { row, loaded, state: foldMeeting(loaded.facts as JourneyFact<MeetingFact>[]), conventionId: row.convention_id };
}

const limitView = (limit: Reckoning | null): LimitView | null => (limit === null ? null : { at: limit.deadline, article: limit.article });

/** What a meeting's page shows to a side. */
export async function meetingView(visit: Visit, { row, loaded, state, conventionId }: LoadedMeeting, given: { readonly side: Side; readonly shell: ShellProps; readonly mayAct: boolean; readonly sent: SentAct | null }): Promise<MeetingView> {
  const { sql } = visit.tools;
  const { surroundings, facts } = loaded;
  const { timeZone } = surroundings.contract.calendar;
  const [journal, letters, files, writer] = await Promise.all([journalOfJourney(sql, row.id), given.side === 'desk' ? lettersOfJourney(sql, row.id) : [], meetingFiles(sql, row.id), writerOf(sql, conventionId, state)]);
  const here = around(loaded);
  return {
    ...given, shell: { ...given.shell, timeZone }, tokens: visit.tokens(), id: row.id, state, partner: surroundings.convention?.partnerName ?? '', convention: surroundings.convention?.number ?? '', conventionId, writer,
    limit: limitView(meetingLimit(state, here)), minutesLimit: limitView(minutesLimit(state, here)), file: files.find(({ id }) => id === state.minutes?.file) ?? null,
    journal: journal.map(({ at, kind, body, name }) => ({ at, fact: { ...body, kind } as MeetingFact, who: whoOf(body) ?? name })),
    steps: row.ended_at === null ? forecastJourney(KIND, facts, surroundings).map(({ step }) => step) : [],
    letters: letters.map(({ id, subject, to_address, queued_at, state: letter }) => ({ id, subject, to: to_address, at: queued_at, status: letterStatus(letter) })),
    mayAct: given.mayAct && row.ended_at === null, heldDefault: state.date === null || state.date.when > visit.now ? '' : localOfInstant(state.date.when, timeZone), zoneWords: zoneWords(timeZone),
  };
}

function whoOf(body: Record<string, unknown>): string | null {
  return typeof body['who'] === 'string' ? body['who'] : null;
}

function lineView({ id, facts }: MeetingLine): MeetingLineView {
  const state = foldMeeting(facts as JourneyFact<MeetingFact>[]);
  return { id, subject: state.subject.split('\n')[0] ?? '', phase: state.phase, requestedAt: state.requested.at, when: state.held?.on ?? state.date?.when ?? null, owes: state.debt?.side ?? null, lateSince: state.lateSince, overdue: state.overdueAt !== null };
}

/** The meetings of the Cafs of who asks. */
export async function meetingsView(visit: Visit): Promise<MeetingsView> {
  const [shell, contracts] = await Promise.all([shellOf(visit, 'reunions'), contractsNow(visit)]);
  const caf = visit.cafs.find((one) => one === visit.query('caf')) ?? '';
  const lines = await meetingLines(visit.tools.sql, caf === '' ? visit.cafs : [caf], null);
  return { shell, caf, cafs: contracts.map((one) => ({ code: one.caf, name: one.name })), lines: lines.map((line) => ({ ...lineView(line), caf: line.caf, conventionId: line.convention_id ?? '', number: line.number, partner: line.partner })) };
}

/** A convention's years: what was, what comes, what may be asked. */
export async function lifeView(visit: Visit, convention: ConventionRow, given: { readonly side: Side; readonly shell: ShellProps; readonly mayAsk: boolean; readonly maySet: boolean; readonly sent: SentAct | null }): Promise<LifeView> {
  const { sql } = visit.tools;
  const { id, number, caf, partner_name } = convention;
  const [contract, file, prepared, lines, writer, year] = await Promise.all([termsOfCaf(sql, caf, visit), conventionFile(sql, id), preparedAssessments(sql, id), meetingLines(sql, [caf], id), minutesTurn(sql, id), journeyByKey(sql, yearKey(id))]);
  const { timeZone } = contract.calendar;
  const today = localDateOf(contract.calendar, visit.now);
  const over = file?.terminated_on != null && file.terminated_on <= today;
  return {
    ...given, mayAsk: given.mayAsk && !over, shell: { ...given.shell, timeZone }, tokens: visit.tokens(), id, number, partner: partner_name, today, signedOn: file?.signed_on ?? null, endsOn: file?.terminated_on ?? null,
    ...(await yearsOf(visit, year)), assessments: prepared.map(({ due_on, from_on, to_on }) => ({ on: due_on, from: from_on, to: to_on })), meetings: lines.map(lineView), writer,
    meetingDelay: delayOf(clauseOf(contract, 'meeting')?.delay), zoneWords: zoneWords(timeZone),
  };
}

function delayOf(rule: Parameters<typeof frenchRule>[0] | undefined): string | null {
  return rule === undefined ? null : frenchRule(rule);
}

/** What its year's journey says. */
async function yearsOf({ tools: { sql }, now }: Visit, row: JourneyRow | undefined): Promise<Pick<LifeView, 'renewals' | 'nextRenewal' | 'renewalTold' | 'followed' | 'nextAssessment'>> {
  const loaded = row === undefined ? undefined : await readJourney(sql, row.id, now);
  if (loaded === undefined) return { renewals: [], nextRenewal: null, renewalTold: [], followed: false, nextAssessment: null };
  const facts = loaded.facts as JourneyFact<YearFact>[];
  const state = conventionYear.fold(facts);
  const here = aroundOf(loaded.surroundings, new Map());
  const over = state.endedAt !== null;
  const on = over ? null : nextAssessment(state, here);
  return {
    renewals: facts.flatMap((fact) => (fact.kind === 'renewed' ? [fact.on] : [])).reverse(), nextRenewal: over ? null : nextRenewal(state, here), renewalTold: state.renewalTold, followed: true,
    nextAssessment: on === null ? null : { on, preparedOn: daysAfter(on, -ASSESSMENT_DAYS_BEFORE) },
  };
}
