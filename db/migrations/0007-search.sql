-- Full-text search in French, views of the queue that people keep, and counts that need no counting.

create extension if not exists unaccent;

create text search configuration guichet_fr (copy = french);
alter text search configuration guichet_fr alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, french_stem;

-- What is searched of a ticket stands apart from its row: a move does not touch it, and no role but the owner's reads it, so that row
-- security, under which no index of words is used, need not stand on it. Small rows (words out of line): a common word reads many.
create table ticket_search (
  reference text primary key references ticket,
  caf text not null,
  received_at timestamptz not null,
  words tsvector not null
) with (toast_tuple_target = 128);
create index ticket_search_words on ticket_search using gin (words) with (gin_pending_list_limit = 512);

-- Marks of punctuation part words, on both sides: « Valmirande-sur-Oise », « capture_ecran.png », « l’export » are found by each of their words.
create function search_text(value text) returns text language sql immutable parallel safe as $$
  select translate(left(value, 50000), E'-‐‑–—_/\\’''.@:,;<>&=#+%*|\u00a0\u202f', repeat(' ', 27))
$$;

-- Words under a prefix of their own (« d/ » who wrote, « p/ » partner): a question about a name reads the index alone.
create function search_words(prefix text, value text) returns tsvector language sql stable parallel safe as $$
  select coalesce(array_to_tsvector(array_agg(prefix || lexeme)), '') from unnest(to_tsvector('guichet_fr', search_text(coalesce(value, ''))))
$$;

-- What is typed, as a question about words under a prefix: all of them, or (`beginning`) all that begin so. Without a word to look for, empty.
create function search_question(prefix text, value text, beginning boolean) returns tsquery language sql stable parallel safe as $$
  select coalesce(string_agg(quote_literal(prefix || lexeme) || case when beginning then ':*' else '' end, ' & ')::tsquery, '')
  from unnest(to_tsvector('guichet_fr', search_text(value)))
$$;

create function search_phones(phones text[]) returns tsvector language sql immutable parallel safe as $$
  select coalesce(array_to_tsvector(array_agg('t/' || phone)), '') from unnest(phones) phone where phone <> ''
$$;

-- Of the ticket itself: « c/31 » its Caf, « c/ » what every ticket has, its reference whole and its number, its subject, its partner, who asked.
create function ticket_words(one ticket) returns tsvector language sql stable as $$
  select array_to_tsvector(array['c/', 'c/' || one.caf, lower(one.reference), ltrim(split_part(one.reference, '-', 3), '0')])
    || to_tsvector('guichet_fr', search_text(concat_ws(' . ', one.subject, partner.name, contact.name)))
    || search_words('p/', partner.name) || search_words('d/', concat_ws(' ', contact.name, contact.email)) || search_phones(contact.phones)
  from (select) nothing
  left join convention on convention.id = one.convention_id left join partner on partner.id = convention.partner_id
  left join contact on contact.id = one.contact_id
$$;

-- Of a message: its new text (not what it quotes), its subject, who wrote it, the names of its attachments, the numbers it gives.
create function message_words(one message) returns tsvector language sql stable as $$
  select to_tsvector('guichet_fr', search_text(concat_ws(' . ', one.subject, one.text, one.from_name, one.from_address,
      (select string_agg(file->>'name', ' ') from jsonb_array_elements(one.attachments) file))))
    || search_words('d/', concat_ws(' ', one.from_name, one.from_address)) || search_phones(one.phones)
$$;

create function put_search(p_reference text, p_caf text, p_received_at timestamptz, p_words tsvector) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into ticket_search (reference, caf, received_at, words) values (p_reference, p_caf, p_received_at, p_words)
  on conflict (reference) do update set caf = excluded.caf, received_at = excluded.received_at, words = excluded.words
$$;

-- A tsvector holds a megabyte at most, and a mail must never be refused for its length: past 20,000 words a ticket takes no more.
create function add_search(p_reference text, p_words tsvector) returns void
language sql security definer set search_path = public, pg_temp as $$
  update ticket_search set words = words || p_words where reference = p_reference and length(words) < 20000
$$;

create function search_again(p_references text[]) returns void language plpgsql as $$
declare
  one ticket;
  all_words tsvector;
  said message;
begin
  for one in select * from ticket where reference = any(p_references) loop
    all_words := ticket_words(one);
    for said in select * from message where reference = one.reference order by at, id loop
      exit when length(all_words) >= 20000;
      all_words := all_words || message_words(said);
    end loop;
    perform put_search(one.reference, one.caf, one.received_at, all_words);
  end loop;
end $$;

create function ticket_searched() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform put_search(new.reference, new.caf, new.received_at, ticket_words(new));
  elsif (new.subject, new.caf, new.convention_id, new.contact_id) is distinct from (old.subject, old.caf, old.convention_id, old.contact_id) then
    perform search_again(array[new.reference]);
  end if;
  return null;
