-- Links of a change of administrator, each for one person and one purpose, used once; read by who holds one, before it is known who asks.
create table change_link (
  token_hash bytea primary key,
  journey text not null references journey,
  convention_id text not null references convention,
  purpose text not null check (purpose in ('signatory', 'administrator', 'objection')),
  -- The form that is to be signed; '' for an objection.
  digest text not null default '',
  name text not null,
  address text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index change_link_journey on change_link (journey);

-- What came with a request: a scan, a filled form. Read by the Caf; the partner keeps its own.
create table change_file (
  id text primary key,
  journey text not null references journey,
  name text not null,
  type text not null,
  size int not null,
  sha256 text not null,
  bytes bytea not null,
  at timestamptz not null,
  added_by text not null,
  unique (journey, sha256)
);
alter table change_file alter column bytes set storage external;
select protect_by_journey('change_file');
