import type { Instant, Reference } from '../domain/ids';
import type { Db } from './connect';

/** What somebody has begun to write in one form of a ticket. */
export interface DraftRow {
  readonly reference: Reference;
  readonly account_id: string;
  /** The form, as the URL names it (« reponse »). */
  readonly act: string;
  readonly fields: Record<string, string>;
  readonly updated_at: Instant;
}
export interface DraftOfSomeone extends Omit<DraftRow, 'fields'> {
  readonly name: string;
}

/** `form` = the key of the form it was typed in: once that form is sent, what its page still saves is dropped. Empty fields take the draft away. */
export async function saveDraft(db: Db, { reference, account_id, act, fields, updated_at }: DraftRow, form: string | null): Promise<boolean> {
  const rows = await db`
    insert into draft (reference, account_id, act, fields, updated_at) values (${reference}, ${account_id}, ${act}, ${db.json(fields)}, ${updated_at})
    on conflict (reference, account_id, act) do update set fields = excluded.fields, updated_at = excluded.updated_at, sent_form = null
    where draft.sent_form is distinct from ${form} or ${form}::text is null`;
  return rows.count === 1;
}

/** What was typed is sent: the draft is gone, also for what is still on its way from that form's page. */
export async function clearDraft(db: Db, { reference, account_id, act, updated_at }: Omit<DraftRow, 'fields'>, form: string): Promise<void> {
  await db`
    insert into draft (reference, account_id, act, fields, updated_at, sent_form) values (${reference}, ${account_id}, ${act}, '{}', ${updated_at}, ${form})
    on conflict (reference, account_id, act) do update set fields = '{}', updated_at = excluded.updated_at, sent_form = excluded.sent_form`;
}

/** Somebody's own drafts on a ticket. */
export async function draftsOf(db: Db, reference: Reference, account: string): Promise<DraftRow[]> {
  return await db<DraftRow[]>`
    select reference, account_id, act, fields, updated_at from draft where reference = ${reference} and account_id = ${account} and fields <> '{}'`;
}

/** Drafts that the others have on these tickets, without their words. */
export async function draftsOfOthers(db: Db, references: readonly Reference[], except: string | null = null): Promise<DraftOfSomeone[]> {
  return await db<DraftOfSomeone[]>`
    select * from drafts_begun(${[...references]}) where account_id is distinct from ${except} order by updated_at desc`;
}
