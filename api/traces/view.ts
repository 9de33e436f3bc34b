import { findJourney } from '../../db/journey';
import { readJourney, type LoadedJourney } from '../../db/journey-case';
import { journalOfJourney } from '../../db/journey-fact';
import { answerOf, filesOfAnswer, insertReading, readings, type Reading, type TraceLine } from '../../db/trace';
import { READING_WORDS } from '../../domain/french/traces';
import { forecastJourney } from '../../domain/journeys/forecast';
import { foldTraces, traceRequest } from '../../domain/journeys/trace-request';
import type { TraceFactBody, TracePhase, TraceRequest } from '../../domain/journeys/trace-facts';
import type { JourneyFact } from '../../domain/journeys/types';
import { lastDayKept, termsOf } from '../../domain/retention/terms';
import { ownTraceFilePath, traceFilePath } from '../../web/paths-traces';
import type { ShellProps } from '../../web/view/shell';
import type { ReadingView, TraceAnswerView, TraceLineView, TraceView } from '../../web/view/trace';
import { fileSize } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import type { Visit } from '../visit';

export interface SentAct {
  readonly act: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}
export type LoadedTrace = LoadedJourney & { readonly state: TraceRequest };

/** A request that this person reads: a trace reader of its Caf, or its asker. @throws NotFound */
export async function traceLoaded(visit: Visit): Promise<LoadedTrace> {
  const row = await findJourney(visit.tools.sql, visit.param('demande'));
  const own = row?.people.includes(visit.session.account_id) === true && visit.action === 'ask-traces';
  const reads = row !== undefined && visit.action === 'read-traces' && visit.cafs.includes(row.caf);
  if (row === undefined || row.kind !== 'trace-request' || !(own || reads)) throw new NotFound('no such request for traces');
  const loaded = await readJourney(visit.tools.sql, row.id, visit.now);
  if (loaded === undefined) throw new NotFound('no such request for traces');
  return { ...loaded, state: foldTraces(loaded.facts as JourneyFact<TraceFactBody>[]) };
}

/** Written down before anything is shown. */
export async function noteReading(visit: Visit, { row }: Pick<LoadedTrace, 'row'>, what: Reading['what'], fileName: string | null = null): Promise<void> {
  await insertReading(visit.tools.sql, { journey: row.id, caf: row.caf, at: visit.now, who: visit.session.account_id, who_name: visit.session.name, what, file_name: fileName });
}

/** The page of one request; showing it is a reading of it, and of its answer when there is one. */
export async function traceView(visit: Visit, shell: ShellProps, side: 'caf' | 'asker', sent: SentAct | null): Promise<TraceView> {
  const loaded = await traceLoaded(visit);
  const { row, facts, surroundings, state } = loaded;
  await noteReading(visit, loaded, 'request');
  const answer = await answerView(visit, loaded, side);
  const [journal, read] = await Promise.all([journalOfJourney(visit.tools.sql, row.id), side === 'caf' ? readings(visit.tools.sql, [row.caf], row.id) : null]);
  return {
    shell: { ...shell, timeZone: surroundings.contract.calendar.timeZone }, tokens: visit.tokens(), id: row.id, state, partner: surroundings.convention?.partnerName ?? null, convention: surroundings.convention?.number ?? null,
    journal: journal.map(({ at, body, kind, name }) => ({ at, fact: { ...body, kind } as TraceFactBody, who: side === 'caf' ? name : null })),
    steps: side === 'caf' ? forecastJourney(traceRequest as never, facts, surroundings).map(({ step }) => step) : [], answer, readings: read?.map(readingView) ?? null, sent,
  };
}

async function answerView(visit: Visit, loaded: LoadedTrace, side: 'caf' | 'asker'): Promise<TraceAnswerView | 'erased' | null> {
  if (loaded.state.answer === null) return null;
  const answer = await answerOf(visit.tools.sql, loaded.row.id);
  if (answer === undefined) return 'erased';
  await noteReading(visit, loaded, 'answer');
  const files = await filesOfAnswer(visit.tools.sql, answer.id);
  const pathOf = side === 'caf' ? traceFilePath : ownTraceFilePath;
  const { contract } = loaded.surroundings;
  return { at: answer.at, body: answer.body, keptUntil: lastDayKept(termsOf(contract), contract.calendar, answer.at), files: files.map(({ id, name, size }) => ({ id, name, size: fileSize(size), href: pathOf(loaded.row.id, id) })) };
}

export function readingView({ journey, at, who, who_name, what, file_name }: Reading): ReadingView {
  const address = who.startsWith('partner:') ? who.slice('partner:'.length) : who;
  return { journey, at, who: who_name === address ? who_name : `${who_name} (${address})`, what: `${READING_WORDS[what]}${file_name === null ? '' : ` : ${file_name}`}` };
}

export function traceLine({ id, caf, partner, phase, began_at, ended_at, late_since }: TraceLine): TraceLineView {
  return { id, caf, partner, phase: phase as TracePhase, began: began_at, ended: ended_at, late: late_since !== null };
}
