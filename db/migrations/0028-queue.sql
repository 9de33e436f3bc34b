-- Whether a queue changed is asked every three seconds while somebody looks at it: of the index alone.
drop index ticket_queue_counts;
create index ticket_queue_counts on ticket (caf) include (phase, owes, rung, exhausted, moved_n)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');
