import type { CafCode, Instant, LocalDate, Reference } from '../domain/ids';
import type { MailChoice, PersonalMail } from '../domain/personal-mails';
import type { Grant } from '../domain/grants';
import type { Db, Tx } from './connect';

/** Someone of a desk who may be written to, with what they chose. */
export interface MailReader {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly choices: Readonly<Partial<Record<PersonalMail, MailChoice>>>;
}

/** Every agent and manager who may sign in, under the contracts in force at `now`. */
export async function mailReaders(db: Db, now: Instant): Promise<MailReader[]> {
  return await db<MailReader[]>`
    select id, login, name, grants_of_account(id, ${now}::timestamptz) as grants, coalesce((select jsonb_object_agg(mail, jsonb_build_object('wanted', wanted, 'hour', to_char(hour, 'HH24:MI')))
      from mail_choice where account_id = account.id), '{}') as choices
    from account where not disabled and login like '%@%' and exists (select from account_role where account_id = account.id and role in ('agent', 'manager')) order by id`;
}

export async function choicesOf(db: Db, account: string): Promise<MailReader['choices']> {
  const rows = await db<{ mail: PersonalMail; wanted: boolean; hour: string | null }[]>`select mail, wanted, to_char(hour, 'HH24:MI') as hour from mail_choice where account_id = ${account}`;
  return Object.fromEntries(rows.map(({ mail, wanted, hour }) => [mail, { wanted, hour }]));
}

export async function keepChoice(tx: Tx, account: string, mail: PersonalMail, { wanted, hour }: MailChoice): Promise<void> {
  await tx`insert into mail_choice (account_id, mail, wanted, hour) values (${account}, ${mail}, ${wanted}, ${hour}) on conflict (account_id, mail) do update set wanted = excluded.wanted, hour = excluded.hour`;
}

/** Somebody opened the queue of these Cafs on their own day: the first is kept. */
export async function noteQueueOpened(db: Db, days: ReadonlyArray<{ readonly caf: CafCode; readonly day: LocalDate }>, at: Instant, account: string): Promise<void> {
  await db`insert into queue_opened (caf, day, at, account_id) select caf, day, ${at}, ${account} from unnest(${days.map((one) => one.caf)}::text[], ${days.map((one) => one.day)}::date[]) as opened(caf, day) on conflict do nothing`;
}

/** Whether somebody opened a Caf's queue on that day, as « 31/2026-05-28 ». */
export async function queuesOpened(db: Db, since: LocalDate): Promise<Set<string>> {
  const rows = await db<{ caf: CafCode; day: LocalDate }[]>`select caf, day from queue_opened where day >= ${since}`;
  return new Set(rows.map(({ caf, day }) => `${caf}/${day}`));
}

/** A promise broken or a ladder exhausted, as those who asked are told. */
export interface Alarm {
  readonly reference: Reference;
  readonly n: number;
  readonly mail: 'breach' | 'exhausted';
  readonly at: Instant;
  readonly caf: CafCode;
  readonly contract_version: number;
  readonly restricted: boolean;
  readonly subject: string;
  readonly partner: string | null;
}

export async function alarmsSince(db: Db, since: Instant): Promise<Alarm[]> {
  return await db<Alarm[]>`
    select fact.reference, fact.n, case fact.kind when 'pickup-breached' then 'breach' else 'exhausted' end as mail, fact.at, ticket.caf, contract_version, restricted, subject, partner.name as partner
    from fact join ticket using (reference) left join convention on convention.id = ticket.convention_id left join partner on partner.id = partner_id
    where fact.kind in ('pickup-breached', 'ladder-exhausted') and recorded_at > ${since} order by recorded_at, reference, n`;
}

/** Those of these letters that are written already. */
export async function lettersKnown(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = ids.length === 0 ? [] : await db<{ id: string }[]>`select id from letter where id = any(${[...ids]})`;
  return new Set(rows.map((row) => row.id));
}
