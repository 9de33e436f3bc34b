-- Row security: the role of the pages sees what its transaction was told it may see (db/scope.ts), and nothing when it was told nothing.
-- The owner migrates and the functions below read for it; the role of door and worker sees every Caf (let_desk_through). Every other
-- role is under the policies. A later table calls protect_by_caf() or protect_by_ticket(): test/api/row-security.test.ts tells which forgot.

-- What a transaction was told, each a list: an unset setting, or one that a past transaction left empty, is an empty list.
create function scope_list(setting text) returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('guichet.' || setting, true), '')::text[], '{}')
$$;
create function scope_desk() returns text[] language sql stable parallel safe as $$ select scope_list('desk') $$;
create function scope_unidentified() returns text[] language sql stable parallel safe as $$ select scope_list('unidentified') $$;
create function scope_managed() returns text[] language sql stable parallel safe as $$ select scope_list('managed') $$;
create function scope_security() returns text[] language sql stable parallel safe as $$ select scope_list('security') $$;
create function scope_cafs() returns text[] language sql stable parallel safe as $$ select scope_list('cafs') $$;
create function scope_contracts() returns text[] language sql stable parallel safe as $$ select scope_list('contracts') $$;
create function scope_conventions() returns text[] language sql stable parallel safe as $$ select scope_list('conventions') $$;
create function scope_security_conventions() returns text[] language sql stable parallel safe as $$ select scope_list('security_conventions') $$;
create function scope_national() returns boolean language sql stable parallel safe as $$ select current_setting('guichet.national', true) is not distinct from 'true' $$;
create function scope_instance() returns boolean language sql stable parallel safe as $$ select current_setting('guichet.instance', true) is not distinct from 'true' $$;
create function scope_who() returns text language sql stable parallel safe as $$ select current_setting('guichet.who', true) $$;

create function caf_of(reference text) returns text language sql immutable parallel safe as $$ select split_part(reference, '-', 1) $$;

create index ticket_restricted on ticket (reference) include (caf, convention_id) where restricted;
create index ticket_referred on ticket (reference) include (caf) where referred;
create index arrived_raw on arrived_mail (raw_sha256);
create index arrived_reference on arrived_mail (reference) where reference is not null;

-- A Caf's tickets are seen by its desk but for the security incidents; the other ways to see one are few, and each reads a short index.
create function hidden_references() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select reference from ticket where restricted and caf <> all(scope_security())
$$;
create function shown_references() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select reference from ticket where restricted and caf = any(scope_security())
  union all select reference from ticket where referred and scope_national()
$$;
create function partner_references() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select reference from ticket where convention_id = any(scope_conventions()) and (not restricted or convention_id = any(scope_security_conventions()))
$$;
-- Conventions known besides those of the scope's Cafs: a visitor's own, and those of what was referred.
create function shown_conventions() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select unnest(scope_conventions()) union all select convention_id from ticket where referred and scope_national()
$$;
-- Cafs whose terms are known: where one has a role, or a convention.
create function shown_cafs() returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  select scope_contracts() || array(select caf from convention where id = any(scope_conventions()))
$$;
-- Whether a line may be added to a ticket, also to one that whoever opened it may not read: a security incident taken down by an agent.
create function may_write(to_reference text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from ticket where reference = to_reference
    and (caf = any(scope_desk() || scope_security()) or convention_id = any(scope_conventions()) or (referred and scope_national())))
$$;

create function protect(tbl regclass, seen text, written text default null) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy owner on %s to %I using (true) with check (true)', tbl, current_user);
  execute format('create policy seen on %s for select using (%s)', tbl, seen);
  execute format('create policy changed on %s for update using (%s)', tbl, seen);
  execute format('create policy removed on %s for delete using (%s)', tbl, seen);
  execute format('create policy added on %s for insert with check (%s)', tbl, coalesce(written, seen));
end $$;

-- Of a Caf, but of no ticket.
create function protect_by_caf(tbl regclass) returns void language sql as $$
  select protect(tbl, 'caf = any((select shown_cafs())::text[])')
