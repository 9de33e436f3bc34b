import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJourney } from '../../db/journey';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { askJourney, beginJourney } from '../../desk/journey';
import { later } from '../../desk/tools';
import type { CafCode } from '../../domain/ids';
import type { TraceAct, TraceFactBody } from '../../domain/journeys/trace-facts';
import { journeyWorkflowId } from '../../workflows/messages';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const ASKER = 'godelieve.carpentier-roux@petite-enfance-clos.example';
const READER = 'traces@caf59.example';
const DAY_MS = 86_400_000;
const SECRET = 'Safran enfoui';
let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.addAccount(READER, 'Aurore Sommeville');
  await desk.sql`insert into account_role (account_id, role, caf) values (${READER}, 'trace-reader', '59') on conflict do nothing`;
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function ask(key: string): Promise<string> {
  const first: TraceFactBody = { kind: 'traces-asked', channel: 'portal', by: null, asker: { name: 'Godelieve Carpentier-Roux', address: ASKER }, asked: { whose: SECRET, from: '2027-01-01' as never, until: '2027-02-01' as never, why: 'Contrôle', basis: 'discipline', onBehalfOf: null } };
  const begun = await desk.sql.begin((tx) => beginJourney(tx, desk.tools, { kind: 'trace-request', caf: '59' as CafCode, conventionId: '59-2024-105', restricted: true, people: [`partner:${ASKER}`], first, actor: `partner:${ASKER}`, key }, desk.clock.now()));
  await desk.tools.tellJourney(begun, 1);
  await desk.settled();
  return begun.id;
}

async function act(id: string, asked: TraceAct) {
  const answer = await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(acts += 1)}`, journey: id, act: asked, actor: READER }, desk.clock.now()));
  await desk.tools.tellJourney({ id, kind: 'trace-request' }, (await findJourney(desk.sql, id))?.last_n ?? 0);
  await desk.settled();
  return answer;
}

const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind }) => kind);
const lettersOf = (id: string) => desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true);
const sent = (id: string) => lettersOf(id).map((mail) => [mail.headers.get('x-guichet-letter')?.split('/').at(-1), /<?([^<>\s]+@[^<>\s]+)>?$/.exec(mail.headers.get('to') ?? '')?.[1]]);
const pass = async (days: number) => await desk.until(later(desk.clock.now(), days * DAY_MS));

describe('a request for traces in skipped time (Nord)', () => {
  it('is told to the trace readers, late after the contract’s ten working days, and granted: no letter says what was asked nor found', { timeout: 240_000 }, async () => {
    const id = await ask('granted');
    expect(id).toBe('59-TRC-2027-000001');
    expect(sent(id)).toEqual([['traces-to-answer', READER], ['traces-received', ASKER]]);
    const due = (await findJourney(desk.sql, id))?.next_at ?? '';
    expect(due.slice(0, 10)).toBe('2027-03-15');
    await pass(16);
    // Nord's one contact is the desk's own mailbox: a task inside, never a mail to ourselves (rules: Ladder 4).
    expect((await kinds(id)).slice(2)).toEqual(['rung-contacted']);
    expect(await findJourney(desk.sql, id)).toMatchObject({ owes: 'desk', exhausted: false, late_since: expect.any(String) });
    expect(await act(id, { kind: 'answer-traces', answer: 'r1', way: 'one-time-link', by: READER })).toEqual({ state: 'done' });
    expect(sent(id).at(-1)).toEqual(['traces-link', ASKER]);
    expect(await desk.sql`select address, return_to from sign_in_link where id = ${`traces/${id}`}`).toEqual([{ address: ASKER, return_to: `/partenaire/traces/${id}` }]);
    for (const mail of lettersOf(id)) expect(mail.raw.toString()).not.toContain(SECRET);
    expect(await act(id, { kind: 'refuse-traces', reason: 'Trop tard.', by: READER })).toEqual({ state: 'refused', reason: 'Cette demande de traces est terminée.' });
    expect(await brokenJourneyLink(desk.sql, id)).toBeNull();
    await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name).toBe('COMPLETED');
  });

  it('waits for a precision, with a reminder then the partner’s ladder, and is refused with a reason', { timeout: 240_000 }, async () => {
    const id = await ask('refused');
    await act(id, { kind: 'ask-precision', question: 'Quel identifiant ?', by: READER });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'unclear', owes: 'partner' });
    await pass(6);
    expect(sent(id).filter(([letter]) => letter === 'traces-unclear')).toHaveLength(2);
    await pass(12);
    expect(sent(id).at(-1)).toEqual(['escalation', ASKER]);
    expect(await act(id, { kind: 'give-precision', text: 'x', asker: 'anatole.desmazieres@petite-enfance-clos.example' })).toEqual({ state: 'refused', reason: 'Cette demande de traces n’est pas la vôtre.' });
    await act(id, { kind: 'give-precision', text: 'gcarpentier', asker: ASKER });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'asked', owes: 'desk', late_since: null });
    await act(id, { kind: 'refuse-traces', reason: 'Période non motivée.', by: READER });
    expect(sent(id).at(-1)).toEqual(['traces-refused', ASKER]);
    expect((await kinds(id)).filter((kind) => !kind.startsWith('rung'))).toEqual(['traces-asked', 'readers-told', 'precision-asked', 'asker-reminded', 'precision-given', 'readers-told', 'traces-refused']);
  });

  it('is never answered: the manager is told once that the ladder is exhausted', { timeout: 240_000 }, async () => {
    const id = await ask('silent');
    await pass(60);
    expect(sent(id).at(-1)).toEqual(['ladder-exhausted', 'responsable@caf59.example']);
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'asked', exhausted: true, next_at: null });
  });
});
