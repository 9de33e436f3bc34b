import type { Contract } from '../domain/contract-types';
import type { Reference } from '../domain/ids';
import type { LoadedCase } from './case';
import type { Sql } from './connect';
import { getContract } from './contract';
import type { LetterRow } from './letter';
import { deadAmong, toPartnerContact, type ContactRow } from './partner';
import { factsOfMany, listByReference } from './queue';
import type { CafCode } from '../domain/ids';

/** A ticket with who stands on its ladders and the letters that went to them. */
export interface ListedCase {
  readonly loaded: LoadedCase;
  readonly letters: ReadonlyArray<Pick<LetterRow, 'id' | 'rung' | 'state' | 'left_at' | 'queued_at'>>;
}

/** Several tickets with their ladders in a handful of questions, in the order given. Their plans cannot be made of it: no frozen reckoning is read. */
export async function readCases(sql: Sql, cafs: readonly CafCode[], references: readonly Reference[]): Promise<ListedCase[]> {
  const rows = await listByReference(sql, cafs, references);
  const conventions = [...new Set(rows.flatMap((row) => row.convention_id ?? []))];
  const [facts, contacts, letters, contracts] = await Promise.all([
    factsOfMany(sql, references),
    sql<ContactRow[]>`select * from contact where convention_id = any(${conventions}) order by ladder_rank nulls last, role, name`,
    sql<(ListedCase['letters'][number] & { reference: Reference })[]>`select reference, id, rung, state, left_at, queued_at from letter where reference = any(${[...references]}) and rung is not null order by queued_at, id`,
    Promise.all(rows.map((row) => getContract(sql, row.caf, row.contract_version))),
  ]);
  const dead = await deadAmong(sql, [...contacts, ...contracts.flatMap((contract) => contract.deskLadder)].flatMap((person) => person.email ?? []));
  return rows.map((row, i) => {
    const own = contacts.filter((contact) => contact.convention_id === row.convention_id);
    const ticket = { contract: contracts[i] as Contract, contacts: own.map(toPartnerContact), deadAddresses: dead, facts: facts.get(row.reference) ?? [], frozen: new Map(), heldUntil: null };
    return { loaded: { row, contacts: own, partnerName: row.partner_name, ticket }, letters: letters.filter((letter) => letter.reference === row.reference) };
  });
}
