-- What a ticket's page keeps for those who work on it: what they may still take back, what they have begun to write, who is there;
-- and the words that a desk has ready.

-- What an agent writes to the partner waits until `not_before`, so that it may be taken back; then it is asked like any other act.
alter table act
  add column not_before timestamptz,
  drop constraint act_state_check,
  add constraint act_state_check check (state in ('asked', 'done', 'refused', 'draft', 'held', 'cancelled'));
create index act_held on act (not_before) where state = 'held';

-- One draft an account, a ticket and a form. `sent_form`: the form that was sent last; what its page still saves afterwards is no draft.
create table draft (
  reference text not null references ticket,
  account_id text not null references account,
  act text not null,
  fields jsonb not null,
  updated_at timestamptz not null,
  sent_form text,
  primary key (reference, account_id, act)
);

-- Who looks at a ticket now: worth nothing after half a minute, so it is not written to the log of PostgreSQL.
create unlogged table presence (
  reference text not null,
  account_id text not null references account,
  seen_at timestamptz not null,
  primary key (reference, account_id)
);

-- Words that the desk has ready; `service` null = for any.
create table reply_template (
  id text primary key,
  caf text not null,
  service text,
  title text not null,
  body text not null,
  withdrawn boolean not null default false,
  updated_by text not null references account,
  updated_at timestamptz not null
);
create index reply_template_caf on reply_template (caf, title) where not withdrawn;

-- How a desk signs. Without a row: its name. The agent's own name only when the desk says so.
create table desk_signature (
  caf text primary key,
  lines text not null default '',
  names_agent boolean not null default false,
  updated_by text not null references account,
  updated_at timestamptz not null
);
