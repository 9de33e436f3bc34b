import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

let desk: SkippedDesk;
beforeAll(async () => {
  desk = await startSkippedDesk();
});
afterAll(async () => {
  await desk.stop();
});

it('a mail becomes a ticket that escalates to its end', async () => {
  const raw = Buffer.from(
    'From: Joachim Peyrade <joachim.peyrade@castelbrun.example>\r\nTo: x\r\nSubject: [CDAP] [MAIRIE] incident technique\r\nMessage-ID: <a@b.example>\r\n\r\nBonjour, la page reste blanche avec une erreur 500.\r\n',
  );
  const [mailbox] = await desk.sql<{ address: string }[]>`select address from desk_mailbox where caf = '31'`;
  await desk.keeper.keep({ raw, receivedAt: desk.clock.now(), deskMailboxes: [mailbox!.address], envelopeFrom: null, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
  await desk.sink.waitFor((mails) => mails.length >= 1);
  const later = new Date(Date.parse(desk.clock.now()) + 40 * 86_400_000).toISOString();
  await desk.until(later);
  const facts = await desk.sql`select n, at, kind, body from fact order by n`;
  console.log(facts.map((f) => `${f['n']} ${f['at']} ${f['kind']} ${JSON.stringify(f['body'])}`).join('\n'));
  console.log(desk.sink.mails.map((m) => `${m.to} ${m.headers.get('subject')}`).join('\n'));
  for (const m of desk.sink.mails) console.log(m.raw.toString('utf8').slice(0, 2600));
  console.log(await desk.sql`select phase, owes, next_at, exhausted, told_n, last_n, moved_n from ticket`);
  expect(facts.length).toBeGreaterThan(1);
});
