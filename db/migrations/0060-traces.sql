-- What trace readers answer, apart from the journal: read by them and by who asked, by nobody else.
create table trace_answer (
  id text primary key,
  journey text not null references journey,
  caf text not null,
  -- « partner:<address> » of who asked.
  reader text not null,
  body text not null,
  at timestamptz not null,
  by_account text not null
);
create index trace_answer_journey on trace_answer (journey);
select protect('trace_answer', $$(select scope_keys('traces')) ? caf or reader = (select scope_who())$$, $$(select scope_keys('traces')) ? caf$$);

create table trace_file (
  id text primary key,
  answer text not null references trace_answer on delete cascade,
  journey text not null references journey,
  caf text not null,
  reader text not null,
  name text not null,
  type text not null,
  size int not null,
  sha256 text not null,
  bytes bytea not null
);
alter table trace_file alter column bytes set storage external;
create index trace_file_answer on trace_file (answer);
select protect('trace_file', $$(select scope_keys('traces')) ? caf or reader = (select scope_who())$$, $$(select scope_keys('traces')) ? caf$$);

-- Every reading of a request for traces, of its answer, of a file of it: who, when, what. Added by whoever may read it, changed by nobody.
create table trace_reading (
  id text primary key,
  journey text not null references journey,
  caf text not null,
  at timestamptz not null,
  who text not null,
  who_name text not null,
  what text not null check (what in ('request', 'answer', 'file')),
  file_name text
);
create index trace_reading_caf on trace_reading (caf, at desc);
create index trace_reading_journey on trace_reading (journey, at desc);
select protect('trace_reading', $$(select scope_keys('traces')) ? caf or (select scope_keys('security')) ? caf$$,
  $$who = (select scope_who()) and exists (select from journey whole where whole.id = journey and whole.caf = trace_reading.caf)$$);
drop policy changed on trace_reading;
drop policy removed on trace_reading;

-- A trace reader knows the partner and the people of the conventions that asked for traces, and of no other.
create function traced_conventions() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select distinct convention_id from journey where kind = 'trace-request' and convention_id is not null and cardinality(scope_list('traces')) > 0 and caf = any(scope_list('traces'))
$$;
select protect_anew('contact', 'of_caf = any((select scope_cafs())::text[]) or convention_id = any((select scope_conventions())::text[]) or convention_id in (select referred_conventions()) or convention_id in (select traced_conventions())');
select protect_anew('convention', 'caf = any((select scope_cafs())::text[]) or (select scope_national()) or id = any((select scope_conventions())::text[]) or id in (select traced_conventions())');
create function traced_partners() returns setof text language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  select partner_id from convention where id in (select traced_conventions())
$$;
select protect_anew('partner', 'caf = any((select scope_cafs())::text[]) or (select scope_national()) or id in (select shown_partners()) or id in (select traced_partners())');
