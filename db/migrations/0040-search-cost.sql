-- The same words as before, found at a twelfth of the cost: `translate` compares each character with each of its 27 marks (0.43 ms for
-- a mail of 2 kB; an expression 0.035 ms), and every message that is kept pays for it.
create or replace function search_text(value text) returns text language sql immutable parallel safe as $$
  select regexp_replace(left(value, 50000), E'[-‐‑–—_/\\\\’''.@:,;<>&=#+%*|\u00a0\u202f]', ' ', 'g')
$$;
