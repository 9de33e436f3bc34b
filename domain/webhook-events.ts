import type { FactKind } from './ticket-facts';

/** Facts of a ticket of which a webhook may be told, under their journal's own names. Notes and the desk's reminders to itself stay inside. */
export const WEBHOOK_FACTS = [
  'received', 'taken-in-hand', 'partner-wrote', 'desk-wrote', 'desk-called', 'call-back-promised', 'routed', 'referred', 'urgent',
  'rung-contacted', 'rung-proposed', 'rung-skipped', 'ladder-exhausted', 'pickup-warned', 'pickup-breached', 'letter-bounced',
  'rectified', 'merged-into', 'handed-over', 'incident-attached', 'resolved', 'reopened', 'closed', 'convention-ended',
] as const satisfies readonly FactKind[];
export type WebhookFact = (typeof WEBHOOK_FACTS)[number];
export type WebhookEvent = `demande.${WebhookFact}`;
export const WEBHOOK_EVENTS = WEBHOOK_FACTS.map((kind): WebhookEvent => `demande.${kind}`);

/** A webhook that does not answer is tried again, ever less often, for so long (milliseconds). */
export const GIVE_UP_AFTER_MS = 3 * 86_400_000;
/** Living webhooks of one Caf. */
export const MOST_WEBHOOKS = 20;

export function isWebhookEvent(text: string): text is WebhookEvent {
  return (WEBHOOK_EVENTS as readonly string[]).includes(text);
}
