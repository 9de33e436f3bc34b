import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tools } from '../../desk/tools';
import { writePersonalMails } from '../../desk/personal-mails';
import { connect, type Sql } from '../../db/connect';
import { epochMs, instant } from '../../domain/ids';
import { dayOnceItIs } from '../../domain/personal-mails';
import { published } from '../support/ticket-case';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';

const MANAGER_31 = 'responsable@caf31.example';
const FROM_21 = 'Élodie Marchandet <elodie.marchandet@ccas-belrupt.example>';
/** Nord and Seine-Maritime state no hours: they are open every day. */
const MANAGERS = ['21', '31', '59', '76', '95'].map((caf) => `responsable@caf${caf}.example`);
const OPEN_ON_SUNDAY = ['responsable@caf59.example', 'responsable@caf76.example'];

let office: Office;
let owner: Sql;
let tools: Tools;

beforeAll(async () => {
  office = await startOffice();
  owner = connect(office.database.ownerUrl, { max: 1 });
  tools = { sql: office.sql, post: async () => ({ outcome: 'inside' }), publicUrl: 'http://guichet.example', instance: 'http://guichet.example', tell: async () => undefined, tellJourney: async () => undefined, log: { info: () => undefined, warn: () => undefined, error: () => undefined } };
});
afterAll(async () => {
  await owner.end();
  await office.stop();
});
beforeEach(async () => {
  await owner`delete from letter where reference is null`;
  await owner`delete from mail_choice`;
  await owner`delete from queue_opened`;
});

const at = (local: string) => instant(`${local}:00+01:00`);
const write = (local: string) => writePersonalMails(tools, at(local));
const written = async (kind: string) => (await office.sql<{ to_address: string }[]>`select to_address from letter where kind = ${kind} and reference is null order by 1`).map((row) => row.to_address);
const choose = (account: string, choice: string, wanted: boolean, hour: string | null = null) => owner`insert into mail_choice values (${account}, ${choice}, ${wanted}, ${hour})`;

describe('the morning’s digest', () => {
  it('leaves at eight by the Caf’s clock, once a day, however often and by however many it is written', async () => {
    expect(await write('2026-11-03T07:59')).toBe(0);
    await Promise.all([write('2026-11-03T08:00'), write('2026-11-03T08:00')]);
    expect(await written('morning')).toEqual(MANAGERS);
    expect(await write('2026-11-03T09:00')).toBe(0);
    await write('2026-11-04T08:00');
    expect(await written('morning')).toEqual([...MANAGERS, ...MANAGERS].sort());
  });

  it('leaves later in the day when the desk was down at eight, and not the next day for the day before', async () => {
    await write('2026-11-03T15:00');
    const [letter] = await office.sql<{ id: string }[]>`select id from letter where to_address = ${MANAGER_31} and kind = 'morning'`;
    expect(letter?.id).toBe(`morning/${MANAGER_31}/2026-11-03`);
    expect(await write('2026-11-04T07:00')).toBe(0);
  });

  it('leaves on no closed day', async () => {
    await write('2026-11-08T12:00');
    expect(await written('morning')).toEqual(OPEN_ON_SUNDAY);
  });

  it('goes to whoever chose it, at the hour they chose', async () => {
    await choose(MANAGER_31, 'morning', false, '08:00');
    await choose(MELISANDE, 'morning', true, '09:30');
    await write('2026-11-03T09:29');
    expect(await written('morning')).toEqual(MANAGERS.filter((one) => one !== MANAGER_31));
    await write('2026-11-03T09:30');
    expect(await written('morning')).toContain(MELISANDE);
  });

  it('keeps the local day of an overseas desk', () => {
    const calendar = { ...published('31').calendar, timeZone: 'Indian/Reunion' };
    expect(dayOnceItIs(calendar, '08:00', instant('2026-11-03T03:59:00Z'))).toBeNull();
    expect(dayOnceItIs(calendar, '08:00', instant('2026-11-03T04:00:00Z'))).toBe('2026-11-03');
    expect(dayOnceItIs(calendar, '00:00', instant('2026-11-03T21:00:00Z'))).toBe('2026-11-04');
  });
});

