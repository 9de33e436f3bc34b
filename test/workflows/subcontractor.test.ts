import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJourney } from '../../db/journey';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { registerActsOf } from '../../db/register';
import { askJourney } from '../../desk/journey';
import { announceSubcontractor, type AnnouncedSubcontractor } from '../../desk/subcontractor';
import type { CafCode, LocalDate } from '../../domain/ids';
import type { SubcontractorAct } from '../../domain/journeys/subcontractor';
import type { SubcontractorItems } from '../../domain/journeys/subcontractor-items';
import { journeyWorkflowId } from '../../workflows/messages';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const NORD = '59-2024-105';
const SEINE = '76-2023-031';
const ALL: SubcontractorItems = { providers: 'Hébergeur du Littoral', locations: 'Dunkerque', databases: 'Roubaix', 'legal-regime': 'Contrat de droit français', tasks: 'Hébergement' };
const day = (text: string): LocalDate => text as LocalDate;
let desk: SkippedDesk;
let keys = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.addAccount('agent', 'Inès Agent');
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function tell(id: string): Promise<void> {
  const row = await findJourney(desk.sql, id);
  if (row !== undefined) await desk.tools.tellJourney(row, row.last_n);
  await desk.settled();
}
async function announce(over: Partial<AnnouncedSubcontractor>): Promise<string> {
  const given = { caf: '59' as CafCode, conventionId: NORD, way: 'post', items: ALL, startsOn: day('2027-10-01'), receivedOn: null, actor: 'agent', key: `annonce-${(keys += 1)}`, ...over } as const;
  const begun = await desk.sql.begin((tx) => announceSubcontractor(tx, desk.tools, given, desk.clock.now()));
  if ('refused' in begun) throw new Error(begun.refused);
  await tell(begun.id);
  return begun.id;
}
async function ask(id: string, act: SubcontractorAct) {
  const answer = await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(keys += 1)}`, journey: id, act, actor: 'agent' }, desk.clock.now()));
  await tell(id);
  return answer;
}
const told = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`);
const mails = (id: string, kind: string) => desk.sink.mails.filter((one) => one.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true && one.headers.get('x-guichet-letter')?.endsWith(kind) === true);
const textOf = async (mail: { readonly raw: Buffer } | undefined) => (await simpleParser(mail?.raw ?? '')).text ?? '';

describe('a subcontractor is announced, in skipped time', () => {
  it('whole and six months before: the manager is told, it is accepted, the register says by whom', { timeout: 240_000 }, async () => {
    const id = await announce({});
    expect(id).toBe('59-SST-2027-000001');
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'to-decide', owes: 'desk' });
    expect([mails(id, 'subcontractor-received').length, mails(id, 'subcontractor-to-decide').length]).toEqual([3, 1]);
    expect(await ask(id, { kind: 'refuse-subcontractor', reason: ' ' })).toMatchObject({ state: 'refused' });
    expect(await ask(id, { kind: 'accept-subcontractor', note: 'Sous réserve d’un audit.' })).toEqual({ state: 'done' });
    // The test server takes no signal in the very moment in which a workflow ends.
    await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name, { timeout: 10_000 }).toBe('COMPLETED');
    expect(await ask(id, { kind: 'withdraw-subcontractor', reason: '' })).toEqual({ state: 'refused', reason: 'Ce recours est déjà accepté.' });
    expect(mails(id, 'subcontractor-accepted')).toHaveLength(3);
    expect((await registerActsOf(desk.sql, NORD))[0]).toMatchObject({ kind: 'subcontractor-accepted', label: id, actor: 'agent', actor_name: 'Inès Agent', reason: 'Sous réserve d’un audit.' });
    await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name).toBe('COMPLETED');
  });

  it('incomplete and too soon: each thing is asked for by its name; completed, then refused with a reason', { timeout: 240_000 }, async () => {
    const id = await announce({ items: { providers: 'Hébergeur du Littoral', tasks: 'Hébergement' }, startsOn: day('2027-08-31') });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'incomplete', owes: 'partner' });
    const asked = await textOf(mails(id, 'subcontractor-incomplete')[0]);
    for (const name of ['Leur localisation', 'La localisation des bases de données', 'Le régime juridique des outils']) expect(asked).toContain(name);
    expect(asked).not.toContain('La liste des prestataires');
    // Six months from 1 March.
    expect(asked).toMatch(/avant le mer\.\s1er\ssept\.\s2027/);
    expect(await ask(id, { kind: 'accept-subcontractor', note: '' })).toEqual({ state: 'refused', reason: 'L’annonce est incomplète : demandez d’abord ce qui manque.' });
    await ask(id, { kind: 'give-items', way: 'email', items: { locations: 'Dunkerque', databases: 'Roubaix', 'legal-regime': 'Droit français' }, startsOn: day('2027-08-31') });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'incomplete', owes: 'partner' });
    await ask(id, { kind: 'give-items', way: 'email', items: {}, startsOn: day('2027-09-01') });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'to-decide', owes: 'desk' });
    expect(await ask(id, { kind: 'refuse-subcontractor', reason: 'Les données ne sont pas cloisonnées.' })).toEqual({ state: 'done' });
    expect(await textOf(mails(id, 'subcontractor-refused')[0])).toContain('Les données ne sont pas cloisonnées.');
    expect(await brokenJourneyLink(desk.sql, id)).toBeNull();
  });

  it('silent: reminded twice, then the ladder of article 3.3; without that article the manager learns of it; on the day nothing may begin', { timeout: 240_000 }, async () => {
    const nord = await announce({ items: { providers: 'Hébergeur du Littoral' } });
    const seine = await announce({ caf: '76' as CafCode, conventionId: SEINE, items: {} });
    await desk.until('2027-05-20T08:00:00.000Z');
    const facts = await told(nord);
    expect(facts.filter((line) => line.startsWith('subcontractor-reminded'))).toEqual(['subcontractor-reminded 2027-03-11', 'subcontractor-reminded 2027-03-21']);
    expect(facts.find((line) => line.startsWith('rung-contacted'))).toBe('rung-contacted 2027-03-15');
    expect(facts.at(-1)).toMatch(/^ladder-exhausted/);
    expect(await told(seine)).toEqual(['subcontractor-announced 2027-03-01', 'subcontractor-reminded 2027-03-11', 'subcontractor-reminded 2027-03-21']);
    expect([mails(seine, 'subcontractor-waits').length, mails(nord, 'subcontractor-waits').length]).toEqual([1, 0]);
    await desk.until('2027-10-02T08:00:00.000Z');
    expect((await told(seine)).at(-1)).toBe('start-reached 2027-10-01');
    expect(mails(seine, 'subcontractor-not-accepted').length).toBeGreaterThan(1);
    expect(await ask(seine, { kind: 'withdraw-subcontractor', reason: 'Projet abandonné.' })).toEqual({ state: 'done' });
    expect(await findJourney(desk.sql, seine)).toMatchObject({ phase: 'withdrawn', next_at: null });
  });
});
