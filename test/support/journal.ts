import type { Sql } from '../../db/connect';
import { factsOf } from '../../db/fact';
import type { Reference } from '../../domain/ids';
import type { Fact } from '../../domain/ticket-facts';

/** The kinds of a ticket's facts in the order of recording, a rung's with its side and rank. */
export async function journal(sql: Sql, reference: Reference): Promise<string[]> {
  return (await factsOf(sql, reference)).map(short);
}

function short(fact: Fact): string {
  switch (fact.kind) {
    case 'rung-decided':
    case 'rung-contacted':
    case 'rung-failed':
    case 'rung-skipped':
    case 'rung-proposed':
      return `${fact.kind} ${fact.side} ${fact.rung}`;
    case 'ladder-exhausted':
      return `${fact.kind} ${fact.side}`;
    case 'partner-wrote':
      return fact.counts ? fact.kind : `${fact.kind} (automatic)`;
    default:
      return fact.kind;
  }
}

/** Every ticket of the database, oldest first. */
export async function references(sql: Sql): Promise<Reference[]> {
  return (await sql<{ reference: Reference }[]>`select reference from ticket order by reference`).map((row) => row.reference);
}
