import { stopsFor } from '../domain/planned-stop';
import type { Reckoning } from '../domain/calendar-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import { addressesOf, heldUntil, type LoadedCase } from './case';
import type { Sql } from './connect';
import { termsOf } from './desk-terms';
import { aliveness } from './outage';
import { openingFiles } from './opening';
import { promised } from './promised';
import { deadAmong, toPartnerContact, type ContactRow } from './partner';
import { factsOfMany } from './queue';
import type { TicketRow } from './ticket';

/** More than this many tickets are not tried: the page says how many were left out. */
export const MOST_TRIED = 2_000;

/** The tickets of a Caf on which something may still happen, with everything their plans are made of, in a handful of questions; read, not locked. */
export async function openCases(sql: Sql, caf: CafCode, now: Instant, limit = MOST_TRIED): Promise<LoadedCase[]> {
  const rows = await sql<(TicketRow & { partner_name: string | null })[]>`
    select ticket.*, partner.name as partner_name
    from ticket left join convention on convention.id = ticket.convention_id left join partner on partner.id = convention.partner_id
    where ticket.caf = ${caf} and phase not in ('closed', 'merged', 'handed-over') order by next_at, reference limit ${limit}`;
  const references = rows.map((row) => row.reference);
  const [facts, frozen, contacts, alive] = await Promise.all([
    factsOfMany(sql, references),
    frozenOfMany(sql, references),
    contactsOfMany(sql, [...new Set(rows.flatMap((row) => row.convention_id ?? []))]),
    aliveness(sql),
  ]);
  const files = await openingFiles(sql, [...new Set(rows.flatMap((row) => row.convention_id ?? []))]);
  const versions = [...new Set(rows.map((row) => row.contract_version))];
  const terms = new Map(await Promise.all(versions.map(async (version) => [version, await termsOf(sql, caf, version)] as const)));
  const rungs = [...terms.values()].flatMap((one) => [...one.contract.deskLadder, ...one.covers]);
  const dead = await deadAmong(sql, addressesOf([...contacts.values()].flat(), rungs));
  return rows.map((row) => {
    const people = contacts.get(row.convention_id ?? '') ?? [];
    const ofVersion = terms.get(row.contract_version);
    if (ofVersion === undefined) throw new Error(`no terms of ${caf}/${row.contract_version}`);
    const ticket = {
      ...promised(ofVersion, row, files.get(row.convention_id ?? '')), stops: stopsFor(ofVersion.stops, row.service), contacts: people.map(toPartnerContact), deadAddresses: dead, facts: facts.get(row.reference) ?? [],
      frozen: frozen.get(row.reference) ?? new Map<string, Reckoning>(), heldUntil: heldUntil(alive, ofVersion.contract, now),
    };
    return { row, contacts: people, partnerName: row.partner_name, ticket };
  });
}

/** How many tickets a change would meet. */
export async function countOpen(sql: Sql, caf: CafCode): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ticket where caf = ${caf} and phase not in ('closed', 'merged', 'handed-over')`;
  return row?.count ?? 0;
}

async function frozenOfMany(sql: Sql, references: readonly Reference[]): Promise<Map<Reference, Map<string, Reckoning>>> {
  const rows = await sql<{ reference: Reference; key: string; body: Reckoning }[]>`select reference, key, body from reckoning where reference = any(${[...references]})`;
  const byTicket = new Map<Reference, Map<string, Reckoning>>();
  for (const { reference, key, body } of rows) byTicket.set(reference, (byTicket.get(reference) ?? new Map<string, Reckoning>()).set(key, body));
  return byTicket;
}

async function contactsOfMany(sql: Sql, conventions: readonly string[]): Promise<Map<string, ContactRow[]>> {
  const rows = await sql<ContactRow[]>`
    select * from contact where convention_id = any(${[...conventions]}) and ended_at is null order by ladder_rank nulls last, role, name`;
  const byConvention = new Map<string, ContactRow[]>();
  for (const row of rows) byConvention.set(row.convention_id, [...(byConvention.get(row.convention_id) ?? []), row]);
  return byConvention;
}
