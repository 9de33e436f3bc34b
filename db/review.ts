import type { Side } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { JourneyFact } from '../domain/journeys/types';
import type { Db, Tx } from './connect';
import type { JourneyNextStep, JourneyRow } from './journey';

export interface ReviewFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly at: Instant;
  readonly added_by: string;
}

/** Keeps a file as proof; the same content again is kept once. */
export async function keepReviewFile(tx: Tx, journey: string, file: Omit<ReviewFile, 'id' | 'at' | 'added_by'>, bytes: Buffer, at: Instant, by: string): Promise<void> {
  const id = `${journey}-${file.sha256.slice(0, 12)}`;
  await tx`insert into review_file ${tx({ ...file, id, journey, bytes, at, added_by: by })} on conflict do nothing`;
}

/** The files of a review, oldest first, without their bytes. */
export async function reviewFiles(db: Db, journey: string): Promise<ReviewFile[]> {
  return await db<ReviewFile[]>`select id, name, type, size, sha256, at, added_by from review_file where journey = ${journey} order by at, id`;
}

export async function reviewFile(db: Db, journey: string, id: string): Promise<(ReviewFile & { readonly bytes: Buffer }) | undefined> {
  const [row] = await db<(ReviewFile & { bytes: Buffer })[]>`select * from review_file where journey = ${journey} and id = ${id}`;
  return row;
}

export interface ReviewDraft {
  readonly fields: Readonly<Record<string, string>>;
  readonly saved_at: Instant;
  readonly saved_by: string;
}

export async function reviewDraft(db: Db, journey: string): Promise<ReviewDraft | undefined> {
  const [row] = await db<ReviewDraft[]>`select fields, saved_at, saved_by from review_draft where journey = ${journey}`;
  return row;
}

/** Keeps what was ticked so far, also once it is sent: asked for again, the form comes back filled. The last one to save is right. */
export async function keepReviewDraft(tx: Tx, journey: string, { fields, saved_at, saved_by }: ReviewDraft): Promise<void> {
  await tx`insert into review_draft ${tx({ journey, fields: tx.json(fields), saved_at, saved_by })}
    on conflict (journey) do update set fields = excluded.fields, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

/** Reviews of some conventions that are not over, soonest first. */
export async function openReviews(db: Db, conventionIds: readonly string[]): Promise<JourneyRow[]> {
  return await db<JourneyRow[]>`
    select * from journey where kind = 'reverse-review' and convention_id = any(${[...conventionIds]}) and ended_at is null order by began_at, id`;
}

export interface CampaignJourney {
  readonly id: string;
  readonly kind: 'reverse-review' | 'convention-year';
  readonly caf: CafCode;
  readonly convention_id: string;
  readonly number: string;
  readonly partner: string;
  readonly contract_version: number;
  readonly exhausted: boolean;
  readonly owes: Side | null;
  readonly next_at: Instant | null;
  readonly next_step: JourneyNextStep | null;
  readonly facts: readonly JourneyFact[];
}

/** Of some Cafs: the reviews whose date is of a year, and every convention that is followed or was; each with its facts. */
export async function campaignJourneys(db: Db, cafs: readonly CafCode[], from: LocalDate, to: LocalDate): Promise<CampaignJourney[]> {
  return await db<CampaignJourney[]>`
    select journey.id, journey.kind, journey.caf, convention_id, convention.number, partner.name as partner, contract_version, exhausted, owes, next_at, next_step,
      (select jsonb_agg(f.body || jsonb_build_object('kind', f.kind, 'n', f.n, 'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.n) from journey_fact f where f.journey = journey.id) as facts
    from journey join convention on convention.id = convention_id join partner on partner.id = convention.partner_id
    where journey.caf = any(${[...cafs]}) and (journey.kind = 'convention-year'
      or journey.id in (select f.journey from journey_fact f where f.kind = 'review-begun' and f.body ->> 'due' between ${from} and ${to}))
    order by lower(partner.name), convention.number`;
}

/** Conventions of some Cafs that nobody follows because their signature has no date. */
export async function conventionsWithoutDate(db: Db, cafs: readonly CafCode[]): Promise<number> {
  const [row] = await db<{ n: number }[]>`
    select count(*)::int as n from convention left join convention_file file on file.convention_id = convention.id where convention.caf = any(${[...cafs]}) and file.signed_on is null`;
  return row?.n ?? 0;
}

/** Conventions with a date of signature that nobody follows yet, and that have not ended. */
export async function conventionsToFollow(db: Db, limit = 200): Promise<{ readonly id: string; readonly caf: CafCode }[]> {
  return await db<{ id: string; caf: CafCode }[]>`
    select convention.id, convention.caf from convention_file file join convention on convention.id = file.convention_id
    where signed_on is not null and terminated_on is null and not exists (select from journey where begin_key = 'year/' || convention.id)
    order by convention.id limit ${limit}`;
}
