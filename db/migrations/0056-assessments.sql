-- The yearly assessment of a convention as it was prepared before its date, and sent: the same paper for whoever asks later.
create table assessment (
  convention_id text not null references convention,
  -- The return of the signature before which it was prepared.
  due_on date not null,
  from_on date not null,
  to_on date not null,
  made_at timestamptz not null,
  pdf bytea not null,
  primary key (convention_id, due_on)
);
alter table assessment alter column pdf set storage external;
select protect_by_convention('assessment');
