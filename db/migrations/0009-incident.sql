-- An unplanned outage that many requests come of: what is known of it, the requests attached to it, and what was written to all of them.

create table incident (
  id text primary key,
  -- null: the national level's, which every Caf sees.
  caf text,
  -- null: the whole of Mon Compte Partenaire.
  service text,
  title text not null,
  -- What may be told to partners.
  known text not null default '',
  since timestamptz not null,
  opened_at timestamptz not null,
  opened_by text not null references account,
  closed_at timestamptz,
  closed_by text references account
);
create index incident_open on incident (since) where closed_at is null;
create index incident_closed on incident (closed_at desc) where closed_at is not null;

-- As the last move left it: the facts decide.
alter table ticket add column incident_id text references incident;
create index ticket_incident on ticket (incident_id, reference) where incident_id is not null;
-- Requests of the same service and hour.
create index ticket_hour on ticket (caf, received_at) where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');

-- One message written once; each request it answers has its own act, and so its own letter and its own fact.
create table incident_message (
  id text primary key,
  incident_id text not null references incident,
  at timestamptz not null,
  author text not null references account,
  text text not null,
  after text not null check (after in ('owes', 'resolved')),
  closing boolean not null default false
);
create index incident_message_of on incident_message (incident_id, at);

create table incident_post (
  message_id text not null references incident_message,
  reference text not null references ticket,
  act_key text not null references act,
  primary key (message_id, reference)
);
create index incident_post_act on incident_post (act_key);
