-- What a Caf and the instance keep up to date on screen: people, mailboxes, settings of the desk; each change is journalled.

-- Someone who no longer counts is ended, never erased: tickets name them.
alter table contact add column ended_at timestamptz;
create index contact_rank on contact (convention_id, ladder_rank) where ended_at is null and ladder_rank is not null;

alter table partner add column siret text check (siret ~ '^\d{14}$');
create unique index partner_siret on partner (caf, siret);
create index partner_list on partner (caf, name);
create index convention_partner on convention (partner_id);

-- The settings that the contract leaves to the desk, laid over those of the contract's file; a key that is absent is the file's.
create table desk_setting (
  caf text primary key,
  body jsonb not null,
  at timestamptz not null
);

-- A mailbox added on screen; ended, it takes no more mail.
alter table desk_mailbox add column added_at timestamptz, add column ended_at timestamptz;

-- How the collection of a mailbox goes. Who it signs in as, and with what, is in the environment alone.
create table mailbox_collection (
  desk text primary key,
  folder text not null,
  looked_at timestamptz,
  problem text,
  problem_at timestamptz
);

-- A file put up for import: looked at, then brought in as a whole; its content is kept no longer than it takes.
create table import_file (
  id text primary key,
  caf text not null,
  account_id text not null references account,
  at timestamptz not null,
  name text not null,
  bytes bytea,
  done_at timestamptz,
  result jsonb
);
create index import_file_list on import_file (caf, at desc);

-- Who changed what, when; before and after hold no secret.
create table setting_change (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id text not null references account,
  caf text,
  area text not null check (area in ('partner', 'convention', 'contact', 'address', 'desk', 'mailbox', 'import', 'account', 'caf')),
  what text not null check (what in ('added', 'changed', 'ended', 'resumed', 'revived', 'imported', 'locked', 'unlocked', 'link-sent')),
  subject text not null,
  label text not null,
  before jsonb,
  after jsonb
);
create index setting_change_list on setting_change (caf, id desc);
