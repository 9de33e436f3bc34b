import * as z from 'zod';
import { deliveriesOf, findDelivery, resendDelivery, type DeliveryRow } from '../../db/webhook-delivery';
import { listWebhooks, type ListedWebhook } from '../../db/webhook';
import { WEBHOOK_EVENTS } from '../../domain/webhook-events';
import { NotFound } from '../errors';
import { once } from '../once';
import { makeWebhook, readWebhook, stopWebhook, webhookOf } from '../webhooks';
import { afterOf, dated, page, paged, pageOf } from './cursor';
import { Conflict, Invalid, ok, operation, type Operation } from './operation';
import { caf, done, instant, reference } from './shapes';

const event = z.enum(WEBHOOK_EVENTS as [(typeof WEBHOOK_EVENTS)[number], ...(typeof WEBHOOK_EVENTS)[number][]]);
const webhook = z.object({ id: z.string(), caf, url: z.string(), events: z.array(event), madeAt: instant, pending: z.number().int(), givenUp: z.number().int(), lastDeliveredAt: instant.nullable() }).meta({ id: 'Webhook' });
const made = z.object({ id: z.string(), secret: z.string().nullable().meta({ description: 'Montré cette fois seulement : null quand la même requête est renvoyée. / Shown this once: null when the same request is sent again.' }) }).meta({ id: 'WebhookMade' });
const delivery = z.object({
  id: z.string().meta({ description: 'Le `webhook-id` de chaque essai. / The `webhook-id` of each attempt.' }), reference, n: z.number().int(), event, happenedAt: instant, state: z.enum(['pending', 'delivered', 'given-up']),
  attempts: z.number().int(), lastAt: instant.nullable(), lastStatus: z.number().int().nullable(), problem: z.string().nullable(),
}).meta({ id: 'Delivery' });
const managed = { tag: 'webhooks', action: 'manage-desk' } as const;

/** Where programs are told of what happens to tickets, and how that goes. */
export const WEBHOOKS: readonly Operation[] = [
  operation({
    ...managed, id: 'listWebhooks', method: 'get', path: '/webhooks', scope: 'lecture',
    title: { fr: 'Les webhooks de vos Caf', en: 'Your Cafs’ webhooks' },
    answers: { 200: { words: { fr: 'Les webhooks', en: 'The webhooks' }, schema: z.object({ items: z.array(webhook) }).meta({ id: 'Webhooks' }) } },
    handle: async ({ tools, cafs }) => ok({ items: (await listWebhooks(tools.sql, cafs)).map(webhookJson) }),
  }),
  operation({
    ...managed, id: 'makeWebhook', method: 'post', path: '/webhooks', scope: 'reglages',
    title: { fr: 'Faire prévenir un programme ; le secret de signature est dans la réponse, cette fois seulement', en: 'Have a program told; the signing secret is in the answer, this once' },
    body: z.object({ caf: z.string().default('').meta({ description: 'Une de vos Caf ; inutile s’il n’y en a qu’une. / One of your Cafs; not needed when there is one.', example: '31' }), url: z.string().max(2_000).meta({ example: 'https://programme.example/guichet' }), events: z.array(event).min(1) }),
    answers: { 201: { words: { fr: 'Le webhook et son secret', en: 'The webhook and its secret' }, schema: made } },
    forget: (body) => ({ ...(body as object), secret: null }),
    handle: async (visit, { body }) => {
      const read = readWebhook(body, visit.cafs, visit.tools.privateWebhooks);
      if ('errors' in read) throw new Invalid(read.errors.map((error) => (error.field === 'evenements' ? { ...error, field: 'events' } : error)));
      let shown: { id: string; secret: string | null } | null = null;
      const { path } = await once(visit, (tx) => makeWebhook(tx, visit, read, (it) => (shown = it)));
      return ok(shown ?? { id: decodeURIComponent(path.split('/').at(-1) ?? ''), secret: null }, 201);
    },
  }),
  operation({
    ...managed, id: 'endWebhook', method: 'post', path: '/webhooks/{id}/fin', scope: 'reglages', find: (visit) => webhookOf(visit),
    title: { fr: 'Arrêter un webhook', en: 'Stop a webhook' },
    answers: { 200: { words: { fr: 'Arrêté', en: 'Stopped' }, schema: done } },
    handle: async (visit) => {
      const one = await webhookOf(visit);
      await once(visit, (tx) => stopWebhook(tx, visit, one));
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...managed, id: 'listDeliveries', method: 'get', path: '/webhooks/{id}/envois', scope: 'lecture', query: z.object({ ...paged }), find: (visit) => webhookOf(visit),
    title: { fr: 'Les envois d’un webhook, le dernier d’abord', en: 'A webhook’s deliveries, latest first' },
    answers: { 200: { words: { fr: 'Une page d’envois', en: 'A page of deliveries' }, schema: pageOf(delivery, 'DeliveryPage') } },
    handle: async (visit, { query }) => {
      const { id } = await webhookOf(visit);
      const rows = await deliveriesOf(visit.tools.sql, id, afterOf(query, dated), query.limite + 1);
      return ok(page(rows, query.limite, (last) => ({ at: last.made_at, id: last.id }), deliveryJson));
    },
  }),
  operation({
    ...managed, id: 'resendDelivery', method: 'post', path: '/webhooks/{id}/envois/{envoi}/renvoi', scope: 'reglages', find: (visit) => webhookOf(visit),
    title: { fr: 'Envoyer de nouveau, sous le même identifiant', en: 'Send again, under the same id' },
    answers: { 200: { words: { fr: 'Il repart', en: 'It is on its way' }, schema: done } },
    handle: async (visit) => {
      const { id } = await webhookOf(visit);
      const envoi = visit.param('envoi');
      if ((await findDelivery(visit.tools.sql, id, envoi)) === undefined) throw new NotFound('no such delivery');
      if (!(await resendDelivery(visit.tools.sql, id, envoi))) throw new Conflict('Cet envoi est déjà en cours.');
      return ok({ state: 'done' });
    },
  }),
];

function webhookJson({ id, caf: of, url, events, made_at, pending, given_up, last_delivered_at }: ListedWebhook): object {
  return { id, caf: of, url, events, madeAt: made_at, pending, givenUp: given_up, lastDeliveredAt: last_delivered_at };
}

function deliveryJson({ id, reference: of, n, event: told, happened_at, state, attempts, last_at, last_status, problem }: DeliveryRow): object {
  return { id, reference: of, n, event: told, happenedAt: happened_at, state, attempts, lastAt: last_at, lastStatus: last_status, problem };
}
