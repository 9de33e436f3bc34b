-- Security incidents and requests for traces: journeys that few may read.

-- Who besides may read a journey: the asker of a request for traces, whoever entered it. An account, or « partner:<address> ».
alter table journey add column people text[] not null default '{}';
-- Once it is erased (0062), they are forgotten with it.
create function forget_people() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) ->> 'erased_at' is not null then new.people := '{}'; end if;
  return new;
end $$;
create trigger forget_people before update on journey for each row when (new.people <> '{}') execute function forget_people();

-- The Caf's own journal of a security incident is its security officer's, not its partner's; a request for traces is its trace readers' and
-- its asker's, not the desk's.
select protect_anew('journey',
  $$case when kind = 'trace-request' then (select scope_keys('traces')) ? caf or (select scope_who()) = any(people)
    when kind = 'security-incident' then (select scope_keys('security')) ? caf
    else case when restricted then (select scope_keys('security')) ? caf else (select scope_keys('desk')) ? caf end
      or (convention_id = any((select scope_conventions())::text[]) and (not restricted or convention_id = any((select scope_security_conventions())::text[]))) end$$);

-- A mail that may be a security incident and waits for a person is the security officer's too.
select protect_anew('arrived_mail', format('case when reference is null then caf = any((select scope_unidentified())::text[]) or (reason = ''security'' and (select scope_keys(''security'')) ? caf) else %s end or decided_by = (select scope_who())',
  seen_with_ticket('arrived_mail', $$outcome = 'ticket'$$)));
create index arrived_security on arrived_mail (received_at) where reason = 'security' and outcome = 'to-identify';
