import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { ArrivedRow, MailOutcome } from './mail';

/** A mail of these Cafs that waits for a person, its row locked until the transaction ends; undefined when it waits no longer. */
export async function lockToIdentify(tx: Tx, cafs: readonly CafCode[], id: string): Promise<ArrivedRow | undefined> {
  const [row] = await tx<ArrivedRow[]>`select * from arrived_mail where id = ${id} and caf = any(${[...cafs]}) and outcome = 'to-identify' for update`;
  return row;
}

/** A mail that a door kept, of these Cafs alone. */
export async function findArrived(db: Db, cafs: readonly CafCode[], id: string): Promise<ArrivedRow | undefined> {
  const [row] = await db<ArrivedRow[]>`select * from arrived_mail where id = ${id} and caf = any(${[...cafs]})`;
  return row;
}

/** The ticket a mail came to by that person's own decision: a form sent twice leads there both times. */
export async function ticketByDecisionOf(db: Db, account: string, id: string): Promise<Reference | null> {
  const [row] = await db<{ reference: Reference | null }[]>`select reference from arrived_mail where id = ${id} and decided_by = ${account}`;
  return row?.reference ?? null;
}

/** What a person decided of a mail; who and when stay on its row. */
export interface Decided {
  readonly outcome: MailOutcome;
  readonly reference: Reference | null;
  readonly by: string;
  readonly at: Instant;
  readonly decision: { readonly what: 'attached' | 'appended' | 'refused' | 'spam'; readonly reason?: string };
}

export async function decideArrived(tx: Tx, id: string, { outcome, reference, by, at, decision }: Decided): Promise<void> {
  await tx`update arrived_mail set outcome = ${outcome}, reference = ${reference}, decided_by = ${by}, decided_at = ${at}, decision = ${tx.json(decision as never)} where id = ${id}`;
}

/** Adds an address to a convention's people, as someone who may not open a request: only an amendment names those who may. */
export async function insertContact(tx: Tx, contact: { readonly id: string; readonly conventionId: string; readonly name: string; readonly email: string }): Promise<void> {
  await tx`insert into contact (id, convention_id, name, role, email) values (${contact.id}, ${contact.conventionId}, ${contact.name}, 'other', ${contact.email}) on conflict (id) do nothing`;
}
