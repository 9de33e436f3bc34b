-- What pages ask most, where the planner or a walk of all rows cost the most (docs/figures.md, « Pages at 100,000 tickets »).

-- Whose domain an address is of: row security lets no function but the leakproof be asked of an index, a column may.
alter table contact add column email_domain text generated always as (split_part(email, '@', 2)) stored;
create index contact_email_domain on contact (of_caf, email_domain);

-- A search of a kind or a service alone.
create index ticket_kind_service on ticket (caf, kind, service);

-- The morning page reads a Caf's open tickets once, from the index alone: their references too.
drop index ticket_morning;
create index ticket_morning on ticket (caf, next_at) include (reference, owes, late_since, rung, rung_side, exhausted, trouble, restricted, referred, convention_id)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');

-- Made anew after the one above: where two indexes cost the same (an empty table), the planner takes the later, and whether the queue changed is read from this one alone.
drop index ticket_queue_counts;
create index ticket_queue_counts on ticket (caf) include (phase, owes, rung, exhausted, moved_n, restricted, referred, convention_id)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');
