import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillLarge } from '../../cli/large/fill';
import { planInstance } from '../../cli/large/instance';
import { noRows, writeTicket } from '../../cli/large/rows';
import { connect, type Sql } from '../../db/connect';
import { brokenLink, factsOf } from '../../db/fact';
import { hasTickets } from '../../db/seed-large';
import { instant, type Reference } from '../../domain/ids';
import { stateOf } from '../../domain/ticket-state';
import { createTestDatabase, type TestDatabase } from '../support/database';

const ORDER = { tickets: 200, partners: 110, seed: 7, until: instant('2026-11-20T10:00:00Z') };

describe('the plan of a large instance', () => {
  const digest = (seed: number) => {
    const rows = noRows();
    for (const ticket of planInstance({ ...ORDER, seed }, new Map()).tickets.slice(0, 20)) writeTicket(rows, ticket);
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  };

  it('is the same for the same seed and instant, another for another', () => {
    expect(digest(7)).toBe(digest(7));
    expect(digest(8)).not.toBe(digest(7));
  });

  it('has 101 Cafs, each with a contract of its own and a partner at least', () => {
    const { contracts, partners } = planInstance(ORDER, new Map());
    expect(new Set(contracts.map((contract) => contract.caf)).size).toBe(101);
    expect(new Set(partners.map((partner) => partner.caf)).size).toBe(101);
    expect(new Set(contracts.flatMap((contract) => contract.desk.mailboxes)).size).toBe(101);
  });
});

describe('a database filled with it', () => {
  let database: TestDatabase;
  let sql: Sql;
  beforeAll(async () => {
    database = await createTestDatabase();
    sql = connect(database.ownerUrl, { max: 2 });
    await fillLarge(sql, ORDER, 'un mot de passe', () => undefined);
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });
  const count = async (what: string): Promise<number> => Number((await sql.unsafe(`select count(*)::int as n from ${what}`))[0]?.['n']);

  it('holds what was ordered, one ticket in five open', async () => {
    expect(await count('ticket')).toBe(200);
    expect(await count(`ticket where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')`)).toBe(40);
    expect(await count(`ticket where phase = 'resolved'`)).toBe(5);
    expect(await count('partner')).toBe(110);
    expect(await count('ticket_search')).toBe(200);
    expect(await count('message')).toBeGreaterThan(350);
    expect(await hasTickets(sql)).toBe(true);
  });

  it('has rows that say what their journals say, in journals that hold', async () => {
    const tickets = await sql<{ reference: Reference; phase: string; owes: string | null; next_at: string | null; last_n: number }[]>`select reference, phase, owes, next_at, last_n from ticket order by reference limit 40`;
    for (const { reference, phase, owes, next_at, last_n } of tickets) {
      const facts = await factsOf(sql, reference);
      const state = stateOf(facts);
      expect({ reference, phase, owes, last_n }).toEqual({ reference, phase: state.phase, owes: state.debt?.side ?? null, last_n: facts.length });
      expect(next_at === null || next_at > ORDER.until, `${reference} has nothing overdue`).toBe(true);
      expect(await brokenLink(sql, reference)).toBeNull();
    }
  });

  it('lacks nothing that a message, a letter or a mail refers to', async () => {
    expect(await count(`fact where body ? 'message' and not exists (select from message where message.id = fact.body->>'message')`)).toBe(0);
    expect(await count(`arrived_mail where outcome = 'to-identify'`)).toBeGreaterThan(100);
    expect(await count(`ticket where not exists (select from letter where letter.reference = ticket.reference and kind = 'acknowledgement')`)).toBe(0);
  });

  it('goes on with the numbers after the last', async () => {
    await fillLarge(sql, { ...ORDER, tickets: 20, partners: 101, seed: 8 }, 'un mot de passe', () => undefined);
    expect(await count('ticket')).toBe(220);
    expect(await count('tally')).toBeGreaterThan(3);
  });
});
