import type { Db } from './connect';

export type Tallied = 'ticket' | 'letter' | 'mail';

/** How many tickets by phase, letters by state, mails by outcome: kept as they change, never counted again. */
export async function tallies(db: Db): Promise<Readonly<Record<Tallied, ReadonlyMap<string, number>>>> {
  const rows = await db<{ what: Tallied; value: string; n: string }[]>`select what, value, n from tallies()`;
  const of = (what: Tallied) => new Map(rows.filter((row) => row.what === what).map(({ value, n }) => [value, Number(n)]));
  return { ticket: of('ticket'), letter: of('letter'), mail: of('mail') };
}
