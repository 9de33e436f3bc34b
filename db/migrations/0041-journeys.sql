-- The journeys of a convention beside its tickets: a change of administrator, a formal notice, a year of reviews… Each is made of its
-- facts, as a ticket is; its row is what lists read.
create table journey (
  id text primary key,
  kind text not null,
  caf text not null,
  convention_id text references convention,
  -- The ticket that it came by, if any.
  reference text references ticket,
  -- What makes it one, however often it is begun: a form's key, a convention and its year.
  begin_key text not null unique,
  contract_version int not null,
  -- For the security officer alone, as a ticket is.
  restricted boolean not null default false,
  began_at timestamptz not null,
  phase text not null,
  owes text check (owes in ('desk', 'partner')),
  owes_since timestamptz,
  next_at timestamptz,
  next_step jsonb,
  late_since timestamptz,
  exhausted boolean not null default false,
  ended_at timestamptz,
  last_n int not null default 0,
  moved_n int not null default 0,
  told_n int not null default 0,
  told_asked_at timestamptz,
  chain bytea not null default ''
);
create index journey_open on journey (caf, next_at) where ended_at is null;
create index journey_due on journey (next_at) where ended_at is null;
create index journey_untold on journey (id) where told_n < last_n;
create index journey_convention on journey (convention_id, began_at desc);
create index journey_kind on journey (caf, kind, began_at desc);
create index journey_reference on journey (reference) where reference is not null;

create table journey_fact (
  journey text not null references journey,
  n int not null,
  at timestamptz not null,
  kind text not null,
  body jsonb not null,
  actor text,
  recorded_at timestamptz not null,
  salt bytea not null,
  digest bytea not null,
  chain bytea not null,
  primary key (journey, n)
);

create table journey_reckoning (
  journey text not null references journey,
  key text not null,
  body jsonb not null,
  primary key (journey, key)
);

-- What somebody asked of a journey, under the key of their form.
create table journey_act (
  key text primary key,
  journey text not null references journey,
  kind text not null,
  body jsonb not null,
  actor text not null,
  asked_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'done', 'refused')),
  refused text,
  done_at timestamptz
);
create index journey_act_journey on journey_act (journey, asked_at);

alter table letter add column journey text references journey;
create index letter_journey on letter (journey, queued_at) where journey is not null;

select protect('journey',
  $$case when restricted then (select scope_keys('security')) ? caf else (select scope_keys('desk')) ? caf end
    or (convention_id = any((select scope_conventions())::text[]) and (not restricted or convention_id = any((select scope_security_conventions())::text[])))$$,
  $$caf = any((select scope_desk() || scope_security())::text[]) or convention_id = any((select scope_conventions())::text[])$$);

-- A row of `tbl` is seen with its journey, by its column `journey`. `partners`: which of these rows its partner sees too.
create function seen_with_journey(tbl regclass, partners text) returns text language sql stable as $$
  select format('exists (select from journey whole where whole.id = %s.journey offset 0) and ((select cardinality(scope_conventions())) = 0 or (%s))', tbl, partners)
$$;
create function protect_by_journey(tbl regclass, partners text default 'false') returns void language sql as $$
  select protect(tbl, seen_with_journey(tbl, partners))
$$;
select protect_by_journey('journey_fact', 'true');
select protect_by_journey('journey_reckoning', 'true');
select protect('journey_act', seen_with_journey('journey_act', 'false') || ' or actor = (select scope_who())');

-- The letters of a journey are seen with it, by the Caf.
select protect_anew('letter', format('case when journey is not null then %s when reference is null then caf = any((select scope_desk())::text[]) else %s end',
  seen_with_journey('letter', 'false'), seen_with_ticket('letter', $$kind in ('acknowledgement', 'answer', 'question', 'resolved')$$)));
drop policy added on letter;
create policy added on letter for insert with check (
  case when journey is not null then exists (select from journey whole where whole.id = letter.journey offset 0)
    when reference is null then caf = any((select scope_desk() || scope_security())::text[]) or (select scope_instance()) else may_write(reference) end);
