-- Of the security incidents, those of the Cafs that are asked about: all of an installation's were gathered for each question.
create or replace function search_references(cafs text[], question tsquery, most int) returns table (reference text)
language plpgsql stable rows 1000 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if numnode(question) = 0 then return; end if;
  if cardinality(cafs) <= 20 then
    question := question && (select string_agg(quote_literal('c/' || caf), ' | ')::tsquery from unnest(cafs) caf);
    return query
      select found.reference from ticket_search found
      where found.caf = any(cafs) and found.words @@ question
        and ((found.caf = any((select scope_desk())::text[])
            and not exists (select from ticket where ticket.reference = found.reference and restricted and ticket.caf = any(cafs) and ticket.caf <> all((select scope_security())::text[])))
          or found.reference in (select shown_references()) or found.reference in (select partner_references()))
      order by found.received_at desc, found.reference limit most;
  else
    return query execute $find$
      select found.reference from ticket_search found
      where found.caf = any($1) and found.words @@ $2
        and ((found.caf = any((select scope_desk())::text[])
            and not exists (select from ticket where ticket.reference = found.reference and restricted and ticket.caf = any($1) and ticket.caf <> all((select scope_security())::text[])))
          or found.reference in (select shown_references()) or found.reference in (select partner_references()))
      order by found.received_at desc, found.reference limit $3 $find$ using cafs, question, most;
  end if;
end $$;
