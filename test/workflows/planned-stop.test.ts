import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findStop, journalOfStop, type NewStop } from '../../db/planned-stop';
import { countAddresses } from '../../db/stop-state';
import { findTicket } from '../../db/ticket';
import { askStop, planStop, type StopAsked } from '../../desk/planned-stop';
import type { CafCode, Instant, Reference } from '../../domain/ids';
import { tellStop } from '../../engine/tell';
import { rebuildStops, tellUntoldStops } from '../../worker/stop-chores';
import { journeyProgress, stopWorkflowId } from '../../workflows/messages';
import { eventually } from '../support/eventually';
import { journal, references } from '../support/journal';
import { arrived } from '../support/mail-from';
import { report } from '../support/smtp-sink-bounce';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

let desk: SkippedDesk;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

/** Announced on 2 March at 8:00, reminded on the 8th, from the 9th 6:00 to the 10th 12:00 (UTC). */
const STOP = {
  cafs: ['31' as CafCode], services: ['CDAP' as const], title: 'Mise à jour de CDAP', meanwhile: 'Préparez vos demandes sur papier.',
  from_at: '2027-03-09T06:00:00.000Z' as Instant, until_at: '2027-03-10T12:00:00.000Z' as Instant,
  announce_at: '2027-03-02T08:00:00.000Z' as Instant, remind_at: '2027-03-08T08:00:00.000Z' as Instant,
};

async function plan(id: string, stop: Partial<NewStop> = {}): Promise<void> {
  await desk.sql.begin((tx) => planStop(tx, { ...STOP, ...stop, id, planned_at: desk.clock.now(), planned_by: 'agent' }));
  await tell(id);
}
async function tell(id: string): Promise<void> {
  await tellStop(desk.env.client, id, { n: (await findStop(desk.sql, id))?.last_n ?? 0 });
  await desk.settled();
}
async function ask(id: string, asked: StopAsked): Promise<string | null> {
  const no = await desk.sql.begin((tx) => askStop(tx, id, asked, 'agent', desk.clock.now()));
  await tell(id);
  return no;
}
async function write(subject: string): Promise<Reference> {
  await desk.keeper.keep(arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', subject, text: 'Bonjour, page blanche, erreur 500. Appelez Joachim Peyrade au 05 36 49 00 12.' }, desk.clock.now()));
  await desk.settled();
  return (await references(desk.sql)).at(-1) as Reference;
}
const lettersOf = (id: string, n: number) => desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`stop/${id}/${n}/`) === true);
/** Its next instant, to the minute: what counts from a mail counts from the milliseconds of its receipt. */
const nextOf = async (reference: Reference) => (await findTicket(desk.sql, reference))?.next_at?.slice(0, 16);
const kinds = async (id: string) => (await journalOfStop(desk.sql, id)).map(({ kind }) => kind);
const completed = (id: string) => eventually(`the workflow of ${id} ends`, async () => (await desk.env.client.workflow.getHandle(stopWorkflowId(id)).describe()).status.name, (status) => status === 'COMPLETED');

