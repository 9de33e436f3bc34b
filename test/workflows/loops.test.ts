import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually';
import { arrived } from '../support/mail-from';
import { writerOf } from '../support/senders';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';
import type { SinkMail } from '../support/smtp-sink';

let here: SkippedDesk;
let there: SkippedDesk;
beforeAll(async () => {
  [here, there] = await Promise.all([startSkippedDesk({ instance: 'https://ici.example' }), startSkippedDesk({ instance: 'https://la-bas.example' })]);
});
afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
});

const DESK = 'guichet@caf31.example';
const request = (from: string, to = DESK) => ({ from, to, subject: '[CDAP] [MAIRIE DE CASTELBRUN] incident technique', text: 'Bonjour, la page reste blanche après la connexion, erreur 500.' });

/** Every ticket has moved for all that is recorded, and no letter is on its way; the doors' clock is read again. */
async function atRest({ sql, clock, until }: SkippedDesk): Promise<void> {
  const restless = () => sql`select reference from ticket where moved_n < last_n union all select id from letter where state = 'claimed'`;
  await eventually('the desk is at rest', restless, (rows) => rows.length === 0);
  await until(clock.now());
}

/** Lets an hour pass minute by minute; `exchange` carries what was written to the other side, and says whether it had anything to carry. */
async function anHour(all: readonly SkippedDesk[], exchange: () => Promise<boolean>): Promise<void> {
  const starts = all.map((desk) => Date.parse(desk.clock.now()));
  for (let minute = 1; minute <= 60; minute += 1) {
    while (await exchange()) for (const desk of all) await atRest(desk);
    await Promise.all(all.map((desk, i) => desk.until(new Date((starts[i] ?? 0) + minute * 60_000).toISOString())));
  }
}

/** Letters to an address that were not seen before. */
function freshMail(desk: SkippedDesk, address: string): () => SinkMail[] {
  let seen = 0;
  return () => {
    const all = desk.sink.mailsTo(address);
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh;
  };
}

/** A responder that answers each letter of the desk within the minute. @returns how many letters went each way. */
async function responder(address: string, answer: (letter: SinkMail, n: number) => { readonly subject: string; readonly text: string }) {
  const letters = freshMail(here, address);
  let answers = 0;
  await here.keeper.keep(arrived(request(address), here.clock.now()));
  await atRest(here);
  await anHour([here], async () => {
    const fresh = letters();
    for (const letter of fresh) {
      answers += 1;
      await here.keeper.keep(arrived({ from: address, to: DESK, ...answer(letter, answers) }, here.clock.now()));
    }
    return fresh.length > 0;
  });
  return { letters: here.sink.mailsTo(address).length, answers };
}

const SAME = 'Bonjour, votre courriel est arrivé chez nous. Nous le regardons et revenons vers vous.';

it.each([
  ['the same text', () => ({ subject: 'Bien reçu', text: SAME })],
  ['a text with the date and the time in it', (_letter: SinkMail, n: number) => ({ subject: `Bien reçu le 23/11/2026 à 10:${String(n).padStart(2, '0')}`, text: `${SAME}\nLundi 23 novembre 2026, 10 h ${String(n).padStart(2, '0')}.` })],
  ['the subject of the letter and the same text', (letter: SinkMail) => ({ subject: `RE: ${letter.headers.get('subject') ?? ''}`, text: SAME })],
  ['a vacation notice', () => ({ subject: 'Absence', text: 'Je suis absent jusqu’au 30 novembre. En cas d’urgence, veuillez contacter l’accueil.' })],
].map(([what, answer], i) => [what, writerOf('31', i).email, answer] as const))('a responder that answers every letter with %s (%s) gets two letters in an hour at most', { timeout: 60_000 }, async (_, address, answer) => {
  if (typeof answer !== 'function') throw new Error('no answer');
  const { letters, answers } = await responder(address, answer);
  expect(answers).toBeGreaterThan(0);
  expect(Math.max(letters, answers)).toBeLessThanOrEqual(2);
});

it.each([
  ['as they are', ['31', '95'], (raw: Buffer) => raw],
  ['without what says that a machine wrote them', ['59', '21'], (raw: Buffer) => Buffer.from(raw.toString('latin1').replace(/^(?:Auto-Submitted|X-Auto-Response-Suppress|X-Guichet-\w+): .*\r\n/gm, ''), 'latin1')],
] as const)('two instances of ours that write to one another %s exchange two letters each way at most', { timeout: 60_000 }, async (_, [mine, theirs], carried) => {
  const [ours, other] = [`guichet@caf${mine}.example`, `guichet@caf${theirs}.example`];
  await makeContact(here, other, mine);
  await makeContact(there, ours, theirs);
  const [toThere, toHere] = [freshMail(here, other), freshMail(there, ours)];
  await here.keeper.keep(arrived(request(other, ours), here.clock.now()));
  await atRest(here);
  const carry = async (letters: readonly SinkMail[], to: SkippedDesk, desk: string): Promise<void> => {
    for (const { raw, from } of letters) {
      await to.keeper.keep({ raw: carried(raw), receivedAt: to.clock.now(), deskMailboxes: [desk], envelopeFrom: from, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
    }
  };
  await anHour([here, there], async () => {
    const [out, back] = [toThere(), toHere()];
    await carry(out, there, other);
    await carry(back, here, ours);
    return out.length + back.length > 0;
  });
  expect(here.sink.mailsTo(other).length).toBeGreaterThan(0);
  expect(here.sink.mailsTo(other).length).toBeLessThanOrEqual(2);
  expect(there.sink.mailsTo(ours).length).toBeLessThanOrEqual(2);
});

/** The other instance's desk is level-1 support of a partner here. */
async function makeContact(desk: SkippedDesk, address: string, caf: string): Promise<void> {
  await desk.sql`insert into contact (id, convention_id, name, role, email)
    select 'neighbour-' || ${caf}, id, 'Guichet voisin', 'level-one-support', ${address} from convention where caf = ${caf} order by id limit 1`;
}

it('a person who sends many requests of almost the same words is answered each time', { timeout: 60_000 }, async () => {
  const { email } = writerOf('31', 5);
  for (let n = 1; n <= 12; n += 1) await here.keeper.keep(arrived({ ...request(email), text: `Bonjour, merci de débloquer le compte ${n}.` }, here.clock.now()));
  await here.sink.waitFor(() => here.sink.mailsTo(email).length >= 12, 30_000);
  expect(here.sink.mailsTo(email)).toHaveLength(12);
});
