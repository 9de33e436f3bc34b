import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPublishedContract, loadPublishedContracts } from '../../contracts/load';
import { loadSeed, type SeedConvention } from '../../contracts/seed';
import { insertSeed } from '../../db/seed';
import { findTicket } from '../../db/ticket';
import type { Contract } from '../../domain/contract-types';
import type { CafCode, Instant } from '../../domain/ids';
import { Actors, after } from '../support/actors';
import { eventually } from '../support/eventually';
import { journal } from '../support/journal';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

let desk: SkippedDesk;
let people: Actors;
beforeAll(async () => {
  desk = await startSkippedDesk({ contracts: [...loadPublishedContracts(), CAREFUL] });
  people = new Actors(desk);
  await insertSeed(desk.sql, { partners: [{ code: 'careful', name: 'Mairie prudente' }], conventions: [CAREFUL_CONVENTION] });
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk.stop();
});

/** Escalations are proposed to the manager, and who was asked inside the Caf is reminded after a day. */
const CAREFUL = careful(loadPublishedContract('31'));
const CAREFUL_DESK = 'guichet@caf09.example';
const CAREFUL_LEVEL_ONE = 'joachim.peyrade@prudente.example';
const CAREFUL_CONVENTION = carefulConvention();

function careful(contract: Contract): Contract {
  if (contract.escalation === null) throw new Error('31 escalates');
  return {
    ...contract, caf: '09' as CafCode, desk: { ...contract.desk, mailboxes: ['guichet@caf09.example'] }, escalation: { ...contract.escalation, mode: 'proposed' },
    settings: { ...contract.settings, internalReminder: { elapsedHours: 24 } },
  };
}

function carefulConvention(): SeedConvention {
  const found = loadSeed().conventions.find((one) => one.number === '31-2024-017');
  if (found === undefined) throw new Error('no convention 31-2024-017');
  const own = (text: string) => text.replace('castelbrun', 'prudente');
  return { ...found, caf: '09' as CafCode, number: '09-2024-001', partner: 'careful', contacts: found.contacts.map((one) => ({ ...one, id: `careful-${one.id}`, email: one.email === null ? null : own(one.email) })) };
}

describe('urgent', () => {
  it('twice contacts two people; after an answer and a new question it begins again at the first', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'ask', text: 'Quel message ?' });
    await people.act(reference, { kind: 'urgent', by: 'desk' });
    await people.act(reference, { kind: 'urgent', by: 'desk' });
    expect(await people.letters(reference, 'escalation')).toEqual(['nadege.courtial@castelbrun.example', 'baptistin.escaloup@castelbrun.example']);
    await people.reply(reference);
    await people.act(reference, { kind: 'ask', text: 'Et maintenant ?' });
    await people.act(reference, { kind: 'urgent', by: 'desk' });
    expect(await people.letters(reference, 'escalation')).toEqual(['nadege.courtial@castelbrun.example', 'baptistin.escaloup@castelbrun.example', 'nadege.courtial@castelbrun.example']);
    await people.act(reference, { kind: 'resolve', text: '' });
  });
});

describe('an escalation that the relay puts off', () => {
  it('never leaves once the answer has come, and the journal says so', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'take-in-hand' });
    desk.sink.behave('*', { kind: 'refuse', at: 'rcpt', code: 451 });
    await desk.skipTo((await findTicket(desk.sql, reference))?.next_at ?? '');
    const held = () => desk.sql<{ state: string; problem: string | null }[]>`select state, problem from letter where reference = ${reference} and kind = 'escalation'`;
    expect(await eventually('the escalation is put off', held, (rows) => rows.length === 1)).toEqual([{ state: 'claimed', problem: null }]);
    expect(await desk.act(reference, 'held-1', { kind: 'answer', text: 'C’est réparé.', then: 'resolved' })).toEqual({ state: 'done' });
    desk.sink.behave('*', { kind: 'accept' });
    await desk.skipTo(after(desk.clock.now(), 1 / 24));
    await desk.settled();
    expect(await held()).toEqual([{ state: 'withheld', problem: 'answered' }]);
    expect((await journal(desk.sql, reference)).filter((line) => line.startsWith('rung'))).toEqual(['rung-decided desk 1', 'rung-withheld']);
    expect(await people.letters(reference, 'resolved')).toEqual(['joachim.peyrade@castelbrun.example']);
  });
});

