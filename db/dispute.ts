import type { Instant, Reference } from '../domain/ids';
import type { Db } from './connect';
import type { LetterState } from './letter';

/** A line of the journal with its links of the chain, in hexadecimal: whoever has them can reckon it again. */
export interface ChainedLine {
  readonly n: number;
  readonly at: Instant;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly actor: string | null;
  readonly name: string | null;
  readonly recorded_at: Instant;
  readonly salt: string;
  readonly digest: string;
  readonly chain: string;
}

export async function chainedJournal(db: Db, reference: Reference): Promise<ChainedLine[]> {
  return await db<ChainedLine[]>`
    select fact.n, fact.at, fact.kind, fact.body, fact.actor, account.name, fact.recorded_at,
      encode(salt, 'hex') as salt, encode(digest, 'hex') as digest, encode(chain, 'hex') as chain
    from fact left join account on account.id = fact.actor where reference = ${reference} order by n`;
}

/** A mail of a ticket with its bytes: as it was received, or as it was sent. */
export interface MailBytes {
  readonly id: string;
  readonly direction: 'received' | 'sent';
  readonly at: Instant;
  readonly from_address: string | null;
  readonly to_addresses: string[];
  readonly subject: string;
  readonly message_id: string | null;
  /** What came from or went to the Caf's own people: sectors, ladder, manager. */
  readonly inside: boolean;
  readonly state: LetterState | null;
  readonly bytes: Buffer;
}

/** Every mail of a ticket in the order of time. What was erased is not there any more. */
export async function mailsOfTicket(db: Db, reference: Reference): Promise<MailBytes[]> {
  return await db<MailBytes[]>`
    select arrived_mail.id, 'received' as direction, arrived_mail.received_at as at, arrived_mail.from_address, array[arrived_mail.mailbox] as to_addresses, arrived_mail.subject,
      nullif(arrived_mail.message_id, '') as message_id, message.direction = 'internal-in' as inside, null as state, raw_mail.bytes
    from message join arrived_mail on arrived_mail.id = message.arrived_id join raw_mail on raw_mail.sha256 = arrived_mail.raw_sha256
    where message.reference = ${reference}
    union all
    select id, 'sent', coalesce(left_at, queued_at), from_address, array[to_address] || cc_addresses, subject, message_id,
      kind in ('sector', 'national', 'pickup-warning', 'pickup-breach', 'ladder-exhausted') or (rung->>'side') is not distinct from 'desk', state, raw
    from letter where reference = ${reference}
    order by at, direction, id`;
}
