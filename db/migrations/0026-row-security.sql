-- Row security for what other migrations added; see 0005-row-security.sql.

select protect_by_caf(tbl) from unnest(array['reply_template', 'desk_signature', 'queue_opened', 'amendment', 'desk_day', 'terms_change', 'cover', 'absence', 'desk_setting']::regclass[]) tbl;
-- What only managers look at; a change of no Caf is the installation's own. Whoever changes something adds to the journal.
select protect('import_file', 'caf = any((select scope_managed())::text[])');
select protect('setting_change', 'caf = any((select scope_managed())::text[]) or (caf is null and (select scope_instance()))', 'caf is null or caf = any((select shown_cafs())::text[])');
select protect('saved_view', 'account_id = (select scope_who()) or shared_with = any((select shown_cafs())::text[])', 'account_id = (select scope_who())');
-- An incident of no Caf is the national level's, for all; what was written to partners of it stays on the Cafs' side.
select protect('incident', 'caf = any((select shown_cafs())::text[]) or (caf is null and (select scope_who()) <> '''')');
select protect('incident_message', 'cardinality((select scope_contracts())::text[]) > 0 and exists (select from incident where incident.id = incident_id)');
select protect_by_ticket('incident_post');
-- What somebody has begun to write is theirs alone.
select protect('draft', 'account_id = (select scope_who())', 'account_id = (select scope_who()) and may_write(reference)');
-- Figures hold no content: the national level has them all, security incidents apart.
select protect('ticket_figures', seen_with_ticket('caf', 'false') || ' or ((select scope_national()) and reference not in (select hidden_references()))', 'may_write(reference)');

create function ticket_marks(wanted text[]) returns table (reference text, mark text) language sql stable security definer set search_path = public, pg_temp as $$
  select ticket.reference, concat_ws('/', last_n, moved_n,
    (select string_agg(key || state, ',' order by key) from act where act.reference = ticket.reference and state in ('held', 'asked')))
  from ticket where ticket.reference = any(wanted)
$$;

-- That others have begun to write, without their words.
create function drafts_begun(wanted text[]) returns table (reference text, account_id text, act text, updated_at timestamptz, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select draft.reference, draft.account_id, draft.act, draft.updated_at, account.name from draft join account on account.id = draft.account_id
  where draft.reference = any(wanted) and fields <> '{}'
$$;

-- All tickets of a partner or of a contact are read again, also those that whoever changed its name does not see.
alter function search_again(text[]) security definer set search_path = public, pg_temp;

-- As in 0007, for what the scope shows alone: the number of what is found would tell of the rest. Nothing was told: nothing is hidden (the worker, the commands).
create or replace function search_references(cafs text[], question tsquery, most int) returns table (reference text)
language sql stable rows 1000 security definer set search_path = public, pg_temp as $$
  select found.reference from ticket_search found
  where numnode(question) > 0 and found.caf = any(cafs)
    and found.words @@ (question && case when cardinality(cafs) between 1 and 20
      then (select string_agg(quote_literal('c/' || caf), ' | ')::tsquery from unnest(cafs) caf) else '''c/'''::tsquery end)
    and ((select coalesce(scope_who(), '')) = ''
      or (found.caf = any((select scope_desk())::text[]) and found.reference not in (select hidden_references()))
      or found.reference in (select shown_references()) or found.reference in (select partner_references()))
  order by found.received_at desc, found.reference limit most
$$;
