-- The version of a contract that is in force at an instant is that of the day it is at the Caf: at Fort-de-France the evening before still is, in Saint-Denis the morning after has begun.
alter table contract_version add column time_zone text not null generated always as (body -> 'calendar' ->> 'timeZone') stored;

drop function grants_of_account(text, date);
create function grants_of_account(who text, at timestamptz) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  with contract as (
    select distinct on (caf) caf, names_security_officer from contract_version
    order by caf, (effective_from <= (at at time zone time_zone)::date) desc, case when effective_from <= (at at time zone time_zone)::date then -version else version end
  ), held as (
    select role, contract.caf, role = 'manager' and not names_security_officer as stands_in
    from account_role join contract on contract.caf = account_role.caf or account_role.caf is null where account_id = who
  )
  select coalesce(jsonb_agg(jsonb_build_object('role', role, 'cafs', cafs, 'conventions', jsonb_build_array(), 'standsIn', stands_in) order by role), '[]')
  from (
    select role, jsonb_agg(caf order by caf) as cafs, coalesce(jsonb_agg(caf order by caf) filter (where stands_in), '[]') as stands_in from held group by role
  ) by_role
$$;

-- The day that it is at a Caf at an instant.
create function caf_day(of_caf text, at timestamptz) returns date language sql stable security definer set search_path = public, pg_temp as $$
  select (at at time zone coalesce((select time_zone from contract_version where contract_version.caf = of_caf order by version desc limit 1), 'Europe/Paris'))::date
$$;

create or replace function retention_held(of_reference text, of_convention text, at timestamptz) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from retention_hold where lifted_at is null and (reference = of_reference or convention_id = of_convention) and until >= caf_day(retention_hold.caf, at))
$$;

drop function stop_audience(text[], text[], date);
create function stop_audience(of_cafs text[], of_services text[], at timestamptz) returns table (caf text, convention_id text, number text, partner_name text, address text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  with terms as (
    select distinct on (contract_version.caf) contract_version.caf, body->'plannedStops' as stops, (at at time zone time_zone)::date as day from contract_version
    where of_cafs is null or contract_version.caf = any(of_cafs)
    order by contract_version.caf, effective_from <= (at at time zone time_zone)::date desc, case when effective_from <= (at at time zone time_zone)::date then -version else version end
  )
  select convention.caf, convention.id, convention.number, partner.name, told.email, told.name
  from terms join convention on convention.caf = terms.caf join partner on partner.id = convention.partner_id
  left join convention_file file on file.convention_id = convention.id
  left join contact told on told.convention_id = convention.id and told.ended_at is null and told.email is not null
    and terms.stops->'toldTo' ? told.role and not exists (select from dead_address where dead_address.address = told.email)
  where jsonb_typeof(terms.stops) = 'object' and (of_services is null or convention.services && of_services)
    and (file.terminated_on is null or file.terminated_on > terms.day)
    and (scope_national() or convention.caf = any(scope_desk()))
  order by convention.caf, told.email, convention.id
$$;
