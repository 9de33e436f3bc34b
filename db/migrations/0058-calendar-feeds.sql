-- By what a calendar program reads the dates of a person's Cafs: a secret link, one at a time, that can be revoked.
create table calendar_feed (
  token_hash bytea primary key,
  account_id text not null references account,
  made_at timestamptz not null,
  revoked_at timestamptz,
  used_at timestamptz
);
create index calendar_feed_account on calendar_feed (account_id, made_at desc);
-- It is found by its hash before it is known who asks; nobody reads another's.
create function good_feed(hash bytea) returns setof calendar_feed language sql stable security definer set search_path = public, pg_temp rows 1 as $$
  select * from calendar_feed where token_hash = hash and revoked_at is null
$$;
select protect_by_account('calendar_feed');
