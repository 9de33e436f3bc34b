import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { beginJourney } from '../../desk/journey';
import { saveSettings } from '../../db/desk-setting';
import { findTicket } from '../../db/ticket';
import { later } from '../../desk/tools';
import type { CafCode, Reference } from '../../domain/ids';
import { tellRetention } from '../../engine/retention';
import { retentionWorkflowId } from '../../workflows/messages';
import { eraseNow } from '../support/erase-now';
import { eventually } from '../support/eventually';
import { references } from '../support/journal';
import { arrived } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';
import { placesOf } from '../support/whole-database';

const CAF = '31' as CafCode;
const DAY = 86_400_000;
/** Words that nothing but what is erased holds. */
const WORDS = 'Hippogriffe zinzolin';
const HABILITATED = 'Chimère cobalt';
let desk: SkippedDesk;
let all: Sql;
beforeAll(async () => {
  desk = await startSkippedDesk();
  all = connect(desk.superuserUrl, { max: 1 });
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await all?.end({ timeout: 5 });
  await desk?.stop();
});

async function closedTicket(words: string): Promise<Reference> {
  const mail = arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', subject: `[CDAP] ${words}`, text: `Bonjour, ${words}, appelez Joachim Peyrade au 05 36 49 00 12.` }, desk.clock.now());
  await desk.keeper.keep({ ...mail, raw: withFile(mail.raw, words) });
  await desk.settled();
  const reference = (await references(desk.sql)).at(-1) as Reference;
  expect(await desk.act(reference, `take-${reference}`, { kind: 'take-in-hand' })).toEqual({ state: 'done' });
  expect(await desk.act(reference, `note-${reference}`, { kind: 'note', text: `Note : ${words}.` } as never)).toEqual({ state: 'done' });
  expect(await desk.act(reference, `answer-${reference}`, { kind: 'answer', text: `C’est réparé, ${words}.`, then: 'resolved' })).toEqual({ state: 'done' });
  return reference;
}
/** The same mail with a file in it, whose name and content say the words. */
function withFile(raw: Buffer, words: string): Buffer {
  const [head = '', text = ''] = raw.toString('utf8').split('\r\n\r\n');
  const [plain, multipart] = [/Content-Type: [^]*$/.exec(head)?.[0] ?? '', head.replace(/Content-Type: [^]*$/, 'Content-Type: multipart/mixed; boundary=b')];
  const file = [`Content-Type: application/octet-stream; name="${words}.bin"`, `Content-Disposition: attachment; filename="${words}.bin"`, 'Content-Transfer-Encoding: base64', '', Buffer.from(`le ${words} en pièce jointe`).toString('base64')];
  return Buffer.from([multipart, '', '--b', plain, '', text, '--b', ...file, '--b--', ''].join('\r\n'));
}
async function keepMonths(months: number | null): Promise<void> {
  await desk.sql.begin((tx) => saveSettings(tx, CAF, { keepTicketsMonths: months }, desk.clock.now()));
}
/** What a night erases, without its workflow: years pass without their nights. */
const night = (caf: CafCode | '' = CAF) => eraseNow(desk.sql, caf, desk.clock.now());
const days = (count: number) => desk.until(later(desk.clock.now(), count * DAY));

const erasedAt = async (reference: Reference) => (await findTicket(desk.sql, reference))?.erased_at ?? null;

