import { createHmac, randomBytes } from 'node:crypto';
import type { DeliveryRow } from '../db/webhook-delivery';
import { epochMs, type Instant } from '../domain/ids';

/** « whsec_ » and 32 random bytes in base64 (Standard Webhooks). */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** What a webhook's secret is sealed for. */
export function webhookPurpose(id: string): string {
  return `webhook ${id}`;
}

/** What is told of a fact: its name, its instant, which ticket; whoever may read more asks the API. The same bytes at each attempt. */
export function webhookBody({ event, happened_at, reference, caf, n }: Pick<DeliveryRow, 'event' | 'happened_at' | 'reference' | 'caf' | 'n'>): string {
  return JSON.stringify({ type: event, timestamp: happened_at, data: { reference, caf, n } });
}

/** The headers of an attempt (Standard Webhooks): which message, when it was sent, and a signature of both with the body. */
export function webhookHeaders(id: string, at: Instant, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(epochMs(at) / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'content-type': 'application/json', 'user-agent': 'Guichet', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
