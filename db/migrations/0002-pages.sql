-- What the pages need: a sentence said once after an act, sign-in failures by address, decisions about unidentified mails.

alter table session add column flash jsonb;
create index session_seen on session (seen_at);

alter table sign_in_failure add column address text;
create index sign_in_failure_address on sign_in_failure (address, at);

alter table arrived_mail
  add column decided_by text references account,
  add column decided_at timestamptz,
  add column decision jsonb;

-- The queue reads what falls due first; what is late stands at its broken limit.
create index ticket_queue on ticket ((coalesce(late_since, next_at)), reference)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');
create index ticket_queue_counts on ticket (caf) include (phase, owes, rung, exhausted)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');
create index fact_call_backs on fact (reference) where kind = 'call-back-promised';
create index act_reference on act (reference) where state = 'asked';
