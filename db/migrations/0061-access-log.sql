-- Who opened which page, request or file of personal data, and when: kept six months (article 5; rules: Door 12), then erased. Acts are in
-- the journals; this is what was read.
create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- An account's id, or « partner:<address> ».
  who text not null,
  -- The Cafs whose data the page could hold: the ticket's own, else those of who asked.
  cafs text[] not null,
  -- What the route is for (domain/roles.ts), and where: never what was typed.
  action text not null,
  path text not null,
  reference text
);
create index access_log_at on access_log (at, id);
create index access_log_who on access_log (who, at desc);
create index access_log_reference on access_log (reference, at desc) where reference is not null;

-- The Cafs of which who asks may read traces: staff habilitated for it alone (article 5).
create function traced_cafs() returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  select array(select caf from account_role where account_id = scope_who() and role = 'trace-reader')
$$;
select protect('access_log', 'cafs && (select traced_cafs())', 'true');
