import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeToMany } from '../../api/incident';
import type { Visit } from '../../api/visit';
import { findTicket } from '../../db/ticket';
import type { Reference } from '../../domain/ids';
import { askAct, type ActAnswer, type ActAsk } from '../../engine/ask';
import { finishOrphanActs } from '../../worker/chores';
import { journal, references } from '../support/journal';
import { arrived } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const MANY = 40;
const AGENT = 'agent@caf31.example';
let desk: SkippedDesk;
let tickets: Reference[];

beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2027-03-01T08:00:00.000Z');
  await desk.addAccount(AGENT, 'Agent');
  for (let i = 0; i < MANY; i += 1) {
    await desk.keeper.keep(arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', subject: `[CDAP] Page blanche ${i}`, text: `Bonjour, page blanche, erreur ${500 + i}.` }, desk.clock.now()));
  }
  await desk.settled();
  tickets = await references(desk.sql);
  await desk.sql`insert into incident (id, caf, service, title, since, opened_at, opened_by) values ('panne', '31', 'CDAP', 'CDAP ne répond plus', ${desk.clock.now()}, ${desk.clock.now()}, ${AGENT})`;
  await Promise.all(tickets.map((reference) => desk.act(reference, `attach-${reference}`, { kind: 'attach-incident', incident: 'panne' })));
}, 240_000);
afterAll(async () => {
  await desk?.stop();
});

/** An agent who sends the incident's form; `ask` is what their page has the workflows do before it dies. */
function agent(ask: (act: ActAsk, waitMs: number) => Promise<ActAnswer>): Visit {
  return { tools: { ...desk.intake, ask }, session: { account_id: AGENT }, now: desk.clock.now() } as unknown as Visit;
}
const alive = (act: ActAsk, waitMs: number) => askAct(desk.env.client, act, waitMs);
const dead = async (): Promise<ActAnswer> => ({ state: 'unknown' });
const finish = () => finishOrphanActs({ client: desk.env.client, tools: desk.tools, clock: desk.clock }, -1_000);
const answersTo = (reference: string) => desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.includes(`${reference}/3/answer`) === true);
const message = (references: readonly Reference[]) => ({ text: 'Retour à midi.', after: 'owes', references, closing: false }) as const;

describe('forty requests of one outage', () => {
  it('are answered once each by one message, though the page that wrote it died before it asked anything', { timeout: 240_000 }, async () => {
    expect(tickets).toHaveLength(MANY);
    const at = desk.clock.now();
    expect(await writeToMany(agent(dead), 'form-key-1', 'panne', message(tickets))).toEqual({ done: 0, waiting: MANY, refused: [] });
    expect(await writeToMany(agent(alive), 'form-key-1', 'panne', message(tickets))).toBe('again');
    expect(await finish()).toBe(MANY);
    expect(await finish()).toBe(0);
    await desk.settled();
    for (const reference of tickets) {
      expect(await journal(desk.sql, reference)).toEqual(['received', 'incident-attached', 'desk-wrote']);
      expect(answersTo(reference)).toHaveLength(1);
      const row = await findTicket(desk.sql, reference);
      expect([row?.owes, row?.phase, (row?.owes_since ?? '') >= at]).toEqual(['desk', 'waiting-desk', true]);
    }
    expect(new Set(tickets.flatMap(answersTo).map((mail) => mail.messageId)).size).toBe(MANY);
  });

  it('are resolved as chosen when it is closed; the one left climbs its ladder from the message', { timeout: 240_000 }, async () => {
    const [left = '' as Reference, ...chosen] = tickets;
    const since = (await findTicket(desk.sql, left))?.owes_since ?? '';
    const closed = await writeToMany(agent(alive), 'form-key-2', 'panne', { text: 'C’est réparé.', after: 'resolved', references: chosen, closing: true });
    expect(closed).toMatchObject({ refused: [] });
    await finish();
    await desk.settled();
    expect(await desk.sql`select phase, count(*)::int from ticket group by phase order by phase`).toEqual([{ phase: 'resolved', count: MANY - 1 }, { phase: 'waiting-desk', count: 1 }]);
    expect(await desk.sql`select closed_by from incident`).toEqual([{ closed_by: AGENT }]);
    const due = (await findTicket(desk.sql, left))?.next_at ?? '';
    // Five days from Monday 1 March is Saturday 6: reported to Monday 8 March at 7 h 30.
    expect([since.slice(0, 10), due]).toEqual(['2027-03-01', '2027-03-08T06:30:00.000Z']);
    await desk.until('2027-03-08T07:00:00.000Z');
    expect(await journal(desk.sql, left)).toEqual(['received', 'incident-attached', 'desk-wrote', 'rung-decided desk 1', 'rung-contacted desk 1']);
  });
});
