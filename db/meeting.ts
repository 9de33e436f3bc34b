import type { Side } from '../domain/contract-types';
import type { CafCode, Instant } from '../domain/ids';
import type { JourneyFact } from '../domain/journeys/types';
import type { Db, Tx } from './connect';
import type { JourneyRow } from './journey';

/** Whose turn it is to write the minutes of a convention's next meeting: not that of who wrote the last; the Caf writes the first. */
export async function minutesTurn(db: Db, conventionId: string): Promise<Side> {
  const [last] = await db<{ writer: Side }[]>`
    select f.body->>'writer' as writer from journey_fact f join journey on journey.id = f.journey
    where journey.convention_id = ${conventionId} and journey.kind = 'meeting' and f.kind = 'meeting-held' order by f.at desc, f.journey desc, f.n desc limit 1`;
  return last?.writer === 'desk' ? 'partner' : 'desk';
}

export interface MeetingFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly at: Instant;
  readonly added_by: string;
}

/** Keeps a file that goes with minutes, under its content: the same again is kept once. */
export async function keepMeetingFile(tx: Tx, journey: string, file: MeetingFile, bytes: Buffer): Promise<void> {
  await tx`insert into meeting_file ${tx({ ...file, journey, bytes })} on conflict do nothing`;
}

/** The files of a meeting, oldest first, without their bytes. */
export async function meetingFiles(db: Db, journey: string): Promise<MeetingFile[]> {
  return await db<MeetingFile[]>`select id, name, type, size, sha256, at, added_by from meeting_file where journey = ${journey} order by at, id`;
}

export async function meetingFile(db: Db, journey: string, id: string): Promise<(MeetingFile & { readonly bytes: Buffer }) | undefined> {
  const [row] = await db<(MeetingFile & { bytes: Buffer })[]>`select * from meeting_file where journey = ${journey} and id = ${id}`;
  return row;
}

export interface MeetingLine extends JourneyRow {
  readonly number: string;
  readonly partner: string;
  readonly facts: readonly JourneyFact[];
}

/** The meetings of some Cafs, or of one convention: those under way first, soonest first, then the latest. */
export async function meetingLines(db: Db, cafs: readonly CafCode[], conventionId: string | null, limit = 200): Promise<MeetingLine[]> {
  return await db<MeetingLine[]>`
    select journey.*, convention.number, partner.name as partner,
      (select jsonb_agg(f.body || jsonb_build_object('kind', f.kind, 'n', f.n, 'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.n) from journey_fact f where f.journey = journey.id) as facts
    from journey join convention on convention.id = convention_id join partner on partner.id = convention.partner_id
    where journey.kind = 'meeting' and journey.caf = any(${[...cafs]}) and (${conventionId}::text is null or convention_id = ${conventionId})
    order by journey.ended_at is not null, next_at nulls last, began_at desc, journey.id limit ${limit}`;
}

/** Meetings of a convention that are under way. */
export async function openMeetings(db: Db, conventionId: string): Promise<JourneyRow[]> {
  return await db<JourneyRow[]>`select * from journey where kind = 'meeting' and convention_id = ${conventionId} and ended_at is null order by began_at, id`;
}
