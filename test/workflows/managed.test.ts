import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveRole } from '../../db/account';
import { insertCover } from '../../db/cover';
import { factsOf } from '../../db/fact';
import { openCases } from '../../db/open-cases';
import { findTicket } from '../../db/ticket';
import { putDays, withdrawDay } from '../../desk/desk-days';
import { spreadChanges } from '../../desk/spread';
import { instant, type CafCode, type Instant, type LocalDate, type Reference } from '../../domain/ids';
import { Actors, after } from '../support/actors';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

// Haute-Garonne: 5 calendar days, 7 h 30 to 17 h 30. June 2037 has the days of June 2026: the 1st is a Monday.
const CAF = '31' as CafCode;
/** A busy machine: nothing is timed here. */
const SLOW = 240_000;
const local = (text: string): Instant => instant(`2037-06-${text}:00+02:00`);
let desk: SkippedDesk;
let people: Actors;

beforeAll(async () => {
  desk = await startSkippedDesk();
  people = new Actors(desk);
  await desk.addAccount('manager', 'Responsable');
  await giveRole(desk.sql, 'manager', 'manager', [CAF]);
}, 120_000);
afterAll(async () => {
  await desk.stop();
});

const open = async (at: string): Promise<Reference> => {
  await desk.until(local(at));
  return await people.open({}, local(at));
};
const contacted = async (reference: Reference): Promise<Instant[]> => (await factsOf(desk.sql, reference)).filter((fact) => fact.kind === 'rung-contacted').map(({ at }) => at);

describe('what a manager decides of a ticket, and time let run', () => {
  it('a pause, a date by hand, a reassignment, each at its hand-written date; refusals in French', async () => {
    const paused = await open('01T10:00');
    const lifted = await open('01T10:01');
    const byHand = await open('01T10:02');
    const assigned = await open('01T10:03');
    await desk.until(local('02T10:00'));
    const until = local('04T16:00');
    expect(await people.act(paused, { kind: 'pause', until, text: 'La mairie est fermée.' })).toEqual({ state: 'done' });
    expect(await people.act(paused, { kind: 'pause', until, text: 'Encore.' })).toEqual({ state: 'refused', reason: 'Cette demande est déjà en pause.' });
    await people.act(lifted, { kind: 'pause', until, text: 'La mairie est fermée.' });
    const { limit, due } = { limit: 'debt:1', due: local('18T09:00') };
    expect(await people.act(byHand, { kind: 'change-deadline', limit, due, text: 'Accord du partenaire.' })).toEqual({ state: 'done' });
    expect(await people.act(byHand, { kind: 'change-deadline', limit: 'rung:9', due, text: 'x' })).toEqual({ state: 'refused', reason: 'Cette échéance ne court plus : rechargez la page.' });
    expect(await people.act(assigned, { kind: 'assign', to: 'manager' })).toEqual({ state: 'done' });
    expect(await people.act(assigned, { kind: 'assign', to: 'nobody' })).toEqual({ state: 'refused', reason: 'Cette personne ne sert pas le guichet de cette Caf.' });
    expect((await findTicket(desk.sql, paused))?.next_at).toBe(until);
    expect((await findTicket(desk.sql, assigned))?.assignee).toBe('manager');
    await desk.until(local('03T17:00'));
    expect(await people.act(lifted, { kind: 'resume', text: '' })).toEqual({ state: 'done' });
    await desk.until(local('07T12:00'));
    expect([await contacted(paused), await contacted(lifted), await contacted(byHand)]).toEqual([[], [], []]);
    await desk.until(local('18T09:00'));
    // The clock runs on while acts are asked: the pause began that much later than ten o'clock, and took that much less.
    const began = (await factsOf(desk.sql, paused)).find((fact) => fact.kind === 'paused')?.at ?? until;
    const sinceTen = (Date.parse(began) - Date.parse(local('02T10:00'))) / 86_400_000;
    expect([await contacted(paused), await contacted(lifted), await contacted(byHand), await contacted(assigned)]).toEqual([
      [after(local('08T16:00'), -sinceTen)], // Sat 6 10:00 and 2 days 6 h
      [local('08T07:30')], // Sat 6 10:01 and 31 h: Sun 7 17:01, then the opening of Monday
      [local('18T09:00')],
      [local('08T07:30')],
    ]);
    const reason = await desk.sql<{ text: string }[]>`select text from message where reference = ${byHand} and direction = 'note'`;
    expect(reason.map(({ text }) => text)).toEqual(['Accord du partenaire.']);
    for (const reference of [paused, lifted, byHand, assigned]) await people.act(reference, { kind: 'resolve', text: '' });
  }, SLOW);

  it('a pause that ends while nobody looks: the plan goes on by itself', async () => {
    const reference = await open('19T10:00'); // Fri; + 5 days = Wed 24 10:00
    await people.act(reference, { kind: 'pause', until: local('22T10:00'), text: 'Pont.' });
    await desk.until(local('22T11:00'));
    expect((await factsOf(desk.sql, reference)).map(({ kind }) => kind)).toContain('pause-ended');
    await desk.until(local('28T12:00'));
    expect(await contacted(reference)).toEqual([]); // Sat 27 10:00, then Mon 29 07:30
    await desk.until(local('29T08:00'));
    expect(await contacted(reference)).toEqual([local('29T07:30')]);
    await people.act(reference, { kind: 'resolve', text: '' });
  }, SLOW);
});

