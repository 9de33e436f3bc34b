-- Ways to sign in: a second factor, accounts of an OpenID Connect provider, one-time links for partners; sessions that can be listed.

alter table account
  alter column password_hash drop not null,
  add column password_changed_at timestamptz,
  -- Sealed with the instance's secret: who reads the database alone has no second factor.
  add column totp_secret text,
  add column totp_confirmed_at timestamptz,
  -- The step of the last code taken: a code is used once.
  add column totp_last_step bigint;

create table recovery_code (
  account_id text not null references account,
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- An account is that of an issuer's subject, never of an address.
create table account_identity (
  issuer text not null,
  subject text not null,
  account_id text not null references account,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index account_identity_account on account_identity (account_id);

alter table session
  -- Names a session to its owner, and is worth nothing else.
  add column id text not null default gen_random_uuid()::text unique,
  add column way text not null default 'password' check (way in ('password', 'second-factor', 'recovery-code', 'oidc', 'link')),
  add column address text,
  add column user_agent text;
create index session_account on session (account_id);

-- A link asked for by whoever knows the form; the letter is written later, for known addresses only, so that no answer tells which are.
create table sign_in_link (
  id text primary key,
  address text not null check (address = lower(address)),
  asked_at timestamptz not null,
  decided_at timestamptz,
  token_hash bytea unique,
  expires_at timestamptz,
  used_at timestamptz
);
create index sign_in_link_undecided on sign_in_link (asked_at) where decided_at is null;
create index sign_in_link_address on sign_in_link (address);
