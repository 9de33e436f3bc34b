-- Anybody whom a convention names reports a security incident on the portal (convention, article 9.2): contacts of article 3.3 and others visit as
-- « partner-contact », which opens nothing else (domain/roles.ts).
create or replace function grants_of_visitor(address text) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  with held as (
    select distinct 'partner-' || case contact.role when 'level-one-support' then 'level-one' when 'deputy-administrator' then 'deputy' when 'escalation-contact' then 'contact' when 'other' then 'contact' else contact.role end as role,
      contact.convention_id as convention,
      contact.role in ('administrator', 'deputy-administrator')
        and not exists (select from contact officer where officer.convention_id = contact.convention_id and officer.role = 'security-officer' and officer.ended_at is null) as stands_in
    from contact where email = address and ended_at is null
  )
  select coalesce(jsonb_agg(jsonb_build_object('role', role, 'cafs', jsonb_build_array(), 'conventions', conventions, 'standsIn', stands_in) order by role), '[]')
  from (
    select role, jsonb_agg(convention order by convention) as conventions,
      coalesce(jsonb_agg(convention order by convention) filter (where stands_in), '[]') as stands_in from held group by role
  ) by_role
$$;

-- An answer to a request for traces is a copy of the log: it is kept no longer than the log (article 5), unless a dispute holds its convention; so are
-- the readings of it, which are a log themselves. The request stays with its journey.
create index trace_answer_at on trace_answer (caf, at);
alter function retention_query(text) rename to retention_query_but_traces;
create function retention_query(p_what text) returns text language sql immutable as $q$
  select case p_what
    when 'trace_answer' then 'select trace_answer.ctid::text as id, at as since from trace_answer join journey on journey.id = trace_answer.journey where trace_answer.caf = $1 and at <= $2 and not retention_held(journey.reference, journey.convention_id, $3)'
    when 'trace_file' then 'select trace_file.ctid::text as id, at as since from trace_file join trace_answer on trace_answer.id = answer join journey on journey.id = trace_file.journey where trace_file.caf = $1 and at <= $2 and not retention_held(journey.reference, journey.convention_id, $3)'
    when 'trace_reading' then 'select trace_reading.ctid::text as id, at as since from trace_reading where trace_reading.caf = $1 and at <= $2'
    else retention_query_but_traces(p_what)
  end
$q$;
