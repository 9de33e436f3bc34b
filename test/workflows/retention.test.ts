import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { saveSettings } from '../../db/desk-setting';
import { findTicket } from '../../db/ticket';
import { later } from '../../desk/tools';
import type { CafCode, Reference } from '../../domain/ids';
import { tellRetention } from '../../engine/retention';
import { eventually } from '../support/eventually';
import { references } from '../support/journal';
import { arrived } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';
import { placesOf } from '../support/whole-database';

const CAF = '31' as CafCode;
const DAY = 86_400_000;
/** Words that nothing but what is erased holds. */
const WORDS = 'Hippogriffe zinzolin';
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
/** Has the Caf's retention look, and waits until it has nothing left to do. */
async function night(caf: CafCode | '' = CAF): Promise<void> {
  const before = desk.clock.now();
  await tellRetention(desk.env.client, caf);
  await eventually('the night is over', () => desk.sql<{ n: number }[]>`select count(*)::int as n from erasure where caf = ${caf} and done_at is not null and began_at >= ${later(before, -DAY)}`, ([row]) => (row?.n ?? 0) > 0);
}
const days = (count: number) => desk.until(later(desk.clock.now(), count * DAY));

describe('what is over its term, in skipped time', () => {
  it('keeps a closed request for the months that the Caf chose, then erases every word of it; its figures stay', { timeout: 240_000 }, async () => {
    const reference = await closedTicket(WORDS);
    await days(12);
    expect((await findTicket(desk.sql, reference))?.phase).toBe('closed');
    // No term was chosen: nothing is erased, however old.
    await night();
    expect((await findTicket(desk.sql, reference))?.erased_at).toBeNull();
    await keepMonths(6);
    expect((await placesOf(all, WORDS)).length).toBeGreaterThan(4);
    const figures = await desk.sql`select * from ticket_figures where reference = ${reference}`;
    await days(150);
    expect((await findTicket(desk.sql, reference))?.erased_at).toBeNull();
    await days(45);
    await eventually('it is erased', () => findTicket(desk.sql, reference), (row) => row?.erased_at !== null);
    expect(await placesOf(all, WORDS)).toEqual([]);
    expect(await desk.sql`select * from ticket_figures where reference = ${reference}`).toEqual(figures);
  });
});