describe('a closing day entered on screen', () => {
  it('moves what falls on it, and taken away moves it back; each in the journal', async () => {
    const at = (text: string): Instant => instant(`2037-07-${text}:00+02:00`);
    await desk.until(at('01T10:00')); // Wed; + 5 days = Mon 6 10:00
    const [moved, back] = [await people.open({}, at('01T10:00')), await people.open({}, at('01T10:05'))];
    await desk.until(at('02T10:00'));
    const days = [{ day: '2037-07-06' as LocalDate, kind: 'closed' as const, hours: null }];
    expect(await putDays(desk.sql, { id: 'd1', caf: CAF, days, reason: 'Pont' }, 'manager', at('02T10:00'))).toBeNull();
    expect(await putDays(desk.sql, { id: 'd2', caf: CAF, days, reason: 'Pont' }, 'manager', at('02T10:00'))).toBe('L’un de ces jours est déjà changé : retirez-le d’abord.');
    await spreadChanges(desk.tools, at('02T10:00'));
    await desk.settled();
    expect((await findTicket(desk.sql, moved))?.next_at).toBe(at('07T07:30'));
    await people.act(back, { kind: 'resolve', text: '' });
    await desk.until(at('07T08:00'));
    expect(await contacted(moved)).toEqual([at('07T07:30')]);
    expect((await factsOf(desk.sql, moved)).map(({ kind }) => kind)).toContain('calendar-changed');

    // 5 July is a Sunday; the next: opened Wed 8 10:00, due Mon 13 10:00, closed that day, then opened again.
    await desk.until(at('08T10:00'));
    const again = await people.open({}, at('08T10:00'));
    await putDays(desk.sql, { id: 'd3', caf: CAF, days: [{ day: '2037-07-13' as LocalDate, kind: 'closed', hours: null }], reason: 'Grève' }, 'manager', at('08T11:00'));
    await spreadChanges(desk.tools, at('08T11:00'));
    await desk.settled();
    expect((await findTicket(desk.sql, again))?.next_at).toBe(at('15T07:30')); // the 14th is a holiday
    expect(await withdrawDay(desk.sql, CAF, 'd3-2037-07-13', 'manager', at('08T12:00'))).toBeNull();
    await spreadChanges(desk.tools, at('08T12:00'));
    await desk.settled();
    expect((await findTicket(desk.sql, again))?.next_at).toBe(at('13T10:00'));
    expect((await openCases(desk.sql, CAF, at('08T12:00'))).map(({ row }) => row.reference)).toContain(again);
    for (const reference of [moved, again]) await people.act(reference, { kind: 'resolve', text: '' });
  }, SLOW);
});

describe('an absent rung', () => {
  it('who stands in is written to during the absence, and answers as one of the Caf', async () => {
    const at = (text: string): Instant => instant(`2037-09-${text}:00+02:00`);
    await desk.until(at('01T10:00')); // Tue; + 5 days = Sun 6, then Mon 7 07:30
    const reference = await people.open({}, at('01T10:00'));
    const cover = { id: 'c1', caf: CAF, rung: 1, from_at: at('07T00:00'), until_at: at('20T00:00'), name: 'Odilon Carvenne', email: 'odilon.carvenne@caf31.example', phone: null };
    await insertCover(desk.sql, cover, 'manager', at('02T10:00'));
    await desk.until(at('07T09:00'));
    expect(await people.letters(reference, 'escalation')).toEqual(['odilon.carvenne@caf31.example']);
    await people.send({ from: 'odilon.carvenne@caf31.example', subject: `Re: [${reference}]`, text: 'Je m’en occupe.' });
    await desk.settled();
    expect((await factsOf(desk.sql, reference)).at(-1)).toMatchObject({ kind: 'internal-reply', from: 'ladder' });
  }, SLOW);
});
