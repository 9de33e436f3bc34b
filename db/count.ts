import type { Db } from './connect';

export async function countMailsByOutcome(db: Db): Promise<Map<string, number>> {
  return asMap(await db<Counted[]>`select outcome as name, count(*)::int as count from arrived_mail group by outcome`);
}

export async function countTicketsByPhase(db: Db): Promise<Map<string, number>> {
  return asMap(await db<Counted[]>`select phase as name, count(*)::int as count from ticket group by phase`);
}

export async function countLettersByState(db: Db): Promise<Map<string, number>> {
  return asMap(await db<Counted[]>`select state as name, count(*)::int as count from letter group by state`);
}

interface Counted {
  readonly name: string;
  readonly count: number;
}

function asMap(rows: readonly Counted[]): Map<string, number> {
  return new Map(rows.map(({ name, count }) => [name, count]));
}