describe('a planned stop in skipped time (Haute-Garonne, CDAP)', () => {
  it('is told at its hour, reminded, moves the limits that fall inside it, links what comes during it, and ends', { timeout: 240_000 }, async () => {
    // Five days from 4 March 9:00 fall on the 9th, inside the stop; those of AFAS are not moved.
    await desk.until('2027-03-04T08:00:00.000Z');
    const before = await write('[CDAP] Page blanche avant l’arrêt');
    const afas = await write('[AFAS] Fichier refusé');
    await plan('cdap', { announce_at: '2027-03-05T08:00:00.000Z' as Instant });
    expect(await nextOf(before)).toBe('2027-03-10T12:00');
    expect((await findTicket(desk.sql, before))?.next_step).toMatchObject({ stop: 'cdap' });
    expect(await nextOf(afas)).toBe('2027-03-09T08:00');
    expect(lettersOf('cdap', 1)).toEqual([]);

    await desk.until('2027-03-08T09:00:00.000Z');
    const told = lettersOf('cdap', 1).map((mail) => mail.headers.get('to') ?? '');
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told).size).toBe(told.length);
    expect(lettersOf('cdap', 2)).toHaveLength(told.length);
    const [{ addresses } = { addresses: 0 }] = await desk.sql<{ addresses: number }[]>`select count(*)::int as addresses from stop_address where stop = 'cdap' and address is not null`;
    expect(told).toHaveLength(addresses);

    // Put off: what it moved moves with it, and those who were told are told.
    expect(await ask('cdap', { kind: 'change', terms: { ...STOP, until_at: '2027-03-11T09:00:00.000Z' as Instant } })).toBeNull();
    expect(await nextOf(before)).toBe('2027-03-11T09:00');
    expect(lettersOf('cdap', 3)).toHaveLength(told.length);

    await desk.until('2027-03-09T09:00:00.000Z');
    const during = await write('[CDAP] Page blanche pendant l’arrêt');
    expect(await journal(desk.sql, during)).toEqual(['received', 'stop-linked']);
    expect((await findTicket(desk.sql, during))?.stop_id).toBe('cdap');
    const acknowledged = desk.sink.mails.find((mail) => mail.headers.get('x-guichet-letter') === `${during}/1/acknowledgement`);
    expect(acknowledged?.raw.toString('utf8').replace(/=\r\n/g, '')).toContain('Un arr=C3=AAt planifi=C3=A9');
    expect(await desk.act(during, 'unlink', { kind: 'unlink-stop', stop: 'cdap' })).toEqual({ state: 'done' });
    expect((await findTicket(desk.sql, during))?.stop_id).toBeNull();
    expect(await desk.act(during, 'unlink-again', { kind: 'unlink-stop', stop: 'cdap' })).toMatchObject({ state: 'refused' });
    const other = await write('[AFAS] Autre chose pendant l’arrêt');
    expect(await journal(desk.sql, other)).toEqual(['received']);

    // Shorter: the limit comes back to the new end, and what was due there happens.
    expect(await ask('cdap', { kind: 'cancel', reason: '' })).toContain('déclarez-le terminé');
    expect(await ask('cdap', { kind: 'end' })).toBeNull();
    expect(await kinds('cdap')).toEqual(['planned', 'announced', 'reminded', 'changed', 'began', 'ended-early', 'ended']);
    expect(lettersOf('cdap', 4)).toHaveLength(told.length);
    expect(await journal(desk.sql, before)).toContain('rung-decided desk 1');
    await completed('cdap');
    expect(await ask('cdap', { kind: 'end' })).toBe('Cet arrêt est terminé.');
  });

  it('cancelled before it was told, tells nobody; cancelled after, tells those who were told; what it moved goes back', { timeout: 240_000 }, async () => {
    const later = { from_at: '2027-03-22T06:00:00.000Z' as Instant, until_at: '2027-03-23T12:00:00.000Z' as Instant, remind_at: null, announce_at: '2027-03-15T08:00:00.000Z' as Instant };
    await plan('untold', later);
    expect(await ask('untold', { kind: 'cancel', reason: 'Reporté.' })).toBeNull();
    await completed('untold');
    await plan('told', later);
    await desk.until('2027-03-17T08:00:00.000Z');
    const ticket = await write('[CDAP] Lenteurs');
    expect(await nextOf(ticket)).toBe('2027-03-23T12:00');
    // One letter comes back: its address is dead, and is not written to again.
    const [first] = lettersOf('told', 1);
    if (first === undefined) throw new Error('nobody was told');
    await desk.keeper.keep({ raw: Buffer.from(report(first)), receivedAt: desk.clock.now(), deskMailboxes: ['guichet@caf31.example'], envelopeFrom: '', source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
    expect(await countAddresses(desk.sql, 'told', null)).toMatchObject({ bounced: 1, waiting: 0, sent: lettersOf('told', 1).length - 1 });
    expect(await ask('told', { kind: 'cancel', reason: 'Reporté.' })).toBeNull();
    expect(await nextOf(ticket)).toBe('2027-03-22T08:00');
    expect(lettersOf('untold', 1)).toEqual([]);
    expect(lettersOf('told', 1).length).toBeGreaterThan(1);
    expect(lettersOf('told', 2).map(({ to }) => to[0]).sort()).toEqual(lettersOf('told', 1).slice(1).map(({ to }) => to[0]).sort());
  });

  it('is told again by the chores when nobody told its workflow, or Temporal lost it', { timeout: 240_000 }, async () => {
    await desk.sql.begin((tx) => planStop(tx, { ...STOP, id: 'lost', from_at: '2027-05-03T06:00:00.000Z' as Instant, until_at: '2027-05-03T12:00:00.000Z' as Instant, announce_at: '2027-04-28T08:00:00.000Z' as Instant, remind_at: null, planned_at: desk.clock.now(), planned_by: 'agent' }));
    const chores = { client: desk.env.client, tools: desk.tools, clock: desk.clock };
    expect(await tellUntoldStops(chores, -1_000)).toBe(1);
    await desk.settled();
    const handle = desk.env.client.workflow.getHandle(stopWorkflowId('lost'));
    const first = (await handle.describe()).runId;
    await handle.terminate('Temporal lost its memory');
    expect(await rebuildStops(chores)).toBe(1);
    await eventually('it runs again, where it stood', async () => ({ ...(await handle.query(journeyProgress)), again: (await handle.describe()).runId !== first }), ({ phase, wakeAt, again }) => again && phase === 'scheduled' && wakeAt === '2027-04-28T08:00:00.000Z');
  });
});
