-- Row security: the role of the pages sees what its transaction was told it may see (db/scope.ts), and nothing when it was told nothing.
-- The owner migrates, and the functions below read for it; the role of door and worker sees every Caf (let_desk_through). Every other role is
-- under the policies. A later table calls one of the protect functions: docs/decisions/0026, test/api/row-security.test.ts tells which forgot.

-- What a transaction was told, each a list: an unset setting, or one that a past transaction left empty, is an empty list.
create function scope_list(setting text) returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('guichet.' || setting, true), '')::text[], '{}')
$$;
create function scope_desk() returns text[] language sql stable parallel safe as $$ select scope_list('desk') $$;
create function scope_unidentified() returns text[] language sql stable parallel safe as $$ select scope_list('unidentified') $$;
create function scope_managed() returns text[] language sql stable parallel safe as $$ select scope_list('managed') $$;
create function scope_security() returns text[] language sql stable parallel safe as $$ select scope_list('security') $$;
create function scope_cafs() returns text[] language sql stable parallel safe as $$ select scope_list('cafs') $$;
create function scope_staff() returns text[] language sql stable parallel safe as $$ select scope_list('staff') $$;
create function scope_contracts() returns text[] language sql stable parallel safe as $$ select scope_list('contracts') $$;
create function scope_conventions() returns text[] language sql stable parallel safe as $$ select scope_list('conventions') $$;
create function scope_security_conventions() returns text[] language sql stable parallel safe as $$ select scope_list('security_conventions') $$;
create function scope_national() returns boolean language sql stable parallel safe as $$ select current_setting('guichet.national', true) is not distinct from 'true' $$;
create function scope_instance() returns boolean language sql stable parallel safe as $$ select current_setting('guichet.instance', true) is not distinct from 'true' $$;
-- Never null, so that nobody is nobody's.
create function scope_who() returns text language sql stable parallel safe as $$ select coalesce(current_setting('guichet.who', true), '') $$;

create function caf_of(reference text) returns text language sql immutable parallel safe as $$ select split_part(reference, '-', 1) $$;

create index ticket_restricted on ticket (caf, reference) where restricted;
create index ticket_referred on ticket (reference) include (convention_id) where referred;
create index arrived_raw on arrived_mail (raw_sha256);
create index arrived_reference on arrived_mail (reference) where reference is not null;
-- What the policy of a ticket reads, so that counts are still read from the index alone.
drop index ticket_morning;
create index ticket_morning on ticket (caf, next_at) include (owes, late_since, rung, rung_side, exhausted, trouble, restricted, referred, convention_id)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');
drop index ticket_queue_counts;
create index ticket_queue_counts on ticket (caf) include (phase, owes, rung, exhausted, moved_n, restricted, referred, convention_id)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');

-- A Caf's tickets are seen by its desk but for the security incidents; the other ways to see one are few, and each reads a short index.
create function hidden_references() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select reference from ticket where restricted and caf = any(scope_desk()) and caf <> all(scope_security())
$$;
create function shown_references() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select reference from ticket where restricted and caf = any(scope_security())
  union all select reference from ticket where referred and scope_national()
$$;
create function partner_references() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select reference from ticket where convention_id = any(scope_conventions()) and (not restricted or convention_id = any(scope_security_conventions()))
$$;
-- Conventions whose people are known: those of the scope's Cafs, a visitor's own, those of what was referred.
create function shown_conventions() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select id from convention where caf = any(scope_cafs())
  union all select unnest(scope_conventions())
  union all select convention_id from ticket where referred and convention_id is not null and scope_national()
$$;
create function shown_partners() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select partner_id from convention where id = any(scope_conventions())
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

-- `seen`: which rows are read, changed and erased (as far as the role may); `written`: which may be added, the same by default.
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

-- The terms of a Caf: for all who know its contract, its partners too.
create function protect_by_caf(tbl regclass) returns void language sql as $$
  select protect(tbl, 'caf = any((select shown_cafs())::text[])')
$$;

-- Inside a Caf: for whoever holds a role there.
create function protect_by_staff(tbl regclass) returns void language sql as $$
  select protect(tbl, 'caf = any((select scope_staff())::text[])')
$$;

-- Of a convention: for its Caf and its own people.
create function protect_by_convention(tbl regclass) returns void language sql as $$
  select protect(tbl, 'convention_id in (select shown_conventions())')
$$;

-- Somebody's own.
create function protect_by_account(tbl regclass) returns void language sql as $$
  select protect(tbl, 'account_id = (select scope_who())')
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
-- The administrator of the instance writes links to accounts, and reads none.
select protect('letter', format('(reference is null and caf = any((select scope_desk())::text[])) or %s',
    seen_with_ticket('caf', $$kind in ('acknowledgement', 'answer', 'question', 'resolved')$$)),
  'case when reference is null then caf = any((select scope_desk() || scope_security())::text[]) or (select scope_instance()) else may_write(reference) end');
-- Whoever decided of a mail knows it, also when it became a security incident.
select protect('arrived_mail', format('(reference is null and caf = any((select scope_unidentified())::text[])) or decided_by = (select scope_who()) or %s',
    seen_with_ticket('caf', $$outcome = 'ticket'$$)),
  'caf = any((select scope_desk() || scope_security())::text[])');
