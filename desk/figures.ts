import type { Sql } from '../db/connect';
import { getContract } from '../db/contract';
import { daysOfCafs } from '../db/desk-terms';
import { keepFigures, pickupReckonings, unmeasuredTickets } from '../db/figures';
import { factsOfMany } from '../db/queue';
import { withDays } from '../domain/desk-days';
import { figuresOf } from '../domain/figures';
import type { Phase } from '../domain/ticket-state';

/** A ticket merged into another, or handed over, is counted where it went. */
export function isCounted(phase: Phase): boolean {
  return phase !== 'merged' && phase !== 'handed-over';
}

/** Measures the tickets that were moved before figures were kept, by hundreds. @returns how many. */
export async function measureAll(sql: Sql): Promise<number> {
  let measured = 0;
  for (let after = ''; ; ) {
    const page = await unmeasuredTickets(sql, after, 500);
    const references = page.map((row) => row.reference);
    const [facts, pickups] = await Promise.all([factsOfMany(sql, references), pickupReckonings(sql, references)]);
    await sql.begin(async (tx) => {
      const days = await daysOfCafs(tx, [...new Set(page.map((row) => row.caf))]);
      for (const row of page) {
        const contract = withDays(await getContract(tx, row.caf, row.contract_version), days.get(row.caf) ?? []);
        await keepFigures(tx, row, isCounted(row.phase), figuresOf(facts.get(row.reference) ?? [], contract, pickups.get(row.reference)));
      }
    });
    measured += page.length;
    const last = page.at(-1);
    if (last === undefined) return measured;
    after = last.reference;
  }
}
