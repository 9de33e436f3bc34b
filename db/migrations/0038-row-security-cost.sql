-- Row security at the cost of a look-up: what is of a ticket is seen with its ticket, asked of its key row by row. 0035 gathered
-- every security incident first, for each question: too many for whoever serves a hundred Cafs.

-- The same list as a set: whether it holds a Caf is found at once, however many there are.
create function scope_keys(setting text) returns jsonb language sql stable parallel safe as $$ select jsonb_object(scope_list(setting), scope_list(setting)) $$;

-- The same condition for whatever a row's policies let happen to it.
create function protect_anew(tbl regclass, seen text) returns void language plpgsql as $$
begin
  execute format('alter policy seen on %s using (%s)', tbl, seen);
  execute format('alter policy changed on %s using (%s)', tbl, seen);
  execute format('alter policy removed on %s using (%s)', tbl, seen);
end $$;

-- In a case, so that the planner does not gather rows by the policy's own columns instead of by what was asked.
select protect_anew('ticket', $$case when restricted then (select scope_keys('security')) ? caf else (select scope_keys('desk')) ? caf end
  or (referred and (select scope_national()))
  or (convention_id = any((select scope_conventions())::text[]) and (not restricted or convention_id = any((select scope_security_conventions())::text[])))$$);
select protect_anew('ticket_figures', $$case when restricted then (select scope_keys('security')) ? caf else (select scope_national()) or (select scope_keys('desk')) ? caf end$$);

drop function seen_with_ticket(text, text);

-- A row of `tbl` is seen with its ticket. `partners`: which of these rows the ticket's partner sees too. « offset 0 »: never by reading all tickets first.
create function seen_with_ticket(tbl regclass, partners text) returns text language sql stable as $$
  select format('exists (select from ticket whole where whole.reference = %s.reference offset 0) and ((select cardinality(scope_conventions())) = 0 or (%s))', tbl, partners)
$$;
create or replace function protect_by_ticket(tbl regclass, partners text default 'false') returns void language sql as $$
  select protect(tbl, seen_with_ticket(tbl, partners), 'may_write(reference)')
$$;

select protect_anew(tbl, seen_with_ticket(tbl, 'true')) from unnest(array['fact', 'reckoning']::regclass[]) tbl;
select protect_anew('message', seen_with_ticket('message', $$direction in ('in', 'out')$$));
select protect_anew('incident_post', seen_with_ticket('incident_post', 'false'));
select protect_anew('act', seen_with_ticket('act', 'false') || ' or actor = (select scope_who())');
select protect_anew('letter', format('case when reference is null then caf = any((select scope_desk())::text[]) else %s end',
  seen_with_ticket('letter', $$kind in ('acknowledgement', 'answer', 'question', 'resolved')$$)));
select protect_anew('arrived_mail', format('case when reference is null then caf = any((select scope_unidentified())::text[]) else %s end or decided_by = (select scope_who())',
  seen_with_ticket('arrived_mail', $$outcome = 'ticket'$$)));
-- On a database where it came before this.
do $$ begin
  if to_regclass('sent_file') is not null then perform protect_anew('sent_file', seen_with_ticket('sent_file', 'sent_at is not null')); end if;
end $$;

-- A convention's people are of its Caf: said on their rows, so that who sees the Caf's people need not know all its conventions.
alter table contact add column of_caf text;
update contact set of_caf = convention.caf from convention where convention.id = convention_id;
alter table contact alter column of_caf set not null;
create function contact_caf() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select convention.caf into new.of_caf from convention where convention.id = new.convention_id;
  return new;
end $$;
create trigger contact_caf before insert or update of convention_id on contact for each row execute function contact_caf();
create function referred_conventions() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select distinct convention_id from ticket where referred and convention_id is not null and scope_national()
$$;
select protect_anew('contact', 'of_caf = any((select scope_cafs())::text[]) or convention_id = any((select scope_conventions())::text[]) or convention_id in (select referred_conventions())');
alter policy added on contact with check (of_caf = any((select scope_cafs())::text[]) or convention_id = any((select scope_conventions())::text[]));

-- What the words of a search find is seen as its ticket is; the index of words knows the Caf, and few tickets are security incidents.
create or replace function search_references(cafs text[], question tsquery, most int) returns table (reference text)
language sql stable rows 1000 security definer set search_path = public, pg_temp as $$
  select found.reference from ticket_search found
  where numnode(question) > 0 and found.caf = any(cafs)
    and found.words @@ (question && case when cardinality(cafs) between 1 and 20
      then (select string_agg(quote_literal('c/' || caf), ' | ')::tsquery from unnest(cafs) caf) else '''c/'''::tsquery end)
    and ((found.caf = any((select scope_desk())::text[])
        and not exists (select from ticket where ticket.reference = found.reference and restricted and ticket.caf <> all((select scope_security())::text[])))
      or found.reference in (select shown_references()) or found.reference in (select partner_references()))
  order by found.received_at desc, found.reference limit most
$$;

-- The letters of one Caf among a hundred.
create index letter_of_caf on letter (caf, queued_at desc, id);
