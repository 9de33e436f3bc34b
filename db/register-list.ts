import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { ConventionDates, ConventionState, Mode } from '../domain/register/rules';
import type { Db } from './connect';

/** A convention as the register's list shows it. */
export interface RegisterLine extends ConventionDates {
  readonly id: string;
  readonly caf: CafCode;
  readonly number: string;
  readonly partner_name: string;
  readonly services: readonly ServiceCode[];
  readonly mode: Mode | null;
  readonly delegation_taken_back_at: Instant | null;
  readonly entered: boolean;
  readonly administrators: number;
  readonly users: number;
  readonly suspended: number;
  /** What the bulletins allow together, quotas to be entered left out; null = none is known. */
  readonly allowed: number | null;
  /** How many the partner says it has; null = it never said. */
  readonly reported: number | null;
  /** Quotas to be entered, and those that are exceeded, by what is given or by what the partner reports. */
  readonly to_enter: number;
  readonly exceeded: number;
}

export interface RegisterFilter {
  readonly cafs: readonly CafCode[];
  /** A part of the partner's name, of the convention's number, or of somebody's name or address; '' = all. */
  readonly words: string;
  readonly state: ConventionState | null;
  readonly service: ServiceCode | null;
  /** Conventions are in a state on a day. */
  readonly today: LocalDate;
}

/** The register of some Cafs, in the order of the partners' names. @param page absent = all of it */
export async function registerLines(db: Db, filter: RegisterFilter, page?: { readonly limit: number; readonly offset: number }): Promise<RegisterLine[]> {
  return await db<RegisterLine[]>`
    select convention.id, convention.caf, convention.number, convention.services, partner.name as partner_name, file.mode, file.delegation_taken_back_at, file.convention_id is not null as entered,
      file.signed_on, file.contract_signed_on, file.formalities_on, file.opened_on, file.terminated_on,
      (select count(*)::int from contact where contact.convention_id = convention.id and role in ('administrator', 'deputy-administrator') and contact.ended_at is null
        and (not exists (select from habilitation h where h.contact_id = contact.id) or exists (select from habilitation h where h.contact_id = contact.id and state <> 'withdrawn'))) as administrators,
      (select count(*)::int from habilitation h where h.convention_id = convention.id and rank = 'user' and state <> 'withdrawn') as users,
      (select count(*)::int from habilitation h where h.convention_id = convention.id and state = 'suspended') as suspended,
      (select sum(q.users)::int from bulletin_quota q where q.convention_id = convention.id) as allowed,
      (select sum(q.reported)::int from bulletin_quota q where q.convention_id = convention.id) as reported,
      (select count(*)::int from bulletin_quota q where q.convention_id = convention.id and q.users is null) as to_enter,
      (select count(*)::int from bulletin_quota q where q.convention_id = convention.id and q.users < greatest(coalesce(q.reported, 0),
        (select count(*) from habilitation h where h.bulletin_id = q.bulletin_id and h.profile = q.profile and h.state <> 'withdrawn'))) as exceeded
    from convention join partner on partner.id = convention.partner_id left join convention_file file on file.convention_id = convention.id
    where ${matching(db, filter)} order by lower(partner.name), convention.number ${page === undefined ? db`` : db`limit ${page.limit} offset ${page.offset}`}`;
}

export async function countRegister(db: Db, filter: RegisterFilter): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from convention join partner on partner.id = convention.partner_id left join convention_file file on file.convention_id = convention.id where ${matching(db, filter)}`;
  return row?.count ?? 0;
}

/** The same as `conventionState` (domain/register/rules), for a list that is narrowed by it. */
function matching(db: Db, { cafs, words, state, service, today }: RegisterFilter) {
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return db`convention.caf = any(${[...cafs]})
    and (${service === null} or ${service} = any(convention.services))
    and (${state === null} or ${state} = case when file.convention_id is null then 'unknown' when file.terminated_on <= ${today} then 'terminated' when file.opened_on <= ${today} then 'open' when file.signed_on is null or file.signed_on > ${today} then 'to-sign' else 'signed' end)
    and (${words.trim() === ''} or partner.name ilike ${like} or convention.number ilike ${like}
      or exists (select from contact where contact.convention_id = convention.id and contact.ended_at is null and (contact.name ilike ${like} or contact.email ilike ${like}))
      or exists (select from habilitation h where h.convention_id = convention.id and (h.name ilike ${like} or h.email ilike ${like})))`;
}
