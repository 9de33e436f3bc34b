-- What is kept, and for how long (article 5; rules: Door 12; docs/retention.md). What is over its term is erased by functions of the owner, which
-- check by themselves that it may be: no role of the product may erase a journal, a mail or a letter otherwise.

alter table ticket add column erased_at timestamptz;
alter table journey add column erased_at timestamptz;
create index ticket_kept on ticket (caf, received_at) where erased_at is null and phase in ('closed', 'merged', 'handed-over');
create index journey_kept on journey (caf, ended_at) where erased_at is null and ended_at is not null;
create index webhook_delivery_reference on webhook_delivery (reference);
create index register_act_habilitation on register_act (habilitation_id) where habilitation_id is not null;
create index habilitation_journey on habilitation (journey) where journey is not null;

-- A dispute: nothing of a request, or of a convention, is erased before its end.
create table retention_hold (
  id text primary key,
  caf text not null,
  reference text references ticket,
  convention_id text references convention,
  reason text not null,
  -- The last day on which it holds, by the Caf's calendar.
  until date not null,
  put_by text not null references account,
  put_at timestamptz not null,
  lifted_by text references account,
  lifted_at timestamptz,
  check (num_nonnulls(reference, convention_id) = 1)
);
create index retention_hold_caf on retention_hold (caf, until) where lifted_at is null;
create index retention_hold_reference on retention_hold (reference) where reference is not null;
create index retention_hold_convention on retention_hold (convention_id) where convention_id is not null;
-- Shown to whoever sees what it holds; the manager's to put.
select protect('retention_hold',
  $$case when reference is not null then exists (select from ticket whole where whole.reference = retention_hold.reference offset 0) and cardinality((select scope_conventions())::text[]) = 0 else caf = any((select scope_desk())::text[]) end$$,
  'caf = any((select scope_managed())::text[])');

-- What one person's data became, at their request: an export, an erasure. Their address is kept as a mark alone.
create table person_request (
  id text primary key,
  caf text not null,
  kind text not null check (kind in ('export', 'erasure')),
  mark bytea not null,
  -- Emptied once it is done.
  address text,
  reason text not null,
  asked_by text not null references account,
  asked_at timestamptz not null,
  done_at timestamptz,
  -- What stays, and why, in numbers: [{what, rule, n, until}].
  stays jsonb not null default '[]'
);
create index person_request_caf on person_request (caf, asked_at desc);
create index person_request_open on person_request (caf, asked_at) where kind = 'erasure' and done_at is null;
select protect('person_request', 'caf = any((select scope_managed())::text[])');

