import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTicketActivities } from '../../activities/ticket';
import { findTicket } from '../../db/ticket';
import { instant, type CafCode, type Instant } from '../../domain/ids';
import { finishOrphanActs } from '../../worker/chores';
import { Actors, after, DESK, LEVEL_ONE } from '../support/actors';
import { journal } from '../support/journal';
import { arrived } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const REFUSED_TWICE = 'Cette demande est déjà prise en charge.';

let desk: SkippedDesk;
let people: Actors;
beforeAll(async () => {
  desk = await startSkippedDesk();
  people = new Actors(desk);
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk.stop();
});

describe('together, twice, late', () => {
  it('three mails and three acts at one instant each count once', async () => {
    const reference = await people.open();
    const same = arrived({ from: LEVEL_ONE, to: DESK, subject: `Re: [${reference}]`, text: 'La même suite.' }, desk.clock.now());
    await Promise.all([
      desk.keeper.keep(same), desk.keeper.keep(same), people.reply(reference),
      desk.act(reference, 'together-1', { kind: 'take-in-hand' }), desk.act(reference, 'together-1', { kind: 'take-in-hand' }), desk.act(reference, 'together-2', { kind: 'note', text: 'Vu.' }),
    ]);
    await desk.settled();
    expect((await journal(desk.sql, reference)).sort()).toEqual(['noted', 'partner-wrote', 'partner-wrote', 'received', 'taken-in-hand']);
  });

  it('an act that was refused is still refused when the move that refused it died before it could say so', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'take-in-hand' });
    await desk.sql`insert into act (key, reference, kind, body, actor, asked_at) values ('died', ${reference}, 'take-in-hand', ${desk.sql.json({ kind: 'take-in-hand' })}, 'agent', ${desk.clock.now()})`;
    const { moveTicket } = createTicketActivities(desk.tools);
    const move = { reference, now: desk.clock.now(), acts: ['died'] };
    expect([(await moveTicket(move)).refused, (await moveTicket(move)).refused]).toEqual([{ died: REFUSED_TWICE }, { died: REFUSED_TWICE }]);
  });

  it('an orphan that the workflow refuses is refused for good: it is not carried out weeks later', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'take-in-hand' });
    await desk.sql`insert into act (key, reference, kind, body, actor, asked_at) values ('orphan', ${reference}, 'take-in-hand', ${desk.sql.json({ kind: 'take-in-hand' })}, 'agent', ${after(desk.clock.now(), -1)})`;
    await finishOrphanActs({ client: desk.env.client, tools: desk.tools, clock: desk.clock });
    expect(await desk.sql`select state, refused from act where key = 'orphan'`).toEqual([{ state: 'refused', refused: REFUSED_TWICE }]);
  });

  it('a mail received before the resolution and collected after it is not lost: the desk owes an answer from the resolution on', async () => {
    const reference = await people.open();
    const receivedAt = desk.clock.now();
    await people.pass(0.01);
    await people.act(reference, { kind: 'answer', text: 'C’est réparé.', then: 'resolved' });
    await people.reply(reference, {}, receivedAt);
    expect(await people.debt(reference)).toEqual(['waiting-desk', 'desk']);
    const [resolution] = await desk.sql<{ at: Instant }[]>`select at from fact where reference = ${reference} and kind = 'desk-wrote'`;
    expect((await findTicket(desk.sql, reference))?.owes_since).toBe(resolution?.at);
    await people.act(reference, { kind: 'resolve', text: '' });
    expect((await people.debt(reference))[0]).toBe('resolved');
  });
});

describe('acts that cannot be', () => {
  it('a hand-over to a Caf that has no contract is refused, and the ticket lives', async () => {
    const reference = await people.open();
    expect((await people.act(reference, { kind: 'hand-over', caf: 'ZZ' as CafCode, text: 'x' })).state).toBe('refused');
    expect(await people.act(reference, { kind: 'note', text: 'Toujours là.' })).toEqual({ state: 'done' });
  });

  it('only what was received can be split', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'note', text: 'Une note.' });
    const [note] = await desk.sql<{ id: string }[]>`select id from message where reference = ${reference} and direction = 'note'`;
    expect((await people.act(reference, { kind: 'split', message: note?.id ?? '', subject: 'x', text: 'y' })).state).toBe('refused');
  });

  it('a merge is undone once', async () => {
    const [one, other] = [await people.open(), await people.open()];
    await people.act(one, { kind: 'merge', into: other });
    expect(await people.act(one, { kind: 'undo-merge', other })).toEqual({ state: 'done' });
    expect((await people.act(one, { kind: 'undo-merge', other })).state).toBe('refused');
  });
});

