-- The partner's portal: an administrator keeps the list of the partner's people, and is reminded each year to check it.

-- A change is made by an account, or by someone of a partner, whose address and name at that time are kept.
alter table setting_change
  alter column account_id drop not null,
  add column visitor text check (visitor = lower(visitor)),
  add column visitor_name text,
  add check (num_nonnulls(account_id, visitor) = 1),
  drop constraint setting_change_what_check,
  add constraint setting_change_what_check check (what in ('added', 'changed', 'ended', 'resumed', 'revived', 'imported', 'locked', 'unlocked', 'link-sent', 'checked'));

-- When a convention's list of people was last checked, by whom, and when its administrator is to be reminded.
create table people_check (
  convention_id text primary key references convention,
  remind_at timestamptz not null,
  reminded_at timestamptz,
  -- Whom the last reminder went to; null = the convention names nobody who can be written to.
  reminded_to text,
  checked_at timestamptz,
  checked_by text check (checked_by = lower(checked_by)),
  checked_name text
);
create index people_check_due on people_check (remind_at);

-- Its Caf sees when a list was checked, and its own people do.
select protect_by_convention('people_check');
-- What a partner's person writes on the portal is kept as a mail of a ticket of theirs.
drop policy added on arrived_mail;
create policy added on arrived_mail for insert with check (caf = any((select scope_desk() || scope_security())::text[]) or (outcome = 'ticket' and caf = caf_of(reference) and may_write(reference)));
