-- The figures on the queue's tabs: every open ticket of up to a hundred Cafs is counted at each look. The same tickets as by the policy « seen » of
-- 0038, said as three walks of an index, so that no ticket is asked by itself whose it is (docs/figures.md, « Pages at 100,000 tickets »).
create function queue_counts(wanted text[]) returns table ("all" int, to_take int, desk int, partner int, escalated int)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int, count(*) filter (where phase = 'received')::int, count(*) filter (where owes = 'desk' and phase <> 'received')::int,
    count(*) filter (where owes = 'partner')::int, count(*) filter (where rung is not null or exhausted)::int
  from (
    select phase, owes, rung, exhausted from ticket
    where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') and not restricted
      and caf = any((select array(select unnest(wanted) intersect select unnest(scope_desk())))::text[])
    union all
    select phase, owes, rung, exhausted from ticket
    where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') and restricted
      and caf = any((select array(select unnest(wanted) intersect select unnest(scope_security())))::text[])
    union all
    select phase, owes, rung, exhausted from ticket
    where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') and referred and scope_national() and caf = any(wanted)
      and caf <> all(case when restricted then scope_security() else scope_desk() end)
  ) open
$$;