describe('merges', () => {
  it('each into the other at one instant: one is done, the other is refused', async () => {
    const [one, other] = [await people.open(), await people.open()];
    const answers = await Promise.all([people.act(one, { kind: 'merge', into: other }), people.act(other, { kind: 'merge', into: one })]);
    expect(answers.map(({ state }) => state).sort()).toEqual(['done', 'refused']);
    expect([(await people.debt(one))[0], (await people.debt(other))[0]].sort()).toEqual(['merged', 'received']);
  });

  it('into a ticket that is resolved: its debt survives there', async () => {
    const [one, other] = [await people.open(), await people.open()];
    const since = (await findTicket(desk.sql, one))?.owes_since;
    await people.act(other, { kind: 'resolve', text: '' });
    await people.act(one, { kind: 'merge', into: other });
    expect([...(await people.debt(other)), (await findTicket(desk.sql, other))?.owes_since]).toEqual(['in-hand', 'desk', since]);
    await people.act(other, { kind: 'resolve', text: '' });
  });

  it('who was contacted about the first is not contacted again about the second, which goes on from there', async () => {
    const first = await people.open();
    await people.act(first, { kind: 'ask', text: 'Quel message ?' });
    await people.pass(8);
    expect((await journal(desk.sql, first)).slice(2)).toEqual(['rung-decided partner 1', 'rung-contacted partner 1']);
    const second = await people.open();
    await people.act(second, { kind: 'ask', text: 'Quel message ?' });
    await people.act(first, { kind: 'merge', into: second });
    await people.pass(0.01);
    expect(await people.letters(second, 'escalation')).toEqual([]);
    await people.pass(8);
    expect(await people.letters(second, 'escalation')).toEqual(['baptistin.escaloup@castelbrun.example']);
    await people.act(second, { kind: 'resolve', text: '' });
  });
});

describe('who is answered', () => {
  it('an outsider’s mail added to a ticket does not make the outsider its addressee', async () => {
    const reference = await people.open();
    await desk.sql`insert into message (id, reference, direction, channel, at, from_address, subject, text) values ('outsider', ${reference}, 'in', 'email', ${desk.clock.now()}, 'dehors@ailleurs.example', 'x', 'y')`;
    await people.act(reference, { kind: 'answer', text: 'Voici.', then: 'resolved' });
    expect(await people.letters(reference, 'resolved')).toEqual([LEVEL_ONE]);
  });
});

describe('reopening', () => {
  it('by the agent runs from the act, by a mail from its receipt; the closing is reckoned anew', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'resolve', text: 'Réparé.' });
    expect(await people.act(reference, { kind: 'reopen' })).toEqual({ state: 'done' });
    expect(await people.debt(reference)).toEqual(['waiting-desk', 'desk']);
    await people.act(reference, { kind: 'resolve', text: '' });
    await people.pass(11);
    expect((await people.debt(reference))[0]).toBe('closed');
    expect(await people.act(reference, { kind: 'reopen' })).toEqual({ state: 'done' });
    expect((await people.debt(reference))[1]).toBe('desk');
    await people.act(reference, { kind: 'resolve', text: '' });
    await people.pass(11);
    await people.reply(reference);
    expect((await people.debt(reference))[1]).toBe('desk');
    await people.act(reference, { kind: 'resolve', text: '' });
  });
});

describe('references', () => {
  it('are of the year of receipt where the Caf is', async () => {
    await desk.until('2028-01-01T08:00:00.000Z');
    const last = await people.open({}, instant('2027-12-31T22:59:59Z'));
    const first = await people.open({}, instant('2027-12-31T23:00:00Z'));
    expect([last.slice(0, 8), first]).toEqual(['31-2027-', '31-2028-000001']);
    await people.act(last, { kind: 'resolve', text: '' });
    await people.act(first, { kind: 'resolve', text: '' });
  });
});
