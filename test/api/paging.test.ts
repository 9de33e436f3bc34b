import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from './browser';
import { FROM_95, mail, RENFORT, startOffice, type Office } from './office';

let office: Office;
let agent: Browser;

beforeAll(async () => {
  office = await startOffice();
  for (let i = 1; i <= 12; i += 1) {
    await office.receive('31', mail(`Inconnue ${i} <inconnue.${i}@ailleurs.example>`, `Bonjour numéro ${String(i).padStart(2, '0')}`, 'Qui suis-je ?'));
    office.clock.pass(1_000);
  }
  for (let i = 1; i <= 27; i += 1) await office.receive('95', mail(FROM_95, `Export ${i} [URGENT]`, `L’export s’arrête à ${i} %.`));
  const urgent = await office.sql<{ reference: string }[]>`select reference from ticket where caf = '95'`;
  for (const { reference } of urgent) await office.move(reference as never);
  agent = await office.signIn(RENFORT);
});
afterAll(async () => {
  await office.stop();
});

const subjects = (body: string): string[] => [...body.matchAll(/Bonjour numéro (\d\d)\s*<\/h2>/g)].map((found) => found[1] ?? '');
const tickets = (body: string): Set<string> => new Set([...body.matchAll(/href="\/demandes\/(95-\d{4}-\d{6})"/g)].map((found) => found[1] ?? ''));

describe('« À identifier »', () => {
  it('shows ten a page, oldest first, and says how many there are', async () => {
    const first = await agent.get('/a-identifier');
    expect(subjects(first.body)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']);
    expect(first.body).toContain('12 courriels');
    expect(first.body).toContain('1 à 10 sur 12');
    const second = await agent.get('/a-identifier?page=2');
    expect(subjects(second.body)).toEqual(['11', '12']);
    expect(second.body).toContain('11 à 12 sur 12');
  });

  it('a form refused on the second page comes back there', async () => {
    const page = await agent.get('/a-identifier?page=2');
    const action = /action="(\/a-identifier\/[^"]*\/rattachement)"/.exec(page.body)?.[1] ?? '';
    const answer = await agent.post(action, { page: '2', convention: '', demande: '' }, page);
    expect(answer.status).toBe(422);
    expect(subjects(answer.body)).toEqual(['11', '12']);
    expect(answer.body).toContain('Choisissez une convention');
    expect(page.body).toContain('name="page" value="2"');
  });
});

describe('escalations', () => {
  it('stand on as many pages as it takes: none is left out, none is there twice', async () => {
    const first = await agent.get('/escalades');
    const second = await agent.get('/escalades?page=2');
    expect(tickets(first.body).size).toBe(25);
    expect(first.body).toContain('1 à 25 sur 27');
    expect(tickets(second.body).size).toBe(2);
    expect(new Set([...tickets(first.body), ...tickets(second.body)]).size).toBe(27);
  });
});
