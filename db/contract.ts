import type { Contract } from '../domain/contract-types';
import { withSettings, type OwnSettings } from '../domain/desk-settings';
import type { CafCode, Instant } from '../domain/ids';
import type { Db, Sql, Tx } from './connect';

/** Puts contracts in force, with their desks' mailboxes and their own people's addresses. A known version is never changed. */
export async function loadContracts(sql: Sql, contracts: readonly Contract[]): Promise<void> {
  await sql.begin(async (tx) => {
    for (const contract of contracts) {
      await tx`insert into contract_version (caf, version, effective_from, body)
        values (${contract.caf}, ${contract.version}, ${contract.effectiveFrom}, ${tx.json(contract as never)}) on conflict do nothing`;
      await keepAddresses(tx, contract);
    }
  });
}

/** The desk's mailboxes and its own people's addresses. Those of earlier versions stay known: a late mail to them still finds the desk. */
export async function keepAddresses(tx: Tx, contract: Contract): Promise<void> {
  for (const address of contract.desk.mailboxes) {
    await tx`insert into desk_mailbox (address, caf) values (${address.toLowerCase()}, ${contract.caf}) on conflict do nothing`;
  }
  for (const { address, kind, code } of ownAddresses(contract)) {
    await tx`insert into internal_address (caf, address, kind, code) values (${contract.caf}, ${address.toLowerCase()}, ${kind}, ${code}) on conflict do nothing`;
  }
}

function ownAddresses(contract: Contract): { address: string; kind: string; code: string | null }[] {
  const desk = new Set(contract.desk.mailboxes.map((a) => a.toLowerCase()));
  const all = [
    ...contract.sectors.map((sector) => ({ address: sector.email, kind: 'sector', code: sector.code })),
    ...contract.deskLadder.map((rung) => ({ address: rung.email, kind: 'ladder', code: null })),
    { address: contract.manager.email, kind: 'manager', code: null },
    { address: contract.national?.email ?? null, kind: 'national', code: null },
  ];
  return all.flatMap(({ address, ...rest }) => (address === null || desk.has(address.toLowerCase()) ? [] : [{ ...rest, address }]));
}

const known = new Map<string, Contract>();

/** What is kept in memory is of one database: a process that turns to another one forgets it. */
export function forgetContracts(): void {
  known.clear();
}

/** One version of a Caf's contract, as it was signed. Versions never change, so they are kept in memory. @throws Error when there is none. */
export async function getContract(db: Db, caf: CafCode, version: number): Promise<Contract> {
  const key = `${caf}/${version}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const [row] = await db<{ body: Contract }[]>`select body from contract_version where caf = ${caf} and version = ${version}`;
  if (row === undefined) throw new Error(`no contract ${key}: run « guichet migrate »`);
  known.set(key, row.body);
  return row.body;
}

/** Which version is in force at an instant: by the day it is at the Caf, in its own time zone. */
function inForceFirst(db: Db, at: Instant) {
  const begun = db`effective_from <= (${at}::timestamptz at time zone time_zone)::date`;
  return db`${begun} desc, case when ${begun} then -version else version end`;
}

/** The version in force at an instant, else its first, with the desk's own settings. @throws Error when the Caf has none. */
export async function contractAt(db: Db, caf: CafCode, at: Instant): Promise<Contract> {
  const [contract] = await contractsInForceOf(db, [caf], at);
  if (contract === undefined) throw new Error(`no contract for Caf ${caf}: run « guichet migrate »`);
  return contract;
}

/** The version in force at an instant at every Caf, each on its own day. */
export async function contractsInForce(db: Db, at: Instant): Promise<Contract[]> {
  const rows = await db<{ body: Contract; own: OwnSettings | null }[]>`
    select distinct on (caf) contract_version.body, desk_setting.body as own from contract_version left join desk_setting using (caf) order by caf, ${inForceFirst(db, at)}`;
  return rows.map(({ body, own }) => withSettings(body, own));
}

/** The contract in force at an instant for each of these Cafs, each on its own day, else its first; which version that is is asked, what it says is kept in memory. */
export async function contractsInForceOf(db: Db, cafs: readonly CafCode[], at: Instant): Promise<Contract[]> {
  const rows = await db<{ caf: CafCode; version: number; own: OwnSettings | null }[]>`
    select distinct on (caf) caf, version, desk_setting.body as own from contract_version left join desk_setting using (caf) where caf = any(${[...cafs]}) order by caf, ${inForceFirst(db, at)}`;
  return await Promise.all(rows.map(async ({ caf, version, own }) => withSettings(await getContract(db, caf, version), own)));
}

export async function deskMailboxes(db: Db): Promise<Map<string, CafCode>> {
  const rows = await db<{ address: string; caf: CafCode }[]>`select address, caf from desk_mailbox where ended_at is null`;
  return new Map(rows.map((row) => [row.address, row.caf]));
}

export async function internalAddress(db: Db, caf: CafCode, address: string): Promise<{ kind: 'sector' | 'ladder' | 'national' | 'manager'; code: string | null } | undefined> {
  const [row] = await db<{ kind: 'sector' | 'ladder' | 'national' | 'manager'; code: string | null }[]>`
    select kind, code from internal_address where caf = ${caf} and address = ${address}`;
  return row;
}

/** The latest version of a Caf's contract, in force or still to come; null when it has none. */
export async function latestVersionOf(db: Db, caf: CafCode): Promise<number | null> {
  const [row] = await db<{ version: number | null }[]>`select max(version) as version from contract_version where caf = ${caf}`;
  return row?.version ?? null;
}
