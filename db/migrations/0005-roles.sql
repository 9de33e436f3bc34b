-- Who may do what: roles per Caf for the accounts, per convention for a partner's people who visit (domain/roles.ts says what each may do).

create table account_role (
  account_id text not null references account,
  role text not null check (role in ('agent', 'manager', 'mcp-administrator', 'security-officer', 'trace-reader', 'national', 'instance-administrator')),
  -- Null for the roles of no single Caf.
  caf text,
  check ((caf is null) = (role in ('national', 'instance-administrator'))),
  unique nulls not distinct (account_id, role, caf)
);
insert into account_role (account_id, role, caf) select id, role, unnest(cafs) from account;
alter table account drop column role, drop column cafs;

-- A session is an account's, or that of someone of a partner, known by the address their conventions give.
alter table session
  alter column account_id drop not null,
  add column visitor text check (visitor = lower(visitor)),
  add check (num_nonnulls(account_id, visitor) = 1);

-- Article 3: the security officer is the sole contact for security; some contracts name none.
alter table contract_version
  add column names_security_officer boolean not null generated always as (jsonb_path_exists(body, '$.sectors[*] ? (@.role == "security-officer")')) stored;

-- Once referred to the national level, a ticket stays known there.
alter table ticket add column referred boolean not null default false;
update ticket set referred = true where exists (select from fact where fact.reference = ticket.reference and fact.kind = 'referred');

-- What an account is, where: [{role, cafs, conventions, standsIn}]. A manager stands in where the contract in force names no security officer.
create function grants_of_account(who text, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  with contract as (
    select distinct on (caf) caf, names_security_officer from contract_version
    order by caf, (effective_from <= today) desc, case when effective_from <= today then -version else version end
  ), held as (
    select role, contract.caf, role = 'manager' and not names_security_officer as stands_in
    from account_role join contract on contract.caf = account_role.caf or account_role.caf is null where account_id = who
  )
  select coalesce(jsonb_agg(jsonb_build_object('role', role, 'cafs', cafs, 'conventions', jsonb_build_array(), 'standsIn', stands_in) order by role), '[]')
  from (
    select role, jsonb_agg(caf order by caf) as cafs, coalesce(jsonb_agg(caf order by caf) filter (where stands_in), '[]') as stands_in from held group by role
  ) by_role
$$;

-- The same of someone of a partner. Its administrators stand in where the convention names no security officer.
create function grants_of_visitor(address text) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  with held as (
    select distinct 'partner-' || case contact.role when 'level-one-support' then 'level-one' when 'deputy-administrator' then 'deputy' else contact.role end as role,
      contact.convention_id as convention,
      contact.role in ('administrator', 'deputy-administrator')
        and not exists (select from contact officer where officer.convention_id = contact.convention_id and officer.role = 'security-officer') as stands_in
    from contact where email = address and role in ('level-one-support', 'administrator', 'deputy-administrator', 'signatory', 'security-officer', 'dpo')
  )
  select coalesce(jsonb_agg(jsonb_build_object('role', role, 'cafs', jsonb_build_array(), 'conventions', conventions, 'standsIn', stands_in) order by role), '[]')
  from (
    select role, jsonb_agg(convention order by convention) as conventions,
      coalesce(jsonb_agg(convention order by convention) filter (where stands_in), '[]') as stands_in from held group by role
  ) by_role
$$;
