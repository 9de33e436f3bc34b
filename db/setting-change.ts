import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

export type ChangeArea = 'partner' | 'convention' | 'contact' | 'address' | 'desk' | 'mailbox' | 'import' | 'account' | 'caf' | 'webhook';
export type ChangeWhat = 'added' | 'changed' | 'ended' | 'resumed' | 'revived' | 'imported' | 'locked' | 'unlocked' | 'link-sent' | 'checked';
export type Values = Readonly<Record<string, unknown>>;

/** One change of what is set on screen. `before` and `after` hold what changed alone, and never a secret. */
export interface SettingChange {
  readonly at: Instant;
  /** An account's id, or someone of a partner. */
  readonly account: string | { readonly visitor: string; readonly name: string };
  /** Null: the instance's. */
  readonly caf: CafCode | null;
  readonly area: ChangeArea;
  readonly what: ChangeWhat;
  /** Id of what was changed. */
  readonly subject: string;
  /** Its name at that time. */
  readonly label: string;
  readonly before: Values | null;
  readonly after: Values | null;
}

/** Writes a change down, in the transaction that makes it. */
export async function insertChange(tx: Tx, change: SettingChange): Promise<void> {
  const { before, after, account } = change;
  const [own, visitor, name] = typeof account === 'string' ? [account, null, null] : [null, account.visitor, account.name];
  await tx`insert into setting_change (at, account_id, visitor, visitor_name, caf, area, what, subject, label, before, after)
    values (${change.at}, ${own}, ${visitor}, ${name}, ${change.caf}, ${change.area}, ${change.what}, ${change.subject}, ${change.label},
      ${before === null ? null : tx.json(before as never)}, ${after === null ? null : tx.json(after as never)})`;
}

export interface SettingChangeRow extends Omit<SettingChange, 'account'> {
  readonly id: string;
  readonly account_name: string;
}

export interface ChangeFilter {
  readonly cafs: readonly CafCode[];
  /** True: also what concerns the instance as a whole. */
  readonly instance: boolean;
  readonly area: string;
  /** Only those written down before the one of this id; absent = all. */
  readonly before?: string;
}

/** Changes of these Cafs, newest first. */
export async function listChanges(db: Db, filter: ChangeFilter, limit: number, offset: number): Promise<SettingChangeRow[]> {
  return await db<SettingChangeRow[]>`
    select setting_change.*, coalesce(account.name, visitor_name || ' (partenaire)') as account_name from setting_change left join account on account.id = setting_change.account_id
    where ${matching(db, filter)} order by setting_change.id desc limit ${limit} offset ${offset}`;
}

export async function countChanges(db: Db, filter: ChangeFilter): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from setting_change where ${matching(db, filter)}`;
  return row?.count ?? 0;
}

function matching(db: Db, { cafs, instance, area, before }: ChangeFilter) {
  return db`${before === undefined ? db`true` : db`setting_change.id < ${before}`} and (setting_change.caf = any(${[...cafs]}) or (${instance} and setting_change.caf is null)) and (${area} = '' or area = ${area})`;
}
