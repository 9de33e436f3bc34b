import { createHash } from 'node:crypto';
import type { Db, Tx } from '../db/connect';
import { minutesTurn, meetingFiles, openMeetings } from '../db/meeting';
import type { LoadedJourney } from '../db/journey-case';
import type { ConventionRow } from '../db/partner';
import type { Side } from '../domain/contract-types';
import type { Instant } from '../domain/ids';
import type { Doer, Meeting, MeetingDate, MeetingFact } from '../domain/journeys/meeting-facts';
import { minutesPaper } from '../paper/minutes';
import { writePdf } from '../paper/pdf';
import { isTerminated } from './in-force';
import { beginJourney, type Begun } from './journey';
import type { WriteTools } from './tools';

export interface MeetingAsked extends Doer {
  readonly subject: string;
  readonly date: MeetingDate | null;
  readonly actor: string;
  readonly key: string;
}

/** A meeting asked for by either side, under the form's key; refused while another one of the same convention is under way, which says which, and once the convention has ended. */
export async function askMeeting(tx: Tx, tools: WriteTools, { id, caf }: Pick<ConventionRow, 'id' | 'caf'>, asked: MeetingAsked, now: Instant): Promise<Begun | { readonly refused: string; readonly open: string | null }> {
  if (await isTerminated(tx, { id, caf }, now)) return { refused: 'Cette convention est résiliée.', open: null };
  const { subject, date, by, who, actor, key } = asked;
  const [open] = (await openMeetings(tx, id)).filter(({ phase }) => BEFORE_IT.has(phase));
  if (open !== undefined) return { refused: `Une réunion est déjà demandée sous ${open.id} : convenez-y d’une date.`, open: open.id };
  const first: MeetingFact = { kind: 'meeting-requested', by, who, subject, date };
  return await beginJourney(tx, tools, { kind: 'meeting', caf, conventionId: id, first, actor, key }, now);
}
const BEFORE_IT: ReadonlySet<string> = new Set(['to-date', 'proposed', 'set']);

/** Whose turn it will be, once a meeting that is not held yet is. */
export async function writerOf(db: Db, conventionId: string, { held }: Meeting): Promise<Side> {
  return held?.writer ?? (await minutesTurn(db, conventionId));
}

/** The minutes as they stand, as a PDF. */
export async function minutesPdf(db: Db, { row, surroundings }: Pick<LoadedJourney, 'row' | 'surroundings'>, state: Meeting): Promise<Buffer> {
  const { contract, convention } = surroundings;
  const files = await meetingFiles(db, row.id);
  const file = files.find(({ id }) => id === state.minutes?.file)?.name ?? null;
  return await writePdf(minutesPaper({ id: row.id, caf: contract.name, partner: convention?.partnerName ?? '', convention: convention?.number ?? '', timeZone: contract.calendar.timeZone, state, file }));
}

/** What a file is known by within its meeting: its content. */
export function meetingFileId(journey: string, bytes: Buffer): { readonly id: string; readonly sha256: string } {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id: `${journey}-${sha256.slice(0, 12)}`, sha256 };
}
