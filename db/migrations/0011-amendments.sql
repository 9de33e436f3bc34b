-- What a manager decides: amendments, the desk's own days, who stands in for whom, who is in charge of a ticket.

-- A signed version says whether the tickets that are open at its date of effect pass to it.
alter table contract_version add column moves_open boolean not null default false;

-- An amendment until it is signed is a draft that nothing executes; signed, it is a contract version.
create table amendment (
  id text primary key,
  caf text not null,
  base_version int not null,
  body jsonb not null,
  open_tickets text not null check (open_tickets in ('keep-version', 'move')),
  state text not null default 'draft' check (state in ('draft', 'signed', 'withdrawn')),
  version int,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  signed_by text,
  signed_at timestamptz,
  signatures jsonb,
  check ((state = 'signed') = (version is not null and signed_at is not null))
);
create index amendment_caf on amendment (caf, created_at);
create unique index amendment_version on amendment (caf, version) where version is not null;

-- Closing days (a bridge day, a strike) and days of exceptional opening, entered on screen; a day taken away keeps its row.
create table desk_day (
  id text primary key,
  caf text not null,
  day date not null,
  kind text not null check (kind in ('closed', 'open')),
  hours jsonb,
  reason text not null,
  put_by text not null,
  put_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz
);
create unique index desk_day_in_force on desk_day (caf, day) where withdrawn_at is null;

-- A change of terms or of calendar on its way to the open tickets, in order of reference: each gets its fact once.
create table terms_change (
  id text primary key,
  caf text not null,
  kind text not null check (kind in ('amendment', 'days')),
  version int,
  days jsonb,
  actor text not null,
  at timestamptz not null,
  reached text not null default '',
  done boolean not null default false
);
create index terms_change_undone on terms_change (at) where not done;

-- Who is contacted instead of a rung of the Caf's ladder (rung null: of the manager), for a time.
create table cover (
  id text primary key,
  caf text not null,
  rung int,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  name text not null,
  email text not null check (email = lower(email)),
  phone text,
  reason text not null default '',
  put_by text not null,
  put_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz
);
create index cover_caf on cover (caf, until_at) where withdrawn_at is null;

-- An agent's absence, and who takes over what is assigned to that agent.
create table absence (
  id text primary key,
  caf text not null,
  account_id text not null references account,
  stand_in text not null references account check (stand_in <> account_id),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  put_by text not null,
  put_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz
);
create index absence_account on absence (account_id, until_at) where withdrawn_at is null;

alter table ticket add column assignee text references account;
create index ticket_assignee on ticket (assignee) where assignee is not null and phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');
