-- Stops that a desk plans, or the national level (article 4): whom they concern, when, what is told of them and to whom.
create table planned_stop (
  id text primary key,
  -- null: every Caf (the national level's).
  cafs text[],
  -- null: the whole of Mon Compte Partenaire.
  services text[],
  title text not null,
  -- What partners may do meanwhile.
  meanwhile text not null default '',
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  announce_at timestamptz not null,
  remind_at timestamptz,
  -- Counts its changes: a limit that it moved is reckoned anew.
  revision int not null default 1,
  planned_at timestamptz not null,
  planned_by text not null,
  announced_at timestamptz,
  reminded_at timestamptz,
  began_at timestamptz,
  ended_at timestamptz,
  cancelled_at timestamptz,
  next_at timestamptz,
  -- The facts of its journal, and the last that its workflow knows of (rules: Door 8).
  last_n int not null default 0,
  told_n int not null default 0,
  told_asked_at timestamptz,
  -- The hours that it covers or ever covered: limits that fall there are reckoned anew after each revision, by batches in order of reference.
  reach_from timestamptz not null,
  reach_until timestamptz not null,
  woken_revision int not null default 0,
  woken_to text not null default ''
);
create index planned_stop_from on planned_stop (from_at desc);
create index planned_stop_next on planned_stop (next_at) where next_at is not null;

-- Who did what to a stop, and when.
create table stop_fact (
  stop text not null references planned_stop,
  n int not null,
  at timestamptz not null,
  kind text not null,
  body jsonb not null default '{}',
  -- null = the product itself.
  actor text,
  primary key (stop, n)
);

-- One round of letters: what they say, and how far it has come in order of (caf, address).
create table stop_mailing (
  stop text not null references planned_stop,
  n int not null,
  notice text not null check (notice in ('announcement', 'reminder', 'change', 'cancellation', 'end')),
  -- What was true when it began.
  words jsonb not null,
  begun_at timestamptz not null,
  written_to text not null default '',
  written boolean not null default false,
  done_at timestamptz,
  primary key (stop, n)
);
create index stop_mailing_open on stop_mailing (stop, n) where done_at is null;

-- Whoever is told, once at each Caf; a convention that nobody can be written to at has its line too, without address.
create table stop_address (
  stop text not null references planned_stop,
  -- « 31/accueil@mairie.example », or « 31//<convention> » without address.
  key text not null,
  caf text not null,
  convention_id text not null references convention,
  partner_name text not null,
  address text check (address = lower(address)),
  name text,
  added_at timestamptz not null,
  -- Since when its reader has opened the announcement on the portal.
  opened_at timestamptz,
  primary key (stop, key)
);
create index stop_address_convention on stop_address (convention_id);
create index stop_address_of on stop_address (stop, address);

alter table letter add column stop text references planned_stop, add column mailing int;
create index letter_stop on letter (stop, mailing, state, id) where stop is not null;
create index letter_stop_address on letter (stop, caf, to_address) where stop is not null;

-- As the last move left it: the facts decide.
alter table ticket add column stop_id text references planned_stop;
create index ticket_stop on ticket (stop_id, reference) where stop_id is not null;
-- Tickets and journeys whose next instant a stop may move.
create index ticket_next_at on ticket (caf, next_at) where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner', 'resolved');

-- Everybody of a Caf, and its partners, may know of its stops: they are announced.
select protect('planned_stop',
  $$(select scope_national()) or cafs is null or cafs && (select shown_cafs())::text[]$$,
  $$(select scope_national()) or cafs <@ (select scope_desk())::text[]$$);

-- A row of `tbl` is seen with its stop, by whoever is of its Caf or of the national level.
create function seen_with_stop(tbl regclass) returns text language sql stable as $$
  select format('exists (select from planned_stop whole where whole.id = %s.stop offset 0) and ((select scope_national()) or cardinality((select scope_staff())::text[]) > 0)', tbl)
$$;
select protect('stop_fact', seen_with_stop('stop_fact'));
select protect('stop_mailing', seen_with_stop('stop_mailing'));
-- An address is seen by its own Caf and the national level, and by its own reader, who opens the announcement.
select protect('stop_address',
  $$(select scope_national()) or caf = any((select scope_desk())::text[]) or convention_id = any((select scope_conventions())::text[])$$,
  $$(select scope_national()) or caf = any((select scope_desk())::text[])$$);

-- The people of each convention in force who are told of a stop, by the setting of its Caf's contract (article 4); those who cannot be written to
-- have no address. Of the desk's own Cafs, or of every Caf for the national level; the worker asks as the national level does.
create function stop_audience(of_cafs text[], of_services text[], day date) returns table (caf text, convention_id text, number text, partner_name text, address text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  with terms as (
    select distinct on (contract_version.caf) contract_version.caf, body->'plannedStops' as stops from contract_version
    where of_cafs is null or contract_version.caf = any(of_cafs)
    order by contract_version.caf, effective_from <= day desc, case when effective_from <= day then -version else version end
  )
  select convention.caf, convention.id, convention.number, partner.name, told.email, told.name
  from terms join convention on convention.caf = terms.caf join partner on partner.id = convention.partner_id
  left join convention_file file on file.convention_id = convention.id
  left join contact told on told.convention_id = convention.id and told.ended_at is null and told.email is not null
    and terms.stops->'toldTo' ? told.role and not exists (select from dead_address where dead_address.address = told.email)
  where jsonb_typeof(terms.stops) = 'object' and (of_services is null or convention.services && of_services)
    and (file.terminated_on is null or file.terminated_on > day)
    and (scope_national() or convention.caf = any(scope_desk()))
  order by convention.caf, told.email, convention.id
$$;

-- The letters of a stop: for their Caf, and for the national level, which may have announced it.
select protect_anew('letter', format('case when stop is not null then (select scope_national()) or caf = any((select scope_desk())::text[]) when journey is not null then %s when reference is null then caf = any((select scope_desk())::text[]) else %s end',
  seen_with_journey('letter', 'false'), seen_with_ticket('letter', $$kind in ('acknowledgement', 'answer', 'question', 'resolved')$$)));