describe('what is over its term, in skipped time', () => {
  it('six months for who opened what, six years for an access that was withdrawn, with its change, its mail, its letters and its person; a dispute holds all', { timeout: 240_000 }, async () => {
    await keepMonths(12);
    const reference = await closedTicket(HABILITATED);
    const change = await desk.sql.begin(async (tx) => {
      const { id } = await beginJourney(tx, desk.tools, { kind: 'formal-notice', caf: CAF, conventionId: '31-2024-017', reference, first: { kind: 'notice-decided', breach: HABILITATED } as never, actor: null, key: `preuve ${HABILITATED}` }, desk.clock.now());
      await tx`update journey set ended_at = ${desk.clock.now()}, phase = 'settled', next_at = null, told_n = last_n where id = ${id}`;
      await tx`insert into contact (id, convention_id, name, role, email, phones, ended_at) values ('preuve', '31-2024-017', ${HABILITATED}, 'deputy-administrator', 'preuve@castelbrun.example', '{}', ${desk.clock.now()})`;
      await tx`insert into habilitation (id, convention_id, rank, contact_id, name, email, state, given_at, ended_at, journey) values ('preuve', '31-2024-017', 'deputy-administrator', 'preuve', ${HABILITATED}, 'preuve@castelbrun.example', 'withdrawn', ${desk.clock.now()}, ${desk.clock.now()}, ${id})`;
      await tx`insert into register_act (id, convention_id, habilitation_id, kind, label, at, actor_name, recorded_at) values ('preuve', '31-2024-017', 'preuve', 'withdrawn', ${HABILITATED}, ${desk.clock.now()}, 'Agent', ${desk.clock.now()})`;
      return id;
    });
    await all`insert into access_log (at, who, cafs, action, path) values (${desk.clock.now()}, 'agent', '{31}', 'read-register', ${`/registre/${HABILITATED}`})`;
    await desk.addAccount('responsable', 'Responsable');
    const until = later(desk.clock.now(), 8 * 366 * DAY).slice(0, 10);
    await desk.sql`insert into retention_hold (id, caf, convention_id, reason, until, put_by, put_at) values ('litige', '31', '31-2024-017', 'Recours', ${until}, 'responsable', ${desk.clock.now()})`;
    await days(150);
    await night('');
    expect(await placesOf(all, HABILITATED)).toContain('access_log.path');
    await days(40);
    await night('');
    expect(await placesOf(all, HABILITATED)).not.toContain('access_log.path');
    // Five years and more: the request is over its term and proves the access, so it stays with it.
    await days(5 * 365);
    await night();
    expect(await erasedAt(reference)).toBeNull();
    await days(366);
    await night();
    expect(await placesOf(all, HABILITATED)).toContain('habilitation.name');
    await desk.sql`update retention_hold set lifted_at = ${desk.clock.now()} where id = 'litige'`;
    await days(1);
    await night();
    expect(await placesOf(all, HABILITATED)).toEqual([]);
    expect(await desk.sql`select erased_at is not null as erased, ended_at is not null as ended from journey where id = ${change}`).toEqual([{ erased: true, ended: true }]);
    const counted = await desk.sql<{ what: string; n: number }[]>`select what, sum(n)::int as n from erasure_count where rule = 'habilitations' group by what order by what`;
    expect(counted).toEqual(expect.arrayContaining([{ what: 'contact', n: 1 }, { what: 'habilitation', n: 1 }, { what: 'journey', n: 1 }, { what: 'register_act', n: 1 }]));
  });

  it('keeps a closed request for the months that the Caf chose, night after night, then erases every word of it; its figures stay', { timeout: 240_000 }, async () => {
    const reference = await closedTicket(WORDS);
    await days(12);
    expect((await findTicket(desk.sql, reference))?.phase).toBe('closed');
    // No term is chosen: nothing is erased, however old.
    await keepMonths(null);
    await night();
    expect(await erasedAt(reference)).toBeNull();
    await keepMonths(1);
    await tellRetention(desk.env.client, CAF);
    expect((await placesOf(all, WORDS)).length).toBeGreaterThan(4);
    const figures = await desk.sql`select * from ticket_figures where reference = ${reference}`;
    await days(17);
    expect(await erasedAt(reference)).toBeNull();
    await days(18);
    await eventually('it is erased', () => erasedAt(reference), (at) => at !== null);
    expect(await placesOf(all, WORDS)).toEqual([]);
    expect(await desk.sql`select * from ticket_figures where reference = ${reference}`).toEqual(figures);
    const [fact] = await desk.sql<{ body: object; salt: Buffer; chained: boolean }[]>`select body, salt, length(chain) = 32 as chained from fact where reference = ${reference} and n = 1`;
    expect([fact?.body, fact?.salt.length, fact?.chained]).toEqual([{}, 0, true]);
    // It goes on each night by itself, as new once a month: no run is longer than its thirty nights.
    const runs = await desk.sql<{ nights: number }[]>`select count(*)::int as nights from erasure where caf = ${CAF}`;
    expect(runs[0]?.nights).toBeGreaterThan(31);
    const described = await desk.env.client.workflow.getHandle(retentionWorkflowId(CAF)).describe();
    expect(described.status.name).toBe('RUNNING');
    expect(described.historyLength).toBeLessThan(200);
  });
});
