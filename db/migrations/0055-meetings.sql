-- Meetings of a convention: files that go with their minutes.
create table meeting_file (
  id text primary key,
  journey text not null references journey,
  name text not null,
  type text not null,
  size int not null,
  sha256 text not null,
  bytes bytea not null,
  at timestamptz not null,
  -- The account, or « partner:<address> ».
  added_by text not null
);
alter table meeting_file alter column bytes set storage external;
create index meeting_file_journey on meeting_file (journey, at);
-- Both sides see what either joined.
select protect_by_journey('meeting_file', 'true');
