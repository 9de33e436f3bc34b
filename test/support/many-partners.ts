import type { Sql } from '../../db/connect';

/** Conventions of one Caf with one administrator each, « administrateur-1@organisme-1.example » and on: whom a stop is told to. */
export async function addManyPartners(owner: Sql, caf: string, count: number): Promise<void> {
  await owner`insert into partner (id, caf, name) select 'organisme-' || i, ${caf}, 'Organisme ' || i from generate_series(1, ${count}::int) i`;
  await owner`insert into convention (id, partner_id, caf, number, services) select 'organisme-' || i, 'organisme-' || i, ${caf}, ${caf} || '-2025-' || (10000 + i), '{CDAP}' from generate_series(1, ${count}::int) i`;
  await owner`insert into contact (id, convention_id, of_caf, name, role, email) select 'organisme-' || i, 'organisme-' || i, ${caf}, 'Personne ' || i, 'administrator', 'administrateur-' || i || '@organisme-' || i || '.example' from generate_series(1, ${count}::int) i`;
}