describe('a queue that nobody opened', () => {
  it('is told at the hour that was set, and not where somebody has opened it', async () => {
    office.clock.pass(epochMs(at('2026-11-10T09:00')) - epochMs(office.clock.now()));
    const agent = await office.signIn(MELISANDE);
    expect((await agent.get('/file')).status).toBe(200);
    expect(await written('unopened')).toEqual([]);
    await write('2026-11-10T10:00');
    await write('2026-11-10T10:01');
    expect(await written('unopened')).toEqual(MANAGERS.filter((one) => one !== MANAGER_31));
    expect(await office.sql`select caf, day, account_id from queue_opened`).toEqual([{ caf: '31', day: '2026-11-10', account_id: MELISANDE }]);
  });
});

describe('a broken promise', () => {
  it('is told once to whoever asked, beside the manager whom the contract names', async () => {
    const agent21 = 'casimir.bressot@caf21.example';
    const ticket = await opened(office, '21', mail(FROM_21, '[CDAP] [CCAS BELRUPT] incident technique', 'Bonjour, erreur 500.'));
    await opened(office, '31', mail(FROM_31, 'Sans promesse', 'Bonjour, erreur 500.'));
    // Received on Tuesday 10 at 9:00: broken on Thursday 12 at 9:00.
    office.clock.pass(epochMs(at('2026-11-12T09:00')) - epochMs(office.clock.now()));
    await office.move(ticket);
    await choose(agent21, 'breach', true);
    await choose(MELISANDE, 'breach', true);
    await write('2026-11-12T09:01');
    await write('2026-11-12T09:02');
    expect(await written('breach')).toEqual([agent21]);
    expect((await office.sql`select to_address from letter where reference = ${ticket} and kind = 'pickup-breach'`)[0]).toEqual({ to_address: 'responsable@caf21.example' });
    const [letter] = await office.sql<{ raw: Buffer; subject: string }[]>`select raw, subject from letter where kind = 'breach'`;
    expect(letter?.subject).toContain(ticket);
    await owner`update ticket set restricted = true where reference = ${ticket}`;
    await owner`delete from letter where kind = 'breach'`;
    await write('2026-11-12T09:03');
    expect(await written('breach')).toEqual([]);
  });
});

describe('a ladder exhausted', () => {
  it('is told once to whoever asked, beside the manager whom the contract names', async () => {
    office.clock.pass(epochMs(at('2026-11-12T09:00')) - epochMs(office.clock.now()));
    const ticket = await opened(office, '31', mail(FROM_31, 'Sans réponse', 'Bonjour, erreur 500.'));
    await choose(MELISANDE, 'exhausted', true);
    // Five days: the one rung, on Tuesday 17; five more end on Sunday 22, so on Monday 23 at the opening.
    for (const when of ['2026-11-17T09:00', '2026-11-23T07:30']) {
      office.clock.pass(epochMs(at(when)) - epochMs(office.clock.now()));
      await office.move(ticket);
    }
    await write('2026-11-23T07:31');
    await write('2026-11-23T07:32');
    expect(await written('exhausted')).toEqual([MELISANDE]);
    expect(await office.sql`select to_address from letter where reference = ${ticket} and kind = 'ladder-exhausted'`).toEqual([{ to_address: MANAGER_31 }]);
  });
});

describe('« Mes courriels »', () => {
  it('shows what the role has, keeps what is chosen, and gives a wrong hour back', async () => {
    const agent = await office.signIn(MELISANDE);
    const page = await agent.get('/mes-courriels');
    expect(page.body).not.toMatch(/id="morning"[^>]*checked/);
    const refused = await agent.post('/mes-courriels', { morning: 'oui', 'heure-morning': '25:00', 'heure-unopened': '10:00' }, page);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Donnez une heure');
    expect(refused.body).toMatch(/id="morning"[^>]*checked/);
    expect((await agent.post('/mes-courriels', { morning: 'oui', 'heure-morning': '07:15', 'heure-unopened': '10:00' }, page)).status).toBe(303);
    const after = await agent.get('/mes-courriels');
    expect(after.body).toMatch(/id="morning"[^>]*checked/);
    expect(after.body).toContain('value="07:15"');
    expect(after.body).not.toMatch(/id="breach"[^>]*checked/);
  });

  it('tells a manager whom the contract names that those letters always leave', async () => {
    const manager = await office.signIn(MANAGER_31);
    expect((await manager.get('/mes-courriels')).body).toContain('Le contrat vous nomme responsable.');
  });
});
