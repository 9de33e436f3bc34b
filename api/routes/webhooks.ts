import { Router } from 'express';
import { deliveriesOf, findDelivery, resendDelivery, type DeliveryRow } from '../../db/webhook-delivery';
import { listWebhooks, type WebhookRow } from '../../db/webhook';
import { WEBHOOK_FACTS, type WebhookEvent, type WebhookFact } from '../../domain/webhook-events';
import type { Refused } from '../../web/components/form';
import { WebhookPage, type DeliveryLine } from '../../web/pages/settings/webhook';
import { WebhooksPage } from '../../web/pages/settings/webhooks';
import { webhookEndPath, webhookPath, webhookResendPath, webhooksPath } from '../../web/settings-paths';
import { EVENT_WORDS } from '../../web/words/webhooks';
import { NotFound } from '../errors';
import { dated, page, placeIn } from '../json/cursor';
import { managersForm, managersPage } from '../managers';
import { once } from '../once';
import { contractsNow, shellOf } from '../view/shell';
import type { Visit } from '../visit';
import { makeWebhook, readWebhook, stopWebhook, webhookOf } from '../webhooks';
import type { WebTools } from '../tools';
import { tried } from './contacts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const A_PAGE = 50;

/** Webhooks, for the manager of a Caf: which there are, how each delivery went. */
export function webhookRoutes(tools: WebTools): Router {
  return Router()
    .get(webhooksPath(), managersPage(tools, (visit) => showAll(visit, null)))
    .post(webhooksPath(), managersForm(tools, make))
    .get(pattern(webhookPath(':id')), managersPage(tools, async (visit) => await showOne(visit, await webhookOf(visit), null)))
    .post(pattern(webhookEndPath(':id')), managersForm(tools, end))
    .post(pattern(webhookResendPath(':id', ':envoi')), managersForm(tools, resend));
}

async function showAll(visit: Visit, refused: Refused | null): Promise<void> {
  const [rows, contracts, shell] = await Promise.all([listWebhooks(visit.tools.sql, visit.cafs), contractsNow(visit), shellOf(visit, 'reglages')]);
  const webhooks = rows.map(({ id, caf, url, events, pending, given_up }) => ({ id, caf, url, events: events.length, pending, givenUp: given_up }));
  const cafs = contracts.map((contract) => ({ value: contract.caf, label: `${contract.department} (${contract.caf})` }));
  visit.show(WebhooksPage({ shell, tokens: visit.tokens(), webhooks, cafs, refused }), refused === null ? 200 : 422);
}

async function showOne(visit: Visit, webhook: WebhookRow, secret: string | null): Promise<void> {
  const after = placeIn(visit.query('suite'), dated);
  const [rows, shell] = await Promise.all([deliveriesOf(visit.tools.sql, webhook.id, after, A_PAGE + 1), shellOf(visit, 'reglages')]);
  const { items: deliveries, next } = page(rows, A_PAGE, (last) => ({ at: last.made_at, id: last.id }), lineOf);
  const { id, caf, url, events, ended_at } = webhook;
  visit.show(WebhookPage({ shell, tokens: visit.tokens(), webhook: { id, caf, url, events: events.map(eventWords), ended: ended_at !== null }, deliveries, next, secret }));
}

function eventWords(event: WebhookEvent): string {
  return EVENT_WORDS[event.replace(/^demande\./, '') as WebhookFact];
}

function lineOf({ id, reference, event, happened_at, state, attempts, last_at, last_status, problem }: DeliveryRow): DeliveryLine {
  return { id, reference, event: eventWords(event), happenedAt: happened_at, state, attempts, lastAt: last_at, lastStatus: last_status, problem };
}

async function make(visit: Visit): Promise<void> {
  const fields = visit.fields();
  const events = WEBHOOK_FACTS.filter((fact) => fields[`evenement-${fact}`] === 'oui').map((fact) => `demande.${fact}`);
  const read = readWebhook({ caf: fields['caf'] ?? '', url: fields['url'] ?? '', events }, visit.cafs, visit.tools.privateWebhooks);
  let shown: { id: string; secret: string } | null = null;
  const done = 'errors' in read ? read.errors : await tried(once(visit, (tx) => makeWebhook(tx, visit, read, (made) => (shown = made))));
  if (!('path' in done)) return await showAll(visit, { values: fields, errors: done });
  await showMade(visit, done.path, shown);
}

/** The second of a double click finds it made: its secret is shown no more. */
async function showMade(visit: Visit, path: string, made: { readonly id: string; readonly secret: string } | null): Promise<void> {
  const webhook = made === null ? undefined : (await listWebhooks(visit.tools.sql, visit.cafs)).find((one) => one.id === made.id);
  if (made === null || webhook === undefined) return await visit.goTo(path, { tone: 'warn', text: 'Ce webhook était déjà créé. Si vous n’avez pas copié son secret, arrêtez-le et créez-en un autre.' });
  await showOne(visit, { ...webhook, secret: '' }, made.secret);
}

async function end(visit: Visit): Promise<void> {
  const webhook = await webhookOf(visit);
  const { path } = await once(visit, (tx) => stopWebhook(tx, visit, webhook));
  await visit.goTo(path, { tone: 'done', text: 'Webhook arrêté : plus rien ne lui est envoyé.' });
}

async function resend(visit: Visit): Promise<void> {
  const { id } = await webhookOf(visit);
  const envoi = visit.param('envoi');
  if ((await findDelivery(visit.tools.sql, id, envoi)) === undefined) throw new NotFound('no such delivery');
  const again = await resendDelivery(visit.tools.sql, id, envoi);
  await visit.goTo(webhookPath(id), again ? { tone: 'done', text: 'L’envoi repart, sous le même identifiant.' } : { tone: 'warn', text: 'Cet envoi est déjà en cours.' });
}