-- A night's erasure at a Caf ('' = what is of no Caf: this installation's own), or what one person asked for; with what was erased, in numbers.
create table erasure (
  id text primary key,
  caf text not null,
  request text references person_request,
  began_at timestamptz not null,
  done_at timestamptz,
  -- How far it has come: which of the sweeps (domain/retention/terms), after which of their rows.
  step int not null default 0,
  after text not null default '',
  -- The terms that held.
  ticket_months int,
  years int not null,
  months int not null
);
create index erasure_caf on erasure (caf, began_at desc);
create table erasure_count (
  erasure text not null references erasure,
  -- A table of the memory, and the rule of domain/retention.
  what text not null,
  rule text not null,
  n int not null,
  -- The period that what was erased was of.
  from_day date,
  to_day date,
  primary key (erasure, what, rule)
);
select protect('erasure', 'caf = any((select scope_managed())::text[]) or (caf = '''' and cardinality((select scope_managed())::text[]) > 0)', 'false');
select protect('erasure_count', 'exists (select from erasure whole where whole.id = erasure_count.erasure offset 0)', 'false');

create function retention_held(of_reference text, of_convention text, at timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from retention_hold where lifted_at is null and until >= at::date and (reference = of_reference or convention_id = of_convention))
$$;

-- A request that was erased is found by no word.
create or replace function search_again(p_references text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one ticket;
  all_words tsvector;
  said message;
begin
  for one in select * from ticket where reference = any(p_references) and erased_at is null loop
    all_words := ticket_words(one);
    for said in select * from message where reference = one.reference order by at, id loop
      exit when length(all_words) >= 20000;
      all_words := all_words || message_words(said);
    end loop;
    perform put_search(one.reference, one.caf, one.received_at, all_words);
  end loop;
end $$;

-- When a request ended: what came after does not lengthen its term.
create function ticket_ended(of_reference text) returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select max(at) from fact where reference = of_reference and kind in ('closed', 'merged-into', 'handed-over', 'convention-ended')
$$;

-- Whether a request may be erased whose term was over at `before`: ended, under no hold, not proof of a change that is kept, nor part of a request that is.
create function ticket_due(one ticket, before timestamptz, at timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select one.erased_at is null and one.phase in ('closed', 'merged', 'handed-over') and coalesce(ticket_ended(one.reference), one.received_at) <= before
    and not retention_held(one.reference, one.convention_id, at)
    and not exists (select from journey where journey.reference = one.reference and journey.erased_at is null)
    and (one.merged_into is null or exists (select from ticket whole where whole.reference = one.merged_into and whole.erased_at is not null))
$$;
create function journey_due(one journey, before timestamptz, at timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select one.erased_at is null and one.ended_at <= before and not retention_held(one.reference, one.convention_id, at)
    and not exists (select from habilitation where habilitation.journey = one.id)
$$;
-- Someone whom nothing that is kept names: since when they are no longer of the convention.
create function contact_left(one contact) returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(one.ended_at, (select terminated_on::timestamptz from convention_file where convention_file.convention_id = one.convention_id))
$$;
create function contact_due(one contact, before timestamptz, at timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select contact_left(one) <= before and not retention_held(null, one.convention_id, at)
    and not exists (select from ticket where contact_id = one.id) and not exists (select from message where contact_id = one.id) and not exists (select from habilitation where contact_id = one.id)
$$;

-- Erases rows of a table by one column; those that something kept refers to stay. @returns how many.
create function erase_rows(tbl regclass, col text, value text) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  execute format('delete from %s where %I = $1', tbl, col) using value;
  get diagnostics gone = row_count;
  return gone;
exception when foreign_key_violation then
  return 0;
end $$;

-- Tables that refer to another, of which the functions below know nothing: what came later goes with what it is of.
create function tables_of(whole regclass, known text[]) returns table (tbl regclass, col text) language sql stable set search_path = public, pg_temp as $$
  select conrelid::regclass, attname::text from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
  where contype = 'f' and confrelid = whole and cardinality(conkey) = 1 and conrelid::regclass::text <> all(known) order by 1
$$;

-- Bytes that no mail is of any more.
create function erase_raw(hashes bytea[]) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  delete from raw_mail where sha256 = any(hashes) and not exists (select from arrived_mail where raw_sha256 = sha256);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Empties a request: its journal keeps its lines and its chain, without their content; its row what figures count. @returns what was erased, table by table.
create function erase_ticket(p_reference text, p_before timestamptz, p_at timestamptz) returns table (what text, n int) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one ticket;
  hashes bytea[];
  spot record;
begin
  select * into one from ticket where ticket.reference = p_reference for update;
  if one.reference is null or not ticket_due(one, p_before, p_at) then return; end if;
  hashes := array(select raw_sha256 from arrived_mail where arrived_mail.reference = p_reference);
  for spot in
    select * from tables_of('ticket', array['ticket', 'journey', 'fact', 'ticket_figures', 'retention_hold', 'incident_post', 'act', 'draft', 'sent_file', 'message', 'letter', 'arrived_mail', 'reckoning', 'ticket_search'])
    union all
    select name::regclass, 'reference' from unnest(array['incident_post', 'act', 'draft', 'presence', 'sent_file', 'message', 'letter', 'reckoning', 'webhook_delivery']) name
  loop
    what := spot.tbl::text;
    n := erase_rows(spot.tbl, spot.col, p_reference);
    if n > 0 then return next; end if;
  end loop;
  -- A mail that a request was split from is the other's too.
  update arrived_mail set reference = message.reference from message where arrived_id = arrived_mail.id and arrived_mail.reference = p_reference;
  what := 'arrived_mail';
  n := erase_rows('arrived_mail', 'reference', p_reference);
  if n > 0 then return next; end if;
  what := 'raw_mail';
  n := erase_raw(hashes);
  if n > 0 then return next; end if;
  update fact set body = '{}', salt = '', actor = null where fact.reference = p_reference;
  get diagnostics n = row_count;
  what := 'fact';
  return next;
  update ticket set subject = 'Demande effacée', contact_id = null, assignee = null, missing = '{}', trouble = null, next_at = null, next_step = null, erased_at = p_at where ticket.reference = p_reference;
  what := 'ticket_search';
  n := erase_rows('ticket_search', 'reference', p_reference);
  if n > 0 then return next; end if;
  what := 'ticket';
  n := 1;
  return next;
end $$;

-- Empties a journey: the dates of its journal stay, for the years' figures.
create function erase_journey(p_id text, p_before timestamptz, p_at timestamptz) returns table (what text, n int) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one journey;
  hashes bytea[];
  spot record;
begin
  select * into one from journey where journey.id = p_id for update;
  if one.id is null or not journey_due(one, p_before, p_at) then return; end if;
  hashes := array(select raw_sha256 from arrived_mail where arrived_mail.journey = p_id);
  delete from message where arrived_id in (select arrived_mail.id from arrived_mail where arrived_mail.journey = p_id);
  for spot in
    select * from tables_of('journey', array['journey', 'journey_fact', 'habilitation', 'letter', 'arrived_mail'])
    union all
    select name::regclass, 'journey' from unnest(array['letter', 'arrived_mail']) name
  loop
    what := spot.tbl::text;
    n := erase_rows(spot.tbl, spot.col, p_id);
    if n > 0 then return next; end if;
  end loop;
  what := 'raw_mail';
  n := erase_raw(hashes);
  if n > 0 then return next; end if;
  update journey_fact set salt = '', actor = null,
    body = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(body) where key in ('due', 'days', 'last', 'endsOn', 'signedOn', 'reviewFrom')) where journey_fact.journey = p_id;
  get diagnostics n = row_count;
  what := 'journey_fact';
  return next;
  update journey set next_at = null, next_step = null, begin_key = case when kind in ('convention-year', 'reverse-review') then begin_key else 'erased/' || journey.id end, erased_at = p_at where journey.id = p_id;
  what := 'journey';
  n := 1;
  return next;
end $$;

-- Somebody's access, six years after its withdrawal, with what was decided and reported of it.
create function erase_habilitation(p_id text, p_before timestamptz, p_at timestamptz) returns table (what text, n int) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one habilitation;
  tbl text;
begin
  select * into one from habilitation where habilitation.id = p_id for update;
  if one.id is null or one.state <> 'withdrawn' or one.ended_at > p_before or retention_held(null, one.convention_id, p_at) then return; end if;
  foreach tbl in array array['register_act', 'departure'] loop
    what := tbl;
    n := erase_rows(tbl::regclass, 'habilitation_id', p_id);
    if n > 0 then return next; end if;
  end loop;
  what := 'habilitation';
  n := erase_rows('habilitation', 'id', p_id);
  return next;
end $$;

-- Someone of a partner. What refers to them and is not known here keeps them.
create function erase_contact(p_id text, p_before timestamptz, p_at timestamptz) returns table (what text, n int) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one contact;
begin
  select * into one from contact where contact.id = p_id for update;
  if one.id is null or not contact_due(one, p_before, p_at) then return; end if;
  update people_check set checked_by = null, checked_name = null where checked_by = one.email;
  update people_check set reminded_to = null where reminded_to = one.email;
  what := 'contact';
  n := erase_rows('contact', 'id', p_id);
  return next;
exception when foreign_key_violation then
  return;
end $$;

-- What goes by age alone, as a question: « $1 » the Caf, « $2 » what is older goes, « $3 » now. Of each its place, and the day it counts from.
create function retention_query(p_what text) returns text language sql immutable as $q$
  select case p_what
    when 'habilitation' then 'select habilitation.id, ended_at as since from habilitation join convention on convention.id = convention_id where caf = $1 and state = ''withdrawn'' and ended_at <= $2 and not retention_held(null, convention_id, $3)'
    when 'journey' then 'select id, ended_at as since from journey where caf = $1 and erased_at is null and ended_at <= $2 and journey_due(journey, $2, $3)'
    when 'ticket' then 'select reference as id, coalesce(ticket_ended(reference), received_at) as since from ticket where caf = $1 and erased_at is null and phase in (''closed'', ''merged'', ''handed-over'') and received_at <= $2 and ticket_due(ticket, $2, $3)'
    when 'administrator' then 'select contact.id, contact_left(contact) as since from contact where of_caf = $1 and role in (''administrator'', ''deputy-administrator'', ''signatory'') and contact_due(contact, $2, $3)'
    when 'contact' then 'select contact.id, contact_left(contact) as since from contact where of_caf = $1 and role not in (''administrator'', ''deputy-administrator'', ''signatory'') and contact_due(contact, $2, $3)'
    when 'mail' then 'select arrived_mail.id, received_at as since from arrived_mail where caf = $1 and reference is null and journey is null and outcome <> ''to-identify'' and received_at <= $2'
    when 'register_letter' then 'select letter.ctid::text as id, queued_at as since from letter where caf = $1 and kind = ''register'' and reference is null and journey is null and queued_at <= $2'
    when 'letter' then 'select letter.ctid::text as id, queued_at as since from letter where caf = $1 and kind in (''people-check'', ''refused'', ''not-authorised'') and reference is null and journey is null and stop is null and queued_at <= $2'
    when 'own_letter' then 'select letter.ctid::text as id, queued_at as since from letter where caf = $1 and kind not in (''register'', ''people-check'', ''refused'', ''not-authorised'') and reference is null and journey is null and stop is null and queued_at <= $2'
    when 'stop_letter' then 'select letter.ctid::text as id, coalesce(cancelled_at, ended_at) as since from letter join planned_stop on planned_stop.id = stop where letter.caf = $1 and coalesce(cancelled_at, ended_at) <= $2'
    when 'stop_address' then 'select stop_address.ctid::text as id, coalesce(cancelled_at, ended_at) as since from stop_address join planned_stop on planned_stop.id = stop where stop_address.caf = $1 and coalesce(cancelled_at, ended_at) <= $2'
    when 'departure' then 'select departure.ctid::text as id, reported_at as since from departure join convention on convention.id = convention_id where caf = $1 and closed_at is not null and reported_at <= $2 and not exists (select from habilitation where habilitation.id = habilitation_id) and not retention_held(null, convention_id, $3)'
    when 'register_act' then 'select register_act.ctid::text as id, at as since from register_act join convention on convention.id = register_act.convention_id join convention_file file on file.convention_id = convention.id where caf = $1 and habilitation_id is null and terminated_on <= $2 and at <= $2 and not retention_held(null, convention.id, $3)'
    when 'setting_change' then 'select setting_change.ctid::text as id, at as since from setting_change where coalesce(caf, '''') = $1 and at <= $2'
    when 'import_file' then 'select import_file.ctid::text as id, at as since from import_file where caf = $1 and at <= $2'
    when 'cover' then 'select cover.ctid::text as id, until_at as since from cover where caf = $1 and until_at <= $2'
    when 'absence' then 'select absence.ctid::text as id, until_at as since from absence where caf = $1 and until_at <= $2'
    when 'webhook_delivery' then 'select webhook_delivery.ctid::text as id, made_at as since from webhook_delivery where caf = $1 and state <> ''pending'' and made_at <= $2'
    when 'person_request' then 'select person_request.ctid::text as id, asked_at as since from person_request where caf = $1 and done_at is not null and asked_at <= $2 and not exists (select from erasure where request = person_request.id)'
    when 'access_log' then 'select access_log.ctid::text as id, at as since from access_log where $1 = '''' and at <= $2'
    when 'sign_in_link' then 'select sign_in_link.ctid::text as id, asked_at as since from sign_in_link where $1 = '''' and asked_at <= $2'
    when 'account_link' then 'select account_link.ctid::text as id, made_at as since from account_link where $1 = '''' and made_at <= $2'
    when 'session' then 'select session.ctid::text as id, seen_at as since from session where $1 = '''' and seen_at <= $2'
    when 'sign_in_failure' then 'select sign_in_failure.ctid::text as id, at as since from sign_in_failure where $1 = '''' and at <= $2'
    when 'api_token' then 'select api_token.ctid::text as id, least(revoked_at, expires_at) as since from api_token where $1 = '''' and least(revoked_at, expires_at) <= $2'
    when 'form_key' then 'select form_key.ctid::text as id, at as since from form_key where $1 = '''' and at <= $2'
    when 'dead_address' then 'select dead_address.ctid::text as id, since from dead_address where $1 = '''' and since <= $2 and not exists (select from contact where email = dead_address.address and ended_at is null)'
  end
$q$;

-- What is due of a kind, after a place, in order of place. Asked by the worker.
create function retention_due(p_caf text, p_what text, p_before timestamptz, p_at timestamptz, p_after text, p_most int) returns table (id text, since timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query execute format('select id, since from (%s) due where id > $4 order by id limit $5', retention_query(p_what)) using p_caf, p_before, p_at, p_after, p_most;
end $$;

-- How many are due, and of which days. For the dry run of whoever manages that Caf, and of the worker.
create function retention_count(p_caf text, p_what text, p_before timestamptz, p_at timestamptz) returns table (n int, from_at timestamptz, to_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if p_caf <> '' and p_caf <> all(scope_managed()) then return; end if;
  return query execute format('select count(*)::int, min(since), max(since) from (%s) due', retention_query(p_what)) using p_caf, p_before, p_at;
end $$;

-- Erases some of what goes by age alone. @returns how many, and of which days.
create function erase_aged(p_caf text, p_what text, p_before timestamptz, p_at timestamptz, p_most int) returns table (what text, n int, from_at timestamptz, to_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tbl text := case when p_what in ('register_letter', 'own_letter', 'stop_letter') then 'letter' when p_what = 'mail' then 'arrived_mail' else p_what end;
  ids text[];
  hashes bytea[];
begin
  what := tbl;
  execute format('select array_agg(id), count(*)::int, min(since), max(since) from (select id, since from (%s) due limit $4) taken', retention_query(p_what)) into ids, n, from_at, to_at using p_caf, p_before, p_at, p_most;
  if n = 0 then return; end if;
  if p_what = 'mail' then
    hashes := array(select raw_sha256 from arrived_mail where id = any(ids));
    delete from message where arrived_id = any(ids);
    delete from arrived_mail where id = any(ids);
    return next;
    what := 'raw_mail';
    n := erase_raw(hashes);
  else
    execute format('delete from %I where ctid = any($1::tid[])', tbl) using ids;
  end if;
  return next;
end $$;

revoke execute on function retention_due(text, text, timestamptz, timestamptz, text, int), retention_count(text, text, timestamptz, timestamptz), erase_aged(text, text, timestamptz, timestamptz, int), erase_rows(regclass, text, text), erase_raw(bytea[]),
  erase_ticket(text, timestamptz, timestamptz), erase_journey(text, timestamptz, timestamptz), erase_habilitation(text, timestamptz, timestamptz), erase_contact(text, timestamptz, timestamptz) from public;
