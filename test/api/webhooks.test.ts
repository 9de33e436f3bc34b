import { afterAll, beforeAll, expect, it } from 'vitest';
import { unseal } from '../../desk/seal';
import { webhookPurpose } from '../../desk/webhook';
import { TEST_SECRETS } from '../support/secrets';
import type { Browser } from './browser';
import { FROM_31, mail, opened, startOffice, type Office } from './office';
import { Program } from './program';

const MANAGER = 'responsable@caf31.example';
let office: Office;
let browser: Browser;
let program: Program;

beforeAll(async () => {
  office = await startOffice();
  browser = await office.signIn(MANAGER);
  program = await Program.of(office, MANAGER);
});
afterAll(async () => {
  await office.stop();
});

it('is made on screen: its secret shown once, kept sealed; an address inside refused, the form filled', async () => {
  const page = await browser.get('/reglages/webhooks');
  const refused = await browser.post('/reglages/webhooks', { url: 'https://127.0.0.1/guichet', 'evenement-received': 'oui' }, page);
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('réseau intérieur');
  expect(refused.body).toContain('value="https://127.0.0.1/guichet"');
  const form = { url: 'https://programme.example/guichet', 'evenement-received': 'oui' };
  const made = await browser.post('/reglages/webhooks', form, page);
  const secret = /whsec_[\w+/=]+/.exec(made.body)?.[0] ?? 'none';
  const again = await browser.post('/reglages/webhooks', form, page);
  expect(again.location).toMatch(/^\/reglages\/webhooks\/\w+$/);
  expect((await browser.get(again.location ?? '')).body).not.toContain('whsec_');
  const rows = await office.sql<{ id: string; secret: string }[]>`select id, secret from webhook`;
  expect(rows.map((row) => unseal(TEST_SECRETS, webhookPurpose(row.id), row.secret))).toEqual([secret]);
});

it('lists what it was told, in the transaction of the fact; what was given up is sent again', async () => {
  const reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche.'));
  const [webhook] = (await program.get('/webhooks')).json['items'] as { id: string }[];
  const path = `/reglages/webhooks/${webhook?.id ?? ''}`;
  expect((await browser.get(path)).body).toContain('pas encore essayé');
  await office.sql`update webhook_delivery set state = 'given-up', attempts = 32, last_at = ${office.clock.now()}, problem = 'unreachable'`;
  const page = await browser.get(path);
  expect(page.body).toContain('32 essais');
  const [id] = /msg_\w+(?=\/renvoi)/.exec(page.body) ?? [];
  expect((await browser.post(`${path}/envois/${id}/renvoi`, {}, page)).location).toBe(path);
  expect((await program.get(`/webhooks/${webhook?.id}/envois`)).json).toMatchObject({ items: [{ id, reference, event: 'demande.received', state: 'pending' }] });
  expect((await program.post(`/webhooks/${webhook?.id}/envois/${id}/renvoi`)).status).toBe(409);
});

it('is made and stopped by a program; sent again, the request shows no secret', async () => {
  const body = { url: 'https://autre.example/', events: ['demande.resolved'] };
  const made = await program.post('/webhooks', body, 'webhook-0001');
  expect(made.json['secret']).toMatch(/^whsec_/);
  expect((await program.post('/webhooks', body, 'webhook-0001')).json).toEqual({ id: made.json['id'], secret: null });
  expect((await program.post('/webhooks', { ...body, events: ['demande.noted'] })).status).toBe(422);
  expect((await program.post(`/webhooks/${String(made.json['id'])}/fin`)).status).toBe(200);
  expect(((await program.get('/webhooks')).json['items'] as object[]).length).toBe(1);
  expect((await browser.get('/reglages/journal')).body).toContain('Webhook');
});
