-- A word of most tickets, asked over many Cafs, read all of them through the index of words (750 ms at 100,000) to show the latest thousand.
-- Walking the latest tickets until a thousand hold the word takes a few thousand rows; which of the two is less work depends on the words.
-- The planner knows, when it is given them: the question is planned with its values each time.
create index ticket_search_latest on ticket_search (received_at desc, reference);
alter table ticket_search alter column words set statistics 1000;
analyze ticket_search;

create or replace function search_references(cafs text[], question tsquery, most int) returns table (reference text)
language plpgsql stable rows 1000 security definer set search_path = public, pg_temp as $$
declare
  everywhere constant boolean := cardinality(cafs) > 20;
begin
  if numnode(question) = 0 then return; end if;
  if not everywhere then
    question := question && (select string_agg(quote_literal('c/' || caf), ' | ')::tsquery from unnest(cafs) caf);
  end if;
  return query execute $find$
    select found.reference from ticket_search found
    where found.caf = any($1) and found.words @@ $2
      and ((found.caf = any((select scope_desk())::text[])
          and not exists (select from ticket where ticket.reference = found.reference and restricted and ticket.caf <> all((select scope_security())::text[])))
        or found.reference in (select shown_references()) or found.reference in (select partner_references()))
    order by found.received_at desc, found.reference limit $3 $find$ using cafs, question, most;
end $$;
