-- The memory of the desk. Instants are given by the product's one clock; now() decides nothing.

create table contract_version (
  caf text not null,
  version int not null,
  effective_from date not null,
  body jsonb not null,
  primary key (caf, version)
);

create table desk_mailbox (
  address text primary key check (address = lower(address)),
  caf text not null
);

-- Addresses of the Caf's own people: sectors, ladder, national level. They thread as internal answers.
create table internal_address (
  caf text not null,
  address text not null check (address = lower(address)),
  kind text not null check (kind in ('sector', 'ladder', 'national', 'manager')),
  code text,
  primary key (caf, address, kind)
);

create table partner (
  id text primary key,
  caf text not null,
  name text not null
);

create table convention (
  id text primary key,
  partner_id text not null references partner,
  caf text not null,
  number text not null,
  services text[] not null default '{}',
  unique (caf, number)
);

create table contact (
  id text primary key,
  convention_id text not null references convention,
  name text not null,
  role text not null,
  job_title text,
  email text check (email = lower(email)),
  phones text[] not null default '{}',
  ladder_rank int
);
create index contact_email on contact (email);
create index contact_convention on contact (convention_id);

-- Only a permanent report matched to our own letter kills an address, and only that address.
create table dead_address (
  address text primary key,
  since timestamptz not null,
  status text not null,
  letter_id text
);

create table reference_counter (
  caf text not null,
  year int not null,
  last int not null,
  primary key (caf, year)
);

-- A ticket's row is what lists read; its facts are what it is made of.
create table ticket (
  reference text primary key,
  caf text not null,
  convention_id text references convention,
  contact_id text references contact,
  contract_version int not null,
  channel text not null,
  kind text,
  service text,
  subject text not null,
  received_at timestamptz not null,
  phase text not null default 'received',
  owes text check (owes in ('desk', 'partner')),
  owes_since timestamptz,
  next_at timestamptz,
  next_step jsonb,
  late_since timestamptz,
  rung int,
  rung_side text,
  exhausted boolean not null default false,
  urgent boolean not null default false,
  trouble text,
  sector text,
  missing text[] not null default '{}',
  restricted boolean not null default false,
  last_n int not null default 0,
  moved_n int not null default 0,
  told_n int not null default 0,
  told_asked_at timestamptz,
  chain bytea not null default '',
  merged_into text references ticket
);
create index ticket_open on ticket (caf, next_at) where phase not in ('closed', 'merged', 'handed-over');
create index ticket_untold on ticket (reference) where told_n < last_n;
create index ticket_convention on ticket (convention_id, received_at desc);
create index ticket_phase on ticket (phase, next_at);

-- What happened, in the order of recording. The chain hashes a salted digest: content can be erased without breaking it.
create table fact (
  reference text not null references ticket,
  n int not null,
  at timestamptz not null,
  kind text not null,
  body jsonb not null,
  actor text,
  recorded_at timestamptz not null,
  salt bytea not null,
  digest bytea not null,
  chain bytea not null,
  primary key (reference, n)
);

-- A running deadline, as it was reckoned when it began to run.
create table reckoning (
  reference text not null references ticket,
  key text not null,
  body jsonb not null,
  primary key (reference, key)
);

-- The bytes, once, whatever number of desks they were for. Already encoded: compressing them again only costs time.
create table raw_mail (
  sha256 bytea primary key,
  bytes bytea not null
);
alter table raw_mail alter column bytes set storage external;

-- A mail kept by a door: its identity (rules: Door 3) and what became of it.
create table arrived_mail (
  id text primary key,
  mailbox text not null,
  caf text not null,
  message_id text not null default '',
  digest bytea not null,
  raw_sha256 bytea not null references raw_mail,
  received_at timestamptz not null,
  source jsonb not null,
  from_address text,
  from_name text,
  subject text not null default '',
  outcome text not null check (outcome in ('ticket', 'to-identify', 'internal', 'automatic', 'refused', 'spam', 'told-level-one')),
  reason text,
  reference text references ticket,
  unique (mailbox, message_id, digest)
);
create index arrived_to_identify on arrived_mail (caf, received_at) where outcome = 'to-identify';
create index arrived_message_id on arrived_mail (message_id) where message_id <> '';

-- What was said on a ticket, by whom, on which channel; the new text apart from the quoted one.
create table message (
  id text primary key,
  reference text references ticket,
  direction text not null check (direction in ('in', 'out', 'internal-in', 'internal-out', 'note')),
  channel text not null,
  at timestamptz not null,
  contact_id text references contact,
  author_account text,
  from_name text,
  from_address text,
  to_addresses text[] not null default '{}',
  cc_addresses text[] not null default '{}',
  subject text not null default '',
  text text not null default '',
  quoted text not null default '',
  split_uncertain boolean not null default false,
  automatic text,
  problems text[] not null default '{}',
  phones text[] not null default '{}',
  attachments jsonb not null default '[]',
  arrived_id text references arrived_mail,
  letter_id text,
  message_id text,
  extra jsonb not null default '{}'
);
create index message_reference on message (reference, at);
create index message_message_id on message (message_id) where message_id is not null;

-- Letters out: claimed by their key before they are posted, posted again byte for byte, counted by Message-ID.
create table letter (
  id text primary key,
  reference text references ticket,
  caf text not null,
  kind text not null,
  to_address text not null,
  to_name text,
  cc_addresses text[] not null default '{}',
  from_address text not null,
  subject text not null,
  message_id text not null unique,
  raw bytea not null,
  automatic boolean not null,
  inbound_digest bytea,
  rung jsonb,
  queued_at timestamptz not null,
  state text not null default 'claimed' check (state in ('claimed', 'sent', 'inside', 'refused', 'bounced', 'withheld')),
  lease_until timestamptz not null,
  attempts int not null default 0,
  left_at timestamptz,
  problem text
);
alter table letter alter column raw set storage external;
create index letter_waiting on letter (lease_until) where state = 'claimed';
create index letter_to on letter (to_address, queued_at desc) where automatic;
create index letter_list on letter (caf, queued_at desc);
create index letter_reference on letter (reference, queued_at);

-- An agent's act and its text, first a row with its key; the update carries the key only.
create table act (
  key text primary key,
  reference text not null references ticket,
  kind text not null,
  body jsonb not null,
  actor text not null,
  asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'done', 'refused', 'draft')),
  refused text,
  done_at timestamptz
);
create index act_waiting on act (asked_at) where state = 'asked';

create table account (
  id text primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  password_hash text not null,
  role text not null,
  cafs text[] not null,
  disabled boolean not null default false
);

create table session (
  token_hash bytea primary key,
  account_id text not null references account,
  csrf text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null
);

create table sign_in_failure (
  login text not null,
  at timestamptz not null
);
create index sign_in_failure_login on sign_in_failure (login, at);

-- When the desk was last seen alive, and the outages that gaps in it reveal.
create table heartbeat (
  one int primary key default 1 check (one = 1),
  at timestamptz not null
);
create table outage (
  began_at timestamptz primary key,
  ended_at timestamptz not null,
  held_until timestamptz not null,
  letter_sent boolean not null default false
);

create table form_key (
  key text primary key,
  result jsonb not null,
  at timestamptz not null
);
