import { hash } from '@node-rs/argon2';
import type { Sql, Tx } from '../../db/connect';
import { loadContracts } from '../../db/contract';
import { copyRows } from '../../db/copy';
import { insertAccount } from '../../db/seed';
import { fillAtOnce, lastNumbers, setNumbers } from '../../db/seed-large';
import { planInstance, type Instance, type Order } from './instance';
import { COLUMNS, noRows, writeTicket, type Rows, type Table } from './rows';
import { writeStrangers } from './strangers';

const AT_ONCE = 2_000;

/** Writes the instance of an order into the database; `say` is told how far it is. Needs the owner's role. */
export async function fillLarge(sql: Sql, order: Order, password: string, say: (text: string) => void): Promise<void> {
  const instance = planInstance(order, await lastNumbers(sql));
  await loadContracts(sql, instance.contracts);
  await makeAccounts(sql, instance, password);
  await fillAtOnce(sql, async (tx) => {
    await copyPartners(tx, instance);
    for (let at = 0; at < instance.tickets.length; at += AT_ONCE) {
      const rows = noRows();
      for (const ticket of instance.tickets.slice(at, at + AT_ONCE)) writeTicket(rows, ticket);
      await copyAll(tx, rows);
      say(`${Math.min(at + AT_ONCE, instance.tickets.length)} demandes sur ${instance.tickets.length}`);
    }
    const strangers = noRows();
    writeStrangers(strangers, instance.contracts, order.seed, order.until);
    await copyAll(tx, strangers);
    await setNumbers(tx, instance.counters);
    say('index de recherche…');
  });
}

async function copyAll(tx: Tx, rows: Rows): Promise<void> {
  for (const table of Object.keys(COLUMNS) as Table[]) await copyRows(tx, table, COLUMNS[table], rows[table]);
}

async function copyPartners(tx: Tx, { partners }: Instance): Promise<void> {
  await copyRows(tx, 'partner', ['id', 'caf', 'name'], partners.map(({ id, caf, name }) => [id, caf, name]));
  await copyRows(tx, 'convention', ['id', 'partner_id', 'caf', 'number', 'services'], partners.map(({ id, caf, number, services }) => [number, id, caf, number, services]));
  await copyRows(tx, 'contact', ['id', 'convention_id', 'name', 'role', 'job_title', 'email', 'phones', 'ladder_rank'], partners.flatMap(({ number, contacts }) =>
    contacts.map(({ id, name, role, jobTitle, email, phones, ladderRank }) => [id, number, name, role, jobTitle, email.toLowerCase(), phones, ladderRank])));
}

/** An agent and a manager for each Caf, and an agent who serves them all, with one password. */
async function makeAccounts(sql: Sql, { contracts }: Instance, password: string): Promise<void> {
  const passwordHash = await hash(password);
  const of = (login: string, name: string, role: 'agent' | 'manager', cafs: Instance['contracts'][number]['caf'][]) => insertAccount(sql, { id: login, login, name, role, cafs, passwordHash });
  for (const { caf, department } of contracts) {
    const at = `caf${caf.toLowerCase()}.example`;
    await of(`agent@${at}`, `Agente ${department}`, 'agent', [caf]);
    await of(`responsable@${at}`, `Responsable ${department}`, 'manager', [caf]);
  }
  await of('partout@cafs.example', 'Agente partout', 'agent', contracts.map(({ caf }) => caf));
}