select protect('raw_mail', 'exists (select from arrived_mail where arrived_mail.raw_sha256 = raw_mail.sha256)', 'true');
-- Figures hold no content: the national level has them all, security incidents apart. The worker alone writes them.
select protect('ticket_figures',
  $$(not restricted and (caf = any((select scope_desk())::text[]) or (select scope_national()))) or (restricted and caf = any((select scope_security())::text[]))$$, 'false');

select protect_by_caf(tbl) from unnest(array['contract_version', 'desk_setting', 'desk_day', 'cover']::regclass[]) tbl;
select protect_by_staff(tbl) from unnest(array['internal_address', 'reply_template', 'desk_signature', 'queue_opened', 'amendment', 'terms_change', 'absence']::regclass[]) tbl;
-- Names of partners stand beside figures, so the national level knows them; their people it knows of what was referred to it.
select protect('convention', 'caf = any((select scope_cafs())::text[]) or (select scope_national()) or id = any((select scope_conventions())::text[])', 'caf = any((select scope_cafs())::text[])');
select protect('partner', 'caf = any((select scope_cafs())::text[]) or (select scope_national()) or id in (select shown_partners())', 'caf = any((select scope_cafs())::text[])');
select protect_by_convention('contact');
-- What only managers look at; a change of no Caf is the installation's own. Whoever changes something adds to the journal.
select protect('import_file', 'caf = any((select scope_managed())::text[])');
select protect('setting_change', 'caf = any((select scope_managed())::text[]) or (caf is null and (select scope_instance()))',
  'case when caf is null then (select scope_instance()) else caf = any((select shown_cafs())::text[]) end');
select protect('saved_view', 'account_id = (select scope_who()) or shared_with = any((select scope_staff())::text[])', 'account_id = (select scope_who())');
-- An incident of no Caf is the national level's, for all; what was written to partners of it stays on the Cafs' side.
select protect('incident', 'caf = any((select shown_cafs())::text[]) or (caf is null and (select scope_who()) <> '''')');
select protect('incident_message', 'cardinality((select scope_staff())::text[]) > 0 and exists (select from incident where incident.id = incident_id)');
select protect_by_ticket('incident_post');
-- What somebody has begun to write is theirs alone; so are the mails that they chose.
select protect('draft', 'account_id = (select scope_who())', 'account_id = (select scope_who()) and may_write(reference)');
select protect_by_account('mail_choice');

-- Names of the Cafs that have a contract: where a ticket may be handed over.
create function caf_names() returns table (caf text, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (caf) caf, body->>'name' from contract_version order by caf, version desc
$$;

-- How many partners a Caf has, without who they are.
create function partner_count(of_caf text) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from partner where caf = of_caf
$$;

-- What changed, without what it is: looked at for all who listen at once, each of whom was let in before.
create function queue_marks(wanted text[]) returns table (caf text, mark text) language sql stable security definer set search_path = public, pg_temp as $$
  select desk.caf, concat_ws('/', open.tickets, open.moved, waiting.mails)
  from unnest(wanted) desk(caf)
  left join (select caf, count(*) as tickets, sum(moved_n) as moved from ticket
    where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') and caf = any(wanted) group by caf) open on open.caf = desk.caf
  left join (select caf, count(*) as mails from arrived_mail where outcome = 'to-identify' and caf = any(wanted) group by caf) waiting on waiting.caf = desk.caf
$$;
create function ticket_marks(wanted text[]) returns table (reference text, mark text) language sql stable security definer set search_path = public, pg_temp as $$
  select ticket.reference, concat_ws('/', last_n, moved_n,
    (select string_agg(key || state, ',' order by key) from act where act.reference = ticket.reference and state in ('held', 'asked')))
  from ticket where ticket.reference = any(wanted)
$$;

-- That others have begun to write, without their words.
create function drafts_begun(wanted text[]) returns table (reference text, account_id text, act text, updated_at timestamptz, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select draft.reference, draft.account_id, draft.act, draft.updated_at, account.name from draft join account on account.id = draft.account_id
  where draft.reference = any(wanted) and fields <> '{}'
$$;

-- All tickets of a partner or of a contact are read again, also those that whoever changed its name does not see.
alter function search_again(text[]) security definer set search_path = public, pg_temp;

-- As in 0007, for what the scope shows alone: the number of what is found would tell of the rest.
create or replace function search_references(cafs text[], question tsquery, most int) returns table (reference text)
language sql stable rows 1000 security definer set search_path = public, pg_temp as $$
  select found.reference from ticket_search found
  where numnode(question) > 0 and found.caf = any(cafs)
    and found.words @@ (question && case when cardinality(cafs) between 1 and 20
      then (select string_agg(quote_literal('c/' || caf), ' | ')::tsquery from unnest(cafs) caf) else '''c/'''::tsquery end)
    and ((found.caf = any((select scope_desk())::text[]) and found.reference not in (select hidden_references()))
      or found.reference in (select shown_references()) or found.reference in (select partner_references()))
  order by found.received_at desc, found.reference limit most
$$;
