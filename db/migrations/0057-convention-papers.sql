-- Papers of a convention: the registered letter that ends it, a signed amendment, what a partner sends of a subcontractor.
create table convention_paper (
  id text primary key,
  convention_id text not null references convention,
  -- The journey that it is of, if any.
  journey text references journey,
  name text not null,
  type text not null,
  size int not null,
  sha256 text not null,
  bytes bytea not null,
  at timestamptz not null,
  -- The account, or « partner:<address> ».
  added_by text not null
);
alter table convention_paper alter column bytes set storage external;
create index convention_paper_convention on convention_paper (convention_id, at);

-- A convention's own amendments, signed by both: what they change is in the paper.
create table convention_amendment (
  id text primary key,
  convention_id text not null references convention,
  title text not null,
  signed_on date not null,
  effective_on date not null,
  paper text references convention_paper,
  entered_at timestamptz not null,
  entered_by text not null,
  entered_name text not null
);
create index convention_amendment_convention on convention_amendment (convention_id, effective_on);

-- A service of a convention: its data-protection formalities, and its opening. No row: as the convention as a whole (convention_file).
create table service_opening (
  convention_id text not null references convention,
  service text not null,
  formalities_on date,
  -- Who did the formalities, as entered.
  formalities_by text,
  opened_on date,
  opened_at timestamptz,
  opened_by text,
  opened_name text,
  primary key (convention_id, service)
);

select protect_by_convention(tbl) from unnest(array['convention_paper', 'convention_amendment', 'service_opening']::regclass[]) tbl;
