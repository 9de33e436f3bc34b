-- Reverse reviews: what came as proof, and a mail that is a review's.
create table review_file (
  id text primary key,
  journey text not null references journey,
  name text not null,
  type text not null,
  size int not null,
  sha256 text not null,
  bytes bytea not null,
  at timestamptz not null,
  -- The account, or « partner:<address> ».
  added_by text not null,
  unique (journey, sha256)
);
alter table review_file alter column bytes set storage external;
-- The partner sees what it sent.
select protect_by_journey('review_file', 'true');

-- What an administrator has begun to tick, before it is sent; one for a review, whoever of them goes on with it.
create table review_draft (
  journey text primary key references journey,
  fields jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null
);
select protect_by_journey('review_draft', 'true');

-- A mail that answered a letter of a journey is that journey's: no ticket comes of it.
alter table arrived_mail drop constraint arrived_mail_outcome_check;
alter table arrived_mail add constraint arrived_mail_outcome_check check (outcome in ('ticket', 'to-identify', 'internal', 'automatic', 'refused', 'spam', 'told-level-one', 'journey'));
alter table arrived_mail add column journey text references journey;
create index arrived_journey on arrived_mail (journey) where journey is not null;

-- The campaign of a year is found by the date of each review.
create index journey_fact_review on journey_fact ((body ->> 'due')) where kind = 'review-begun';
