-- The register of habilitations: what each convention allows, to whom access was given, and who decided it when. A person of it is never
-- erased here: habilitation data are kept six years after they end (article 5).

-- When a convention was signed and opened. No row: its dates are to be entered.
create table convention_file (
  convention_id text primary key references convention,
  signed_on date,
  contract_signed_on date,
  formalities_on date,
  opened_on date,
  terminated_on date,
  -- Where the contract leaves the choice to each convention (« either »), or once delegation was taken back.
  mode text check (mode in ('delegated', 'centralised')),
  delegation_taken_back_at timestamptz
);

-- A bulletin d'adhésion: a service for a unit of the partner.
create table bulletin (
  id text primary key,
  convention_id text not null references convention,
  service text not null,
  -- '' = the partner as a whole.
  unit text not null default '',
  signed_on date,
  unique (convention_id, service, unit)
);
create table bulletin_quota (
  bulletin_id text not null references bulletin,
  convention_id text not null references convention,
  profile text not null,
  -- Null = illegible or not published: « à saisir ».
  users int check (users >= 0),
  -- How many the partner says it has (delegated mode).
  reported int check (reported >= 0),
  reported_at timestamptz,
  reported_by text,
  primary key (bulletin_id, profile)
);

-- Somebody's access: an administrator's (both modes), a user's under a profile of a bulletin (centralised mode).
create table habilitation (
  id text primary key,
  convention_id text not null references convention,
  rank text not null check (rank in ('administrator', 'deputy-administrator', 'user')),
  contact_id text references contact,
  bulletin_id text references bulletin,
  profile text,
  name text not null,
  email text check (email = lower(email)),
  job_title text,
  state text not null default 'active' check (state in ('active', 'suspended', 'withdrawn')),
  given_at timestamptz not null,
  ended_at timestamptz,
  password_change_at timestamptz,
  journey text references journey,
  check ((rank = 'user') = (bulletin_id is not null and profile is not null))
);
create index habilitation_convention on habilitation (convention_id, state);
create index habilitation_profile on habilitation (bulletin_id, profile) where state <> 'withdrawn';

-- What was decided, when, by whom, and what lifted it.
create table register_act (
  id text primary key,
  convention_id text not null references convention,
  habilitation_id text references habilitation,
  kind text not null,
  label text not null,
  reason text not null default '',
  at timestamptz not null,
  actor text,
  actor_name text not null,
  recorded_at timestamptz not null
);
create index register_act_convention on register_act (convention_id, at desc);

select protect_by_convention(tbl) from unnest(array['convention_file', 'bulletin', 'bulletin_quota', 'habilitation', 'register_act']::regclass[]) tbl;
