import type { CafCode, Instant } from '../domain/ids';
import type { Notice } from '../domain/stop-procedure';
import type { Db } from './connect';

/** What became of what an address was told: the announcement read on the portal counts before all, then what the last letter met. */
export const ADDRESS_STATES = ['opened', 'sent', 'bounced', 'waiting', 'no-address'] as const;
export type AddressState = (typeof ADDRESS_STATES)[number];

export interface AddressRow {
  readonly caf: CafCode;
  readonly partner_name: string;
  readonly address: string | null;
  readonly name: string | null;
  readonly state: AddressState;
  readonly opened_at: Instant | null;
  /** The last letter to it. */
  readonly notice: Notice | null;
  readonly left_at: Instant | null;
  readonly problem: string | null;
}

/** The addresses of a stop at these Cafs (null = all), in one state or in any, by Caf and partner. */
export async function addressesOfStop(db: Db, stop: string, cafs: readonly CafCode[] | null, state: AddressState | null, limit: number, offset: number): Promise<AddressRow[]> {
  return await db<AddressRow[]>`
    select * from (${told(db, stop, cafs)}) told where ${state === null ? db`true` : db`state = ${state}`} order by caf, partner_name, address, key limit ${limit} offset ${offset}`;
}

/** How many are in each state. */
export async function countAddresses(db: Db, stop: string, cafs: readonly CafCode[] | null): Promise<Record<AddressState, number>> {
  const rows = await db<{ state: AddressState; count: number }[]>`select state, count(*)::int as count from (${told(db, stop, cafs)}) told group by state`;
  return { opened: 0, sent: 0, bounced: 0, waiting: 0, 'no-address': 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

function told(db: Db, stop: string, cafs: readonly CafCode[] | null) {
  return db`
    select a.key, a.caf, a.partner_name, a.address, a.name, a.opened_at, last.kind as notice, last.left_at, last.problem,
      case when a.address is null then 'no-address' when a.opened_at is not null then 'opened' when last.state in ('bounced', 'refused') then 'bounced'
        when last.state in ('sent', 'inside') then 'sent' else 'waiting' end as state
    from stop_address a
    left join lateral (
      select substr(kind, 6) as kind, state, left_at, problem from letter where letter.stop = a.stop and letter.caf = a.caf and letter.to_address = a.address order by mailing desc limit 1) last on true
    where a.stop = ${stop} and ${cafs === null ? db`true` : db`a.caf = any(${[...cafs]})`}`;
}

/** Its reader opens the announcement on the portal: the first time is kept. */
export async function markOpened(db: Db, stop: string, address: string, at: Instant): Promise<void> {
  await db`update stop_address set opened_at = ${at} where stop = ${stop} and address = ${address.toLowerCase()} and opened_at is null`;
}

/** Requests that are linked to a stop, oldest first. */
export async function ticketsOfStop(db: Db, stop: string, limit: number): Promise<{ reference: string; subject: string; partner_name: string | null; received_at: Instant; caf: CafCode }[]> {
  return await db<{ reference: string; subject: string; partner_name: string | null; received_at: Instant; caf: CafCode }[]>`
    select ticket.reference, ticket.subject, partner.name as partner_name, received_at, ticket.caf
    from ticket left join convention on convention.id = ticket.convention_id left join partner on partner.id = convention.partner_id
    where stop_id = ${stop} order by received_at, reference limit ${limit}`;
}