end $$;
create trigger ticket_searched after insert or update of subject, caf, convention_id, contact_id on ticket for each row execute function ticket_searched();

create function message_searched() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_search(new.reference, message_words(new));
  else
    perform search_again(array[old.reference, new.reference]);
  end if;
  return null;
end $$;
create trigger message_searched after insert on message for each row when (new.reference is not null) execute function message_searched();
create trigger message_searched_again after update of reference, subject, text, from_name, from_address, attachments, phones on message for each row execute function message_searched();

create function partner_searched() returns trigger language plpgsql as $$
begin
  perform search_again(array(select reference from ticket join convention on convention.id = ticket.convention_id where convention.partner_id = new.id));
  return null;
end $$;
create trigger partner_searched after update of name on partner for each row when (old.name is distinct from new.name) execute function partner_searched();

create function contact_searched() returns trigger language plpgsql as $$
begin
  perform search_again(array(select reference from ticket where contact_id = new.id));
  return null;
end $$;
create trigger contact_searched after update of name, email, phones on contact for each row
  when ((old.name, old.email, old.phones) is distinct from (new.name, new.email, new.phones)) execute function contact_searched();
create index ticket_contact on ticket (contact_id) where contact_id is not null;

-- The only way to ask: for the Cafs given, the latest first. Beyond twenty Cafs the index is asked of all, and the rows say whose they are.
-- A question of which no word is left (« le », « de ») finds nothing.
create function search_references(cafs text[], question tsquery, most int) returns table (reference text)
language sql stable rows 1000 security definer set search_path = public, pg_temp as $$
  select found.reference from ticket_search found
  where numnode(question) > 0 and found.caf = any(cafs)
    and found.words @@ (question && case when cardinality(cafs) between 1 and 20
      then (select string_agg(quote_literal('c/' || caf), ' | ')::tsquery from unnest(cafs) caf) else '''c/'''::tsquery end)
  order by found.received_at desc, found.reference limit most
$$;
revoke execute on function search_references(text[], tsquery, int) from public;

select search_again(array(select reference from ticket));

-- A view of the queue: what was asked, under a name; its owner's alone, or of everybody at a Caf.
create table saved_view (
  id text primary key,
  account_id text not null references account,
  name text not null,
  query text not null,
  shared_with text,
  created_at timestamptz not null
);
create index saved_view_account on saved_view (account_id);
create index saved_view_shared on saved_view (shared_with) where shared_with is not null;

-- The queue of one Caf among a hundred, and the latest tickets of several.
create index ticket_queue_of_caf on ticket (caf, (coalesce(late_since, next_at)), reference)
  where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner');
create index ticket_latest on ticket (received_at desc, reference);

-- How many tickets, letters and mails there are, by what became of them: each change adds a line, whoever asks adds the lines up. No row is
-- ever waited for.
create table tally (
  what text not null,
  value text not null,
  n bigint not null
);

create function tallied() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'ticket' then
    insert into tally values ('ticket', new.phase, 1);
    if tg_op = 'UPDATE' then insert into tally values ('ticket', old.phase, -1); end if;
  elsif tg_table_name = 'letter' then
    insert into tally values ('letter', new.state, 1);
    if tg_op = 'UPDATE' then insert into tally values ('letter', old.state, -1); end if;
  else
    insert into tally values ('mail', new.outcome, 1);
    if tg_op = 'UPDATE' then insert into tally values ('mail', old.outcome, -1); end if;
  end if;
  return null;
end $$;
create trigger ticket_tallied after insert on ticket for each row execute function tallied();
create trigger ticket_tallied_again after update of phase on ticket for each row when (old.phase is distinct from new.phase) execute function tallied();
create trigger letter_tallied after insert on letter for each row execute function tallied();
create trigger letter_tallied_again after update of state on letter for each row when (old.state is distinct from new.state) execute function tallied();
create trigger mail_tallied after insert on arrived_mail for each row execute function tallied();
create trigger mail_tallied_again after update of outcome on arrived_mail for each row when (old.outcome is distinct from new.outcome) execute function tallied();

insert into tally select 'ticket', phase, count(*) from ticket group by phase;
insert into tally select 'letter', state, count(*) from letter group by state;
insert into tally select 'mail', outcome, count(*) from arrived_mail group by outcome;

-- Adds the lines up and leaves one of each.
create function tallies() returns table (what text, value text, n bigint)
language sql security definer set search_path = public, pg_temp as $$
  select pg_advisory_xact_lock(727007);
  with gone as (delete from tally returning tally.what, tally.value, tally.n),
    sums as (select gone.what, gone.value, sum(gone.n)::bigint as n from gone group by gone.what, gone.value)
  insert into tally select sums.what, sums.value, sums.n from sums where sums.n <> 0 returning tally.what, tally.value, tally.n
$$;
