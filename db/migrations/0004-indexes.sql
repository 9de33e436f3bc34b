-- Questions that pages ask at each visit, and that read whole tables once there are a hundred thousand tickets.

create index act_of_ticket on act (reference, asked_at, key);
drop index act_reference;

create index fact_proposals on fact (reference) where kind = 'rung-proposed';

-- Of several Cafs at once, newest first: an index by Caf gives no order.
create index letter_newest on letter (queued_at desc, id);
drop index letter_list;
