-- An outage is a gap in what any part of the desk says of itself: without the worker nothing leaves, without the door nothing arrives.
-- How long escalations then wait is the contract's setting. What fell due meanwhile is noted when the gap is found, before any ticket moves.

alter table heartbeat drop constraint heartbeat_pkey, drop column one, add column part text not null default 'worker' primary key;
alter table heartbeat alter column part drop default;

alter table outage drop column held_until, add column part text not null default 'worker', add column late jsonb not null default '[]';
alter table outage alter column part drop default;
create index outage_ended on outage (ended_at);
create index outage_untold on outage (began_at) where not letter_sent;
