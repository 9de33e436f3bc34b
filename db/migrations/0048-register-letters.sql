-- What the register's acts are told to, the departures that partners report, and imports of the register.

-- The addresses that an act was written to.
alter table register_act add column told text[] not null default '{}';

-- Somebody left, or changed jobs, as the partner or an agent who was told reports it: their access ends at once.
create table departure (
  id text primary key,
  convention_id text not null references convention,
  -- Null = somebody whom the register does not name (delegated mode: the partner's own user).
  habilitation_id text references habilitation,
  name text not null,
  rank text not null check (rank in ('administrator', 'deputy-administrator', 'user')),
  cause text not null check (cause in ('left', 'changed-job')),
  left_on date not null,
  note text not null default '',
  channel text not null,
  reported_at timestamptz not null,
  reported_by text not null,
  actor text not null,
  -- When the access was closed in MCP itself, and by whom; null = still to be done at the Caf.
  closed_at timestamptz,
  closed_by text
);
create index departure_convention on departure (convention_id, reported_at desc);
create index departure_open on departure (convention_id) where closed_at is null;
select protect_by_convention('departure');

-- What an import's file holds; the register's are looked at by whoever keeps it.
alter table import_file add column kind text not null default 'contacts' check (kind in ('contacts', 'register'));
select protect_anew('import_file', $$case when kind = 'register' then caf = any((select scope_desk())::text[]) else caf = any((select scope_managed())::text[]) end$$);
drop policy added on import_file;
create policy added on import_file for insert with check (case when kind = 'register' then caf = any((select scope_desk())::text[]) else caf = any((select scope_managed())::text[]) end);

-- A partner's report is confirmed in its own transaction: its people may have a letter of the register written, and read none.
drop policy added on letter;
create policy added on letter for insert with check (
  case when journey is not null then exists (select from journey whole where whole.id = letter.journey offset 0)
    when reference is null then caf = any((select scope_desk() || scope_security())::text[]) or (select scope_instance()) or (kind = 'register' and caf = any((select shown_cafs())::text[]))
    else may_write(reference) end);
