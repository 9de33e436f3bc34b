import { createHash } from 'node:crypto';
import { countWebhooks, endWebhook, findWebhook, insertWebhook, type WebhookRow } from '../db/webhook';
import type { Tx } from '../db/connect';
import { insertChange } from '../db/setting-change';
import { seal } from '../desk/seal';
import { newWebhookSecret, webhookPurpose } from '../desk/webhook';
import { webhookUrlFault } from '../desk/webhook-url';
import type { CafCode } from '../domain/ids';
import { isWebhookEvent, MOST_WEBHOOKS, type WebhookEvent } from '../domain/webhook-events';
import { webhookPath } from '../web/settings-paths';
import type { FieldError } from './act-forms';
import { NotFound } from './errors';
import { FormRefused } from './once';
import { formKeyOf } from './form-key';
import type { Visit } from './visit';

export interface WebhookForm {
  readonly caf: CafCode;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** What is sent of a new webhook; errors name the fields. */
export function readWebhook({ caf, url, events }: { readonly caf: string; readonly url: string; readonly events: readonly string[] }, cafs: readonly CafCode[], priv: boolean): WebhookForm | { readonly errors: readonly FieldError[] } {
  const known = cafs.find((one) => one === caf || (caf === '' && cafs.length === 1));
  const told = [...new Set(events)].filter(isWebhookEvent);
  const fault = webhookUrlFault(url.trim(), priv);
  const errors: FieldError[] = [
    ...(known === undefined ? [{ field: 'caf', message: 'Choisissez une de vos Caf.' }] : []),
    ...(fault === null ? [] : [{ field: 'url', message: fault }]),
    ...(told.length === 0 || told.length < new Set(events).size ? [{ field: 'evenements', message: 'Choisissez au moins un événement, parmi ceux qui existent.' }] : []),
  ];
  return known === undefined || errors.length > 0 ? { errors } : { caf: known, url: url.trim(), events: told };
}

/** Makes a webhook; its secret is given to `show` once, and kept sealed. @returns where it is shown. @throws FormRefused */
export async function makeWebhook(tx: Tx, visit: Visit, { caf, url, events }: WebhookForm, show: (made: { id: string; secret: string }) => void): Promise<string> {
  const { session: { account_id }, now, tools } = visit;
  if ((await countWebhooks(tx, caf)) >= MOST_WEBHOOKS) throw new FormRefused([{ field: null, message: `Cette Caf a déjà ${MOST_WEBHOOKS} webhooks : arrêtez-en un d’abord.` }]);
  const id = createHash('sha256').update(`webhook ${account_id} ${formKeyOf(visit)}`).digest('hex').slice(0, 20);
  const secret = newWebhookSecret();
  await insertWebhook(tx, { id, caf, url, events, secret: seal(tools.secrets, webhookPurpose(id), secret), made_by: account_id, made_at: now });
  await insertChange(tx, { at: now, account: account_id, caf, area: 'webhook', what: 'added', subject: id, label: url, before: null, after: { events } });
  show({ id, secret });
  return webhookPath(id);
}

/** @throws NotFound when it is not of the Cafs of who asks. */
export async function webhookOf(visit: Visit): Promise<WebhookRow> {
  const webhook = await findWebhook(visit.tools.sql, visit.cafs, visit.param('id'));
  if (webhook === undefined) throw new NotFound('no such webhook');
  return webhook;
}

/** Nothing is told to it any more. @returns where webhooks are listed. */
export async function stopWebhook(tx: Tx, visit: Visit, { id, caf, url }: WebhookRow): Promise<string> {
  if (await endWebhook(tx, id, visit.now)) await insertChange(tx, { at: visit.now, account: visit.session.account_id, caf, area: 'webhook', what: 'ended', subject: id, label: url, before: null, after: null });
  return webhookPath(id);
}
