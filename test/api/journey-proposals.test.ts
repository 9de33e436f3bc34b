import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from './browser';
import { INES, startOffice, type Office } from './office';
import { visit } from './visitor';

const DAY = 86_400_000;
const FORM: Record<string, string> = {
  convention: '95-2024-042', partenaire: 'CCAS de Valmirande-sur-Oise', numero: '95-2024-042', nom: 'Marchetti', prenom: 'Hugo', fonction: 'chef du pôle social', remplace: 'non',
  portable: '06 39 98 40 12', courriel: 'h.marchetti@ccas-valmirande.example', signataire: 'Théophile Marines', 'signataire-fonction': 'président du CCAS',
};

let office: Office;
let partner: Browser;
beforeAll(async () => {
  office = await startOffice();
  await office.sql`insert into desk_setting (caf, body, at) values ('95', '{"escalationMode":"proposed"}', ${office.clock.now()})`;
  partner = await visit(office, 'apolline.vernouillet@ccas-valmirande.example');
});
afterAll(async () => {
  await office.stop();
});

const ladder = async (id: string) => (await office.sql<{ kind: string; actor: string | null }[]>`select kind, actor from journey_fact where journey = ${id} and kind like 'rung-%' order by n`).map(({ kind, actor }) => [kind, actor]);
const letters = async (id: string) => (await office.sql<{ kind: string; to_address: string }[]>`select kind, to_address from letter where journey = ${id} and kind in ('escalation', 'escalation-proposed') order by queued_at, id`).map(({ kind, to_address }) => [kind, to_address]);

it('a manager decides the escalation of a change of administrator where the desk leaves it to a decision: written to once, and not once it was answered', async () => {
  const asked = await partner.post('/partenaire/changements', FORM, await partner.get('/partenaire/changements/nouveau'));
  const id = asked.location?.split('/').at(-1) ?? '';
  for (let days = 0; days < 60 && (await ladder(id)).length === 0; days += 1) {
    office.clock.pass(DAY);
    await office.tools.tellJourney({ id, kind: 'administrator-change' }, 0);
  }
  expect(await ladder(id)).toEqual([['rung-proposed', null]]);
  expect(await letters(id)).toEqual([['escalation-proposed', 'responsable@caf95.example']]);

  const path = `/escalades/demarches/${id}`;
  const [agent, manager] = [await office.signIn(INES), await office.signIn('responsable@caf95.example')];
  expect((await agent.get('/escalades')).body).toContain(id);
  expect((await agent.get('/escalades')).body).not.toContain(path);
  expect((await agent.post(path, {}, await agent.get('/escalades'))).status).toBe(403);
  const page = await manager.get('/escalades');
  expect(page.body).toContain(path);

  for (const time of ['first', 'again']) expect([time, (await manager.post(path, {}, page)).location]).toEqual([time, '/escalades']);
  expect(await ladder(id)).toEqual([['rung-proposed', null], ['rung-decided', 'responsable@caf95.example'], ['rung-contacted', null]]);
  const [, escalation, ...others] = await letters(id);
  expect([escalation?.[0], escalation?.[1]?.endsWith('@ccas-valmirande.example'), others]).toEqual(['escalation', true, []]);
  expect((await manager.get('/escalades')).body).toContain('le contact suivant est prévenu');
  expect((await manager.get('/escalades')).body).not.toContain(path);

  const late = await manager.post(path, {}, { ...page, body: page.body.replaceAll('name="_cle" value="', 'name="_cle" value="autre-') });
  expect([late.status, late.location]).toEqual([303, '/escalades']);
  expect((await manager.get('/escalades')).body).toContain('Aucune escalade n’attend de décision');
});
