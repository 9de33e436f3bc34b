-- One person's data at a Caf, by their address: what must stay, and why; and what goes at once when they ask (docs/decisions/0052).

-- Whoever may hold a request back longest: those of a convention who signed or managed its accesses.
create function proves_access(role text) returns boolean language sql immutable as $$ select role in ('administrator', 'deputy-administrator', 'signatory') $$;

-- What stays, in numbers, by the reason. Security incidents are the security officer's: they are not counted here. Asked by the worker, or by whoever manages that Caf.
create function person_stays(p_caf text, p_address text, p_tickets timestamptz, p_habilitations timestamptz, p_at timestamptz) returns table (what text, rule text, n int)
language sql stable security definer set search_path = public, pg_temp as $$
  with found as (
    select 'ticket' as what, case when retention_held(reference, convention_id, p_at) then 'held' when phase not in ('closed', 'merged', 'handed-over') then 'open' when p_tickets is null then 'unset'
        when exists (select from journey where journey.reference = ticket.reference and journey.erased_at is null) then 'proof' else 'term' end as rule
      from ticket where caf = p_caf and not restricted and erased_at is null and not coalesce(ticket_due(ticket, p_tickets, p_at), false)
        and (contact_id in (select id from contact where email = p_address) or reference in (select message.reference from message where from_address = p_address))
    union all
    select 'journey', case when ended_at is null then 'open' else 'proof' end
      from journey where caf = p_caf and not restricted and erased_at is null and not coalesce(journey_due(journey, p_habilitations, p_at), false)
        and exists (select from journey_fact where journey_fact.journey = journey.id and position(p_address in lower(body::text)) > 0)
    union all
    select 'habilitation', case when state = 'withdrawn' then 'proof' else 'in-force' end
      from habilitation join convention on convention.id = convention_id where caf = p_caf and email = p_address and (state <> 'withdrawn' or ended_at > p_habilitations)
    union all
    select 'contact', case when contact_left(contact) is null then 'in-force' when proves_access(role) then 'proof' else 'named' end
      from contact where of_caf = p_caf and email = p_address and not coalesce(contact_due(contact, case when proves_access(role) then p_habilitations else p_at end, p_at), false)
    union all
    select 'arrived_mail', 'to-identify' from arrived_mail where caf = p_caf and from_address = p_address and outcome = 'to-identify' and reference is null
    union all
    select 'account', case when disabled then 'named' else 'in-force' end
      from account where login = p_address and exists (select from account_role where account_id = account.id and account_role.caf = p_caf)
  )
  select what, rule, count(*)::int from found where scope_who() = '' or p_caf = any(scope_managed()) group by 1, 2 order by 1, 2
$$;

-- Erases what nothing obliges to keep: requests over their term, contacts and accesses over theirs, mails and letters of no request, links, what is left of an address. @returns how many, table by table.
create function erase_person(p_caf text, p_address text, p_tickets timestamptz, p_habilitations timestamptz, p_at timestamptz) returns table (what text, n int)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  spot record;
  ids text[];
  hashes bytea[];
begin
  for spot in select habilitation.id from habilitation join convention on convention.id = convention_id where caf = p_caf and email = p_address order by 1 loop
    return query select * from erase_habilitation(spot.id, p_habilitations, p_at);
  end loop;
  for spot in select id from journey where caf = p_caf and erased_at is null and exists (select from journey_fact where journey_fact.journey = journey.id and position(p_address in lower(body::text)) > 0) order by 1 loop
    return query select * from erase_journey(spot.id, p_habilitations, p_at);
  end loop;
  if p_tickets is not null then
    for spot in select reference from ticket where caf = p_caf and erased_at is null
      and (contact_id in (select id from contact where email = p_address) or reference in (select message.reference from message where from_address = p_address)) order by 1 loop
      return query select * from erase_ticket(spot.reference, p_tickets, p_at);
    end loop;
  end if;
  ids := array(select arrived_mail.id from arrived_mail where caf = p_caf and from_address = p_address and reference is null and journey is null and outcome <> 'to-identify');
  hashes := array(select raw_sha256 from arrived_mail where id = any(ids));
  delete from message where arrived_id = any(ids);
  delete from arrived_mail where id = any(ids);
  what := 'arrived_mail';
  n := cardinality(ids);
  return next;
  what := 'raw_mail';
  n := erase_raw(hashes);
  return next;
  delete from letter where caf = p_caf and to_address = p_address and reference is null and journey is null and state <> 'claimed'
    and (kind <> 'register' or queued_at <= p_habilitations) and (stop is null or exists (select from planned_stop where planned_stop.id = stop and coalesce(cancelled_at, ended_at) is not null));
  get diagnostics n = row_count;
  what := 'letter';
  return next;
  delete from stop_address where caf = p_caf and address = p_address and exists (select from planned_stop where planned_stop.id = stop and coalesce(cancelled_at, ended_at) is not null);
  get diagnostics n = row_count;
  what := 'stop_address';
  return next;
  delete from import_file where caf = p_caf and done_at is not null and position(p_address in lower(result::text)) > 0;
  get diagnostics n = row_count;
  what := 'import_file';
  return next;
  for spot in select id, proves_access(role) as proves from contact where of_caf = p_caf and email = p_address order by 1 loop
    return query select * from erase_contact(spot.id, case when spot.proves then p_habilitations else p_at end, p_at);
  end loop;
  if exists (select from contact where email = p_address) then return; end if;
  -- Nobody's at any Caf any more.
  delete from session where visitor = p_address;
  get diagnostics n = row_count;
  what := 'session';
  return next;
  what := 'sign_in_link';
  n := erase_rows('sign_in_link', 'address', p_address);
  return next;
  what := 'dead_address';
  n := erase_rows('dead_address', 'address', p_address);
  return next;
  update setting_change set label = 'effacé', before = null, after = null, visitor = case when visitor = p_address then 'efface@guichet.invalid' else visitor end, visitor_name = case when visitor = p_address then 'effacé' else visitor_name end
    where caf = p_caf and (visitor = p_address or position(p_address in lower(concat_ws(' ', label, subject, before::text, after::text))) > 0);
  get diagnostics n = row_count;
  what := 'setting_change';
  return next;
end $$;

revoke execute on function person_stays(text, text, timestamptz, timestamptz, timestamptz), erase_person(text, text, timestamptz, timestamptz, timestamptz) from public;
