import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';
import { request, writers, type Sent } from '../support/senders';
import { count, line } from '../support/story-counts';

const DESK = 'guichet@caf31.example';
let dovecot: Dovecot;
let desk: Processes;
beforeAll(async () => {
  dovecot = await startDovecot();
  const { host, port, user } = dovecot;
  const mailbox = { desk: DESK, host, port, secure: false, user: user.name, password: user.password };
  desk = await startProcesses({ env: { GUICHET_IMAP_MAILBOXES: JSON.stringify([mailbox]) } });
});
afterAll(async () => {
  await desk?.stop();
  await dovecot?.close();
});

const people = writers().filter(({ caf }) => caf === '31');
let next = 0;
/** Puts a mail into the mailbox, as the mail server of the desk does. */
async function putMail(): Promise<Sent> {
  const from = people[next++ % people.length];
  if (from === undefined) throw new Error('nobody may write');
  const mail = request(from, DESK);
  await dovecot.deliver(mail.raw);
  return { ...mail, outcome: 'accepted', attempts: 1 };
}

/** Once all mails are acknowledged and put away. */
async function counted(what: string, sent: readonly Sent[]) {
  const counts = await eventually(what, () => count(desk.sql, desk.sink, sent), ({ letters }) => letters >= sent.length, 60_000);
  await eventually('the mailbox is empty', () => dovecot.mailsIn('INBOX'), (mails) => mails.length === 0, 30_000);
  console.log(line(what, counts));
  return counts;
}

it('a mail in a collected mailbox becomes a ticket, is acknowledged, and is put away', { timeout: 90_000 }, async () => {
  const mail = await putMail();
  expect(await counted('collected', [mail])).toMatchObject({ kept: 1, tickets: 1, letters: 1, doubled: 0, lost: 0 });
  const done = await dovecot.mailsIn('Traités');
  expect(done.map(({ source }) => source.includes(mail.messageId))).toEqual([true]);
  expect(await desk.sql`select source->>'kind' as kind, source->>'uid' as uid from arrived_mail`).toEqual([{ kind: 'imap', uid: '1' }]);
});

it('and makes one ticket when the door is killed once it has kept it, and the worker before it has answered', { timeout: 120_000 }, async () => {
  await desk.relaunch('door', { killAt: ['door:after-commit'] });
  await desk.relaunch('worker', { killAt: ['letter:after-claim'] });
  const before = { door: desk.deaths('door'), worker: desk.deaths('worker') };
  const sent = [await putMail(), await putMail()];
  const counts = await counted('collected, door and worker killed', sent);
  expect({ door: desk.deaths('door'), worker: desk.deaths('worker') }).toEqual({ door: before.door + 1, worker: before.worker + 1 });
  expect(counts).toMatchObject({ kept: 2, tickets: 2, letters: 2, doubled: 0, lost: 0 });
  expect(await dovecot.mailsIn('Traités')).toHaveLength(3);
});
