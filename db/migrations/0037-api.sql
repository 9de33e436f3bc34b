-- Programs: their tokens, what was answered under a key, and where they are told what happens to tickets.

-- A token acts for its account, within its scopes, never beyond the account's roles. Only the hash is kept.
create table api_token (
  id text primary key,
  account_id text not null references account,
  name text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  token_hash bytea not null unique,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_account on api_token (account_id, made_at desc);

-- What a request that changes something was answered: sent again with its key, it is given the same answer. `status` null = under way.
create table api_answer (
  account_id text not null,
  key text not null,
  digest text not null,
  at timestamptz not null,
  status integer,
  body jsonb,
  primary key (account_id, key)
);
create index api_answer_at on api_answer (at);

-- Where a Caf's programs are told of facts. The secret is sealed by the instance's own.
create table webhook (
  id text primary key,
  caf text not null,
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  secret text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create index webhook_caf on webhook (caf) where ended_at is null;

-- One fact to tell one webhook, written in the fact's own transaction. `told_at`: when its workflow was last started; `run` counts the times it was asked for.
create table webhook_delivery (
  id text primary key,
  webhook_id text not null references webhook,
  caf text not null,
  reference text not null,
  n integer not null,
  event text not null,
  happened_at timestamptz not null,
  made_at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'given-up')),
  run integer not null default 1,
  told_at timestamptz,
  attempts integer not null default 0,
  last_at timestamptz,
  last_status integer,
  problem text,
  unique (webhook_id, reference, n)
);
create index webhook_delivery_list on webhook_delivery (webhook_id, made_at desc, id);
create index webhook_delivery_pending on webhook_delivery (told_at nulls first) where state = 'pending';

-- No way of recording a fact can forget those who are to be told. Security incidents are told to nobody (article 3).
create function tell_webhooks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into webhook_delivery (id, webhook_id, caf, reference, n, event, happened_at, made_at)
    select 'msg_' || replace(gen_random_uuid()::text, '-', ''), webhook.id, webhook.caf, fact.reference, fact.n, 'demande.' || fact.kind, fact.at, fact.recorded_at
    from recorded fact join ticket on ticket.reference = fact.reference
      join webhook on webhook.caf = ticket.caf and webhook.ended_at is null and 'demande.' || fact.kind = any(webhook.events)
    where not ticket.restricted
    on conflict do nothing;
  return null;
end
$$;
create trigger fact_webhooks after insert on fact referencing new table as recorded for each statement execute function tell_webhooks();

alter table setting_change drop constraint setting_change_area_check;
alter table setting_change add constraint setting_change_area_check
  check (area in ('partner', 'convention', 'contact', 'address', 'desk', 'mailbox', 'import', 'account', 'caf', 'webhook'));

-- A token is found by its hash before it is known who asks; nobody reads another's.
create function good_token(hash bytea, at timestamptz) returns setof api_token language sql stable security definer set search_path = public, pg_temp rows 1 as $$
  select * from api_token where token_hash = hash and revoked_at is null and expires_at > at
$$;
select protect_by_account('api_token');
select protect_by_account('api_answer');
select protect('webhook', 'caf = any((select scope_managed())::text[])');
select protect('webhook_delivery', 'caf = any((select scope_managed())::text[])');
