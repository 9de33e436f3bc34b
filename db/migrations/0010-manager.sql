-- What is measured of each ticket, written with the move that changes it: figures are added up, never reckoned again.
-- Times in opening seconds of the ticket's own calendar; null = it has not happened.
create table ticket_figures (
  reference text primary key references ticket,
  caf text not null,
  contract_version int not null,
  convention_id text references convention,
  channel text not null,
  kind text,
  service text,
  received_on date not null,
  -- The Monday of its week.
  received_week date not null,
  -- A ticket merged into another, or handed over to another Caf, is counted there.
  counted boolean not null,
  -- A security incident is counted for those whose role may see it.
  restricted boolean not null,
  pickup_s int,
  in_time boolean,
  answer_s int,
  resolution_s int,
  desk_owed_s int not null,
  partner_owed_s int not null,
  national_owed_s int not null,
  -- The debt that runs, and what the calendar's opening clock showed when it began.
  running text check (running in ('desk', 'partner', 'national')),
  running_clock_s int
);
create index figures_of_caf on ticket_figures (caf, received_on) where counted;
create index figures_of_convention on ticket_figures (convention_id, received_on) where counted;

-- The morning's counts are read from the index alone.
create index ticket_morning on ticket (caf, next_at) include (owes, late_since, rung, rung_side, exhausted, trouble, restricted)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');

-- The first to open the queue of a Caf on a day of its own calendar.
create table queue_opened (
  caf text not null,
  day date not null,
  at timestamptz not null,
  account_id text not null references account,
  primary key (caf, day)
);

-- Which mails a person asked for, or asked not to have; without a row, what their role has.
create table mail_choice (
  account_id text not null references account,
  mail text not null check (mail in ('morning', 'breach', 'exhausted', 'unopened')),
  wanted boolean not null,
  -- Local time of the person's first Caf, for what is said at a set hour.
  hour time,
  primary key (account_id, mail)
);

-- What is told to whoever asked for it, when it has just happened.
create index fact_alarms on fact (recorded_at) where kind in ('pickup-breached', 'ladder-exhausted');