describe('a verdict put right there and back', () => {
  it('leaves the debt as it was, and each who was wrongly contacted, on either side, hears of it once', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'ask', text: 'Quel profil ?' });
    const asked = (await findTicket(desk.sql, reference))?.owes_since;
    await people.pass(1);
    await people.reply(reference, { subject: `Réponse automatique : [${reference}]`, headers: ['Auto-Submitted: auto-replied'], text: 'Absent.' });
    await people.pass(8);
    const [mail] = await desk.sql<{ n: number }[]>`select n from fact where reference = ${reference} and kind = 'partner-wrote'`;
    for (const counts of [true, false, true, false]) expect(await people.act(reference, { kind: 'correct-verdict', of: mail?.n ?? 0, counts })).toEqual({ state: 'done' });
    const row = await findTicket(desk.sql, reference);
    expect([row?.owes, row?.owes_since, row?.rung]).toEqual(['partner', asked, 1]);
    expect(await people.letters(reference, 'wrong-contact')).toEqual(['nadege.courtial@castelbrun.example', 'maelle.casterane@caf31.example']);
    await people.pass(8);
    expect(await people.letters(reference, 'escalation')).toEqual(['nadege.courtial@castelbrun.example', 'maelle.casterane@caf31.example', 'baptistin.escaloup@castelbrun.example']);
    await people.act(reference, { kind: 'resolve', text: '' });
  });
});

describe('a contract that proposes, and reminds inside', () => {
  const opened = () => people.open({ from: CAREFUL_LEVEL_ONE, to: CAREFUL_DESK });

  it('waits for the manager, then goes on from there', async () => {
    const reference = await opened();
    await people.act(reference, { kind: 'ask', text: 'Quel message ?' });
    expect((await people.act(reference, { kind: 'accept-escalation', side: 'partner' })).state).toBe('refused');
    await people.pass(20);
    expect((await journal(desk.sql, reference)).slice(2)).toEqual(['rung-proposed partner 1']);
    expect(await people.act(reference, { kind: 'accept-escalation', side: 'partner' })).toEqual({ state: 'done' });
    expect(await people.letters(reference, 'escalation')).toEqual(['nadege.courtial@prudente.example']);
    await people.pass(9);
    expect((await journal(desk.sql, reference)).slice(3)).toEqual(['rung-decided partner 1', 'rung-contacted partner 1', 'rung-proposed partner 2']);
    await people.act(reference, { kind: 'resolve', text: '' });
  });

  it('a proposal whose person can no longer be written to is passed over when it is accepted', async () => {
    const reference = await opened();
    await people.act(reference, { kind: 'ask', text: 'Quel message ?' });
    await people.pass(9);
    await desk.sql`insert into dead_address (address, since, status) values ('nadege.courtial@prudente.example', ${desk.clock.now()}, '5.1.1')`;
    expect(await people.act(reference, { kind: 'accept-escalation', side: 'partner' })).toEqual({ state: 'done' });
    await people.pass(3); // a proposal keeps to opening hours
    expect((await journal(desk.sql, reference)).slice(2)).toEqual(['rung-proposed partner 1', 'rung-skipped partner 1', 'rung-proposed partner 2']);
    await people.act(reference, { kind: 'resolve', text: '' });
  });

  it('reminds who was asked inside, once, and not after the answer', async () => {
    const [silent, answered] = [await opened(), await opened()];
    for (const reference of [silent, answered]) await people.act(reference, { kind: 'refer', text: 'Pouvez-vous regarder ?' });
    await people.act(answered, { kind: 'record-national', text: 'Corrigé.' });
    await people.pass(3.5);
    expect([(await journal(desk.sql, silent)).filter((kind) => kind === 'internal-reminder'), (await journal(desk.sql, answered)).filter((kind) => kind === 'internal-reminder')]).toEqual([['internal-reminder'], []]);
    for (const reference of [silent, answered]) await people.act(reference, { kind: 'resolve', text: '' });
  });
});

describe('a rung contacted by telephone', () => {
  it('counts as contacted: no letter, and the next one waits its delay from the call', async () => {
    const reference = await people.open();
    await people.act(reference, { kind: 'ask', text: 'Quel message ?' });
    await people.pass(2);
    expect(await people.act(reference, { kind: 'contact-rung', side: 'partner', rung: 1, result: 'not-reached', text: '' })).toEqual({ state: 'done' });
    expect(await people.act(reference, { kind: 'contact-rung', side: 'partner', rung: 1, result: 'reached', text: 'Elle regarde.' })).toEqual({ state: 'done' });
    const called = desk.clock.now();
    await people.pass(8);
    expect(await people.letters(reference, 'escalation')).toEqual(['baptistin.escaloup@castelbrun.example']);
    const [left] = await desk.sql<{ at: Instant }[]>`select at from fact where reference = ${reference} and kind = 'rung-contacted' and body->>'how' = 'letter'`;
    expect(left && left.at >= after(called, 5)).toBe(true);
    await people.act(reference, { kind: 'resolve', text: '' });
  });
});