$$;

create function seen_with_ticket(caf text, partners text) returns text language sql immutable as $$
  select format('(%s = any((select scope_desk())::text[]) and reference not in (select hidden_references())) or reference in (select shown_references())'
    || ' or ((%s) and reference in (select partner_references()))', caf, partners)
$$;

-- Of a ticket, by its column `reference`. `partners`: which of its rows the ticket's partner sees besides; none by default.
create function protect_by_ticket(tbl regclass, partners text default 'false') returns void language sql as $$
  select protect(tbl, seen_with_ticket('caf_of(reference)', partners), 'may_write(reference)')
$$;

-- The role of door and worker serves every Caf. Called after each migration, for tables that came since.
create function let_desk_through(desk text) returns void language plpgsql as $$
declare
  tbl regclass;
begin
  for tbl in select oid from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity
    and not exists (select from pg_policy where polrelid = pg_class.oid and polname = 'desk_' || desk)
  loop
    execute format('create policy %I on %s to %I using (true) with check (true)', 'desk_' || desk, tbl, desk);
  end loop;
end $$;

select protect('ticket',
  $$(not restricted and caf = any((select scope_desk())::text[])) or (restricted and caf = any((select scope_security())::text[])) or (referred and (select scope_national()))
    or (convention_id = any((select scope_conventions())::text[]) and (not restricted or convention_id = any((select scope_security_conventions())::text[])))$$,
  $$caf = any((select scope_desk() || scope_security())::text[]) or convention_id = any((select scope_conventions())::text[])$$);
select protect_by_ticket('fact', 'true');
select protect_by_ticket('reckoning', 'true');
select protect_by_ticket('message', $$direction in ('in', 'out')$$);
-- Whoever asked for an act sees it, also on a ticket that is theirs no longer; a partner never sees the desk's acts, which hold its notes.
select protect('act', seen_with_ticket('caf_of(reference)', 'false') || ' or actor = (select scope_who())', 'may_write(reference)');
select protect('letter', format('(reference is null and caf = any((select scope_desk())::text[])) or %s',
    seen_with_ticket('caf', $$kind in ('acknowledgement', 'answer', 'question', 'resolved')$$)),
  'case when reference is null then caf = any((select scope_desk() || scope_security())::text[]) else may_write(reference) end');
select protect('arrived_mail', format('(reference is null and caf = any((select scope_unidentified())::text[])) or %s',
    seen_with_ticket('caf', $$outcome = 'ticket'$$)),
  'caf = any((select scope_desk() || scope_security())::text[])');
select protect('raw_mail', 'exists (select from arrived_mail where arrived_mail.raw_sha256 = raw_mail.sha256)', 'true');
select protect_by_caf('contract_version');
select protect_by_caf('internal_address');
select protect('convention', 'caf = any((select scope_cafs())::text[]) or id in (select shown_conventions())', 'caf = any((select scope_cafs())::text[])');
select protect('partner', 'caf = any((select scope_cafs())::text[]) or exists (select from convention where convention.partner_id = partner.id)', 'caf = any((select scope_cafs())::text[])');
select protect('contact', 'exists (select from convention where convention.id = contact.convention_id)');

-- Names of the Cafs that have a contract: where a ticket may be handed over.
create function caf_names() returns table (caf text, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (caf) caf, body->>'name' from contract_version order by caf, version desc
$$;

-- What changed, without what it is: looked at for all who listen at once, each of whom was let in before.
create function queue_marks() returns table (caf text, mark text) language sql stable security definer set search_path = public, pg_temp as $$
  select desk.caf, concat_ws('/', open.tickets, open.moved, waiting.mails)
  from (select distinct caf from contract_version) desk
  left join (select caf, count(*) as tickets, sum(moved_n) as moved from ticket
    where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') group by caf) open on open.caf = desk.caf
  left join (select caf, count(*) as mails from arrived_mail where outcome = 'to-identify' group by caf) waiting on waiting.caf = desk.caf
$$;
