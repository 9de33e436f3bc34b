-- Files that go with what an agent writes to a partner: kept as soon as they are chosen, so that a form that comes back, a draft or a
-- letter that is taken back still has them; then with the message that they left with. One row a content, whatever its name.
create table sent_file (
  reference text not null references ticket,
  account_id text not null references account,
  sha256 text not null,
  name text not null,
  type text not null,
  size int not null,
  -- Null once nobody sent them for a month.
  bytes bytea,
  at timestamptz not null,
  sent_at timestamptz,
  primary key (reference, account_id, sha256)
);
create index sent_file_unsent on sent_file (account_id, at) where sent_at is null and bytes is not null;

-- Under row security where it stands (0035): seen with the ticket; what has left, by its partner too.
do $$ begin
  if to_regproc('protect_by_ticket') is not null then perform protect_by_ticket('sent_file', 'sent_at is not null'); end if;
end $$;
