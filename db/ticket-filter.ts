import type postgres from 'postgres';
import type { CafCode } from '../domain/ids';
import { isOfWords, type Condition, type Standing } from '../domain/ticket-question';
import type { Db } from './connect';

/** A part of a query, to be written into another. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** Written as the partial indexes are, or they are not used. */
export function openPhases(sql: Db): Fragment {
  return sql`phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')`;
}

/** More tickets than this are never joined with what else was asked: the latest count. */
const MOST_OF_WORDS = 5_000;

/** What `conditions` ask of the rows of `ticket`, for these Cafs alone. */
export function filterOf(sql: Db, cafs: readonly CafCode[], conditions: readonly Condition[]): Fragment {
  const question = questionOf(sql, conditions);
  const columns = conditions.filter((one) => !isOfWords(one)).map((one) => (one.not ? sql`(${columnOf(sql, one)}) is not true` : columnOf(sql, one)));
  const words = question === null ? [] : [sql`ticket.reference in (select reference from search_references(${[...cafs]}, ${question}, ${MOST_OF_WORDS}))`];
  return [sql`ticket.caf = any(${[...cafs]})`, ...columns, ...words].reduce((all, one) => sql`${all} and ${one}`);
}

/** The tsquery of the conditions on words; null when there is none. */
export function questionOf(sql: Db, conditions: readonly Condition[]): Fragment | null {
  const asked = conditions.filter(isOfWords).map((one) => (one.not ? sql`!!${wordsOf(sql, one)}` : wordsOf(sql, one)));
  return asked.length === 0 ? null : asked.reduce((all, one) => sql`${all} && ${one}`);
}

function wordsOf(sql: Db, condition: Condition): Fragment {
  switch (condition.is) {
    case 'words':
      return sql`phraseto_tsquery('guichet_fr', search_text(${condition.text}))`;
    case 'beginning':
      return sql`search_question('', ${condition.text}, true)`;
    case 'from':
      return sql`search_question('d/', ${condition.text}, false)`;
    case 'partner':
      return sql`search_question('p/', ${condition.text}, false)`;
    case 'reference':
      return sql`(quote_literal(${condition.text}::text) || ':*')::tsquery`;
    case 'phone':
      return sql`quote_literal('t/' || ${condition.e164}::text)::tsquery`;
    default:
      throw new Error(`« ${condition.is} » is not asked of words`);
  }
}

function columnOf(sql: Db, condition: Condition): Fragment {
  switch (condition.is) {
    case 'caf':
      return sql`ticket.caf = ${condition.caf}`;
    case 'service':
      return sql`service = ${condition.service}`;
    case 'kind':
      return sql`kind = ${condition.kind}`;
    case 'owes':
      return sql`owes = ${condition.side}`;
    case 'sector':
      return sql`sector like ${`${condition.text.replace(/[\\%_]/g, '\\$&')}%`}`;
    case 'urgent':
      return sql`urgent`;
    case 'due':
      return dueOf(sql, condition);
    case 'standing':
      return standingOf(sql, condition.standing);
    default:
      throw new Error(`« ${condition.is} » is asked of words`);
  }
}

/** What is late stands at its broken limit; what is over falls due no more. */
function dueOf(sql: Db, { from, to }: Extract<Condition, { is: 'due' }>): Fragment {
  const after = from === null ? sql`true` : sql`coalesce(late_since, next_at) >= ${from}`;
  const before = to === null ? sql`coalesce(late_since, next_at) is not null` : sql`coalesce(late_since, next_at) < ${to}`;
  return sql`(${openPhases(sql)} and ${after} and ${before})`;
}

function standingOf(sql: Db, standing: Standing): Fragment {
  switch (standing) {
    case 'open':
      return openPhases(sql);
    case 'to-take':
      return sql`phase = 'received'`;
    case 'resolved':
      return sql`phase = 'resolved'`;
    case 'closed':
      return sql`phase in ('closed', 'merged', 'handed-over')`;
  }
}
