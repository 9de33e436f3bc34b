-- Someone whom a convention no longer names does not visit under it any more, and no longer is its security officer.
create or replace function grants_of_visitor(address text) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  with held as (
    select distinct 'partner-' || case contact.role when 'level-one-support' then 'level-one' when 'deputy-administrator' then 'deputy' else contact.role end as role,
      contact.convention_id as convention,
      contact.role in ('administrator', 'deputy-administrator')
        and not exists (select from contact officer where officer.convention_id = contact.convention_id and officer.role = 'security-officer' and officer.ended_at is null) as stands_in
    from contact where email = address and ended_at is null
      and role in ('level-one-support', 'administrator', 'deputy-administrator', 'signatory', 'security-officer', 'dpo')
  )
  select coalesce(jsonb_agg(jsonb_build_object('role', role, 'cafs', jsonb_build_array(), 'conventions', conventions, 'standsIn', stands_in) order by role), '[]')
  from (
    select role, jsonb_agg(convention order by convention) as conventions,
      coalesce(jsonb_agg(convention order by convention) filter (where stands_in), '[]') as stands_in from held group by role
  ) by_role
$$;
