import { createHash } from 'node:crypto';
import type { Db } from '../db/connect';
import { contractAt } from '../db/contract';
import { contactsOfConvention, findConvention, type ContactRow } from '../db/partner';
import { bulletinsOf, conventionFile, habilitationsOf, quotasOf, type BulletinRow, type HabilitationRow } from '../db/register';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { Instant } from '../domain/ids';
import type { ReviewPerson, ReviewProfile } from '../domain/journeys/review-facts';
import { SERVICE_SHORT } from '../web/words/labels';

/** What a convention's administrator goes through each year (article 2.2). */
export interface ReviewList {
  readonly people: ReadonlyArray<ReviewPerson & { readonly jobTitle: string | null; readonly suspended: boolean; readonly givenAt: Instant | null; readonly unit: string | null }>;
  /** Profiles whose users the partner alone knows: empty in centralised mode. */
  readonly profiles: ReadonlyArray<ReviewProfile & { readonly allowed: number | null; readonly reported: number | null }>;
}

/** The list as the register stands now: whoever has access, administrators who are known as contacts alone included. */
export async function reviewList(db: Db, conventionId: string, now: Instant): Promise<ReviewList> {
  const [held, contacts, bulletins, quotas, file, convention] = await Promise.all([
    habilitationsOf(db, conventionId), contactsOfConvention(db, conventionId), bulletinsOf(db, conventionId), quotasOf(db, conventionId), conventionFile(db, conventionId), findConvention(db, conventionId),
  ]);
  const lines = held.filter(({ state }) => state !== 'withdrawn');
  const contract = convention === undefined ? null : ((await contractAt(db, convention.caf, now)) as ContractDocument);
  const mode = file?.mode ?? contract?.habilitations.mode ?? 'delegated';
  const of = (id: string): BulletinRow | undefined => bulletins.find((one) => one.id === id);
  return {
    people: [...administrators(lines, contacts), ...lines.filter(({ rank }) => rank === 'user').map((one) => userOf(one, of(one.bulletin_id ?? '')))],
    profiles: mode === 'centralised' ? [] : quotas.map(({ bulletin_id, profile, users, reported }) => ({ key: keyOf(bulletin_id, profile), bulletinId: bulletin_id, profile, label: labelOf(of(bulletin_id)), allowed: users, reported })),
  };
}

function administrators(lines: readonly HabilitationRow[], contacts: readonly ContactRow[]): ReviewList['people'] {
  return contacts.flatMap(({ id, role, name, email, job_title }) => {
    if (role !== 'administrator' && role !== 'deputy-administrator') return [];
    const line = lines.find((one) => one.contact_id === id);
    return [{ key: keyOf(id, ''), rank: role, name, email, profile: null, jobTitle: job_title, suspended: line?.state === 'suspended', givenAt: line?.given_at ?? null, unit: null }];
  });
}

function userOf({ id, name, email, profile, job_title, state, given_at }: HabilitationRow, bulletin: BulletinRow | undefined): ReviewList['people'][number] {
  return { key: keyOf(id, ''), rank: 'user', name, email, profile, jobTitle: job_title, suspended: state === 'suspended', givenAt: given_at, unit: labelOf(bulletin) };
}

/** Short enough for a form and a sheet, the same whenever the list is made; begins with a letter: no spreadsheet takes it for a number. */
function keyOf(id: string, profile: string): string {
  return `r${createHash('sha256').update(`${id}\n${profile}`).digest('hex').slice(0, 9)}`;
}

function labelOf(bulletin: BulletinRow | undefined): string {
  if (bulletin === undefined) return '';
  const service = SERVICE_SHORT[bulletin.service];
  return bulletin.unit === '' ? service : `${service}, ${bulletin.unit}`;
}

/** The line of the register that a key of the list stands for. */
export function findByKey<T extends { readonly id: string }>(rows: readonly T[], key: string): T | undefined {
  return rows.find(({ id }) => keyOf(id, '') === key);
}
