-- A link by which somebody of the Caf chooses a password: made by the administrator, read by its addressee alone, used once.
create table account_link (
  token_hash bytea primary key,
  account_id text not null references account,
  made_by text not null references account,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_link_account on account_link (account_id);
