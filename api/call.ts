import { createHash } from 'node:crypto';
import { keepAct, type ActRow } from '../db/act';
import type { Tx } from '../db/connect';
import { takeFormKey, writeFormResult } from '../db/form-key';
import type { KnownContact } from '../db/partner';
import type { Act } from '../domain/acts';
import type { Contract } from '../domain/contract-types';
import { mayOpen } from '../domain/door';
import type { Instant, Reference } from '../domain/ids';
import { missingItems } from '../domain/required-items';
import { ticketPath, unidentifiedPath } from '../web/paths';
import type { Call } from './call-form';
import { callText } from './call-text';
import { keepCallToIdentify } from './call-to-identify';
import type { Told } from './intake/at-desk';
import { openTicket, type Request } from './intake/open-ticket';
import type { WebTools } from './tools';

/** A call ready to be kept: what was typed, under which contract, by whom. */
export interface CallToKeep {
  readonly call: Call;
  readonly contract: Contract;
  readonly contact: KnownContact | null;
  readonly account: string;
  /** The form's own key: a double click makes one. */
  readonly formKey: string;
  readonly now: Instant;
}

export type KeptCall =
  | { readonly outcome: 'opened'; readonly reference: Reference; readonly told: Told; readonly acts: readonly Pick<ActRow, 'key' | 'reference' | 'kind'>[] }
  | { readonly outcome: 'to-identify' }
  /** The same form was sent before: where it led, and whether the same things were said. */
  | { readonly outcome: 'again'; readonly path: string; readonly same: boolean };

/** Keeps a call in one transaction, with the acts that go with it; the caller then tells the ticket and asks for the acts. */
export async function keepCall(tools: WebTools, keep: CallToKeep): Promise<KeptCall> {
  const key = digest([keep.account, keep.formKey]);
  const said = digest({ ...keep.call, takenAt: null });
  return await tools.sql.begin(async (tx) => {
    const known = await takeFormKey(tx, key, keep.now);
    if (known !== null) return { outcome: 'again', path: known.path, same: known.digest === said };
    const kept = await keepNew(tx, tools, keep, key);
    await writeFormResult(tx, key, { digest: said, path: kept.outcome === 'opened' ? ticketPath(kept.reference) : unidentifiedPath() });
    return kept;
  });
}

/** A security incident is taken from anyone; for the rest, only those whom rules: Door 1 names open a request. */
async function keepNew(tx: Tx, tools: WebTools, keep: CallToKeep, key: string): Promise<Exclude<KeptCall, { outcome: 'again' }>> {
  const { call, contact, contract } = keep;
  if (contact === null || (!mayOpen(contact.role) && call.kind !== 'security-incident')) {
    await keepCallToIdentify(tx, tools, keep, key);
    return { outcome: 'to-identify' };
  }
  const { reference, lastN } = await openTicket(tx, contract, requestOf(keep, contact, key));
  const acts = await Promise.all(actsOf(call).map((act, i) => keepFollowing(tx, keep, reference, `${key}-${i + 1}`, act)));
  return { outcome: 'opened', reference, told: { reference, n: lastN }, acts };
}

function requestOf({ call, contract, account, now }: CallToKeep, contact: KnownContact, key: string): Request {
  const phones = call.callBackPhone === null ? contact.phones : [call.callBackPhone];
  const text = callText(call);
  const given = { callerName: call.callBackName || contact.name, service: call.service, phones, subject: call.subject, text: `${call.description}\n${call.errorMessage === '' ? '' : `« ${call.errorMessage} »`}`, partnerKnown: true, hasImage: false, partnerName: contact.partner_name };
  const missing = missingItems(contract, given).filter((item) => item.code !== 'subject-format');
  return {
    ticket: {
      caf: contact.caf, conventionId: contact.convention_id, contactId: contact.id, contractVersion: contract.version, channel: 'phone', kind: call.kind, service: call.service,
      subject: call.subject, receivedAt: call.takenAt, missing: missing.map((item) => item.code), restricted: call.kind === 'security-incident',
    },
    message: { id: `appel-${key}`, direction: 'in', channel: 'phone', at: call.takenAt, contact_id: contact.id, from_name: contact.name, subject: call.subject, text, phones: call.callBackPhone === null ? [] : [call.callBackPhone], extra: { takenBy: account } },
    urgent: call.urgent,
    linkedTo: null,
    actor: account,
    recordedAt: now,
  };
}

function actsOf(call: Call): Act[] {
  return [
    ...(call.takeInHand ? [{ kind: 'take-in-hand' } as const] : []),
    ...(call.callBackDue === null ? [] : [{ kind: 'promise-call-back', due: call.callBackDue, text: '' } as const]),
  ];
}

/** Acts asked at one instant are carried out in the order of their keys: a promise would take the ticket in hand by itself. */
async function keepFollowing(tx: Tx, { account, now }: CallToKeep, reference: Reference, key: string, act: Act): Promise<Pick<ActRow, 'key' | 'reference' | 'kind'>> {
  return await keepAct(tx, { key, reference, kind: act.kind, body: act, actor: account, asked_at: now });
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 40);
}
