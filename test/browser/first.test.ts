import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStack, TEST_PASSWORD, type Stack } from '../support/stack';
import { Browser } from '../api/browser';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(async () => {
  await stack.stop();
});

it('signs in, sees the queue, opens a ticket and takes it in hand', async () => {
  await stack.receive('31', [
    'From: Joachim Peyrade <joachim.peyrade@castelbrun.example>',
    'Subject: [CDAP] [MAIRIE DE CASTELBRUN-D\'ARROS] incident technique',
    'Message-ID: <first@castelbrun.example>',
    '',
    'Bonjour, la page reste blanche avec une erreur 500.',
  ].join('\r\n'));
  const agent = await Browser.signIn(stack.url, 'melisande.aucamville@caf31.example', TEST_PASSWORD);
  const queue = await agent.get('/file');
  expect(queue.status).toBe(200);
  const [reference] = /31-\d{4}-\d{6}/.exec(queue.body) ?? [];
  expect(reference).toBeDefined();
  const page = await agent.get(`/demandes/${reference}`);
  expect(page.body).toContain('Prendre en charge');
  const taken = await agent.post(`/demandes/${reference}/prise-en-charge`, {}, page);
  expect(taken.status).toBe(303);
  const after = await agent.get(taken.location ?? '');
  expect(after.body).toContain('Demande prise en charge.');
});
