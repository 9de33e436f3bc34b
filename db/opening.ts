import type { ServiceCode } from '../domain/contract-types';
import type { Instant, LocalDate } from '../domain/ids';
import type { OpeningFile, ServiceOpening } from '../domain/register/opening';
import type { Db, Tx } from './connect';

/** What decides whether the services of these conventions are open, in one question. */
export async function openingFiles(db: Db, conventionIds: readonly string[]): Promise<Map<string, OpeningFile>> {
  if (conventionIds.length === 0) return new Map();
  const rows = await db<({ id: string } & OpeningFile)[]>`
    select convention.id,
      (select jsonb_build_object('signed_on', signed_on, 'contract_signed_on', contract_signed_on, 'formalities_on', formalities_on, 'opened_on', opened_on, 'terminated_on', terminated_on)
        from convention_file where convention_id = convention.id) as dates,
      (select coalesce(jsonb_agg(jsonb_build_object('service', service, 'signed_on', signed_on)), '[]') from bulletin where convention_id = convention.id) as bulletins,
      (select coalesce(jsonb_agg(jsonb_build_object('service', service, 'formalities_on', formalities_on, 'formalities_by', formalities_by, 'opened_on', opened_on)), '[]')
        from service_opening where convention_id = convention.id) as openings
    from convention where id = any(${[...conventionIds]})`;
  return new Map(rows.map(({ id, dates, bulletins, openings }) => [id, { dates, bulletins, openings }]));
}

export interface OpeningRow extends ServiceOpening {
  readonly convention_id: string;
  readonly opened_at: Instant | null;
  readonly opened_by: string | null;
  readonly opened_name: string | null;
}

export async function openingsOf(db: Db, conventionId: string): Promise<OpeningRow[]> {
  return await db<OpeningRow[]>`select * from service_opening where convention_id = ${conventionId} order by service`;
}

/** From now on this service follows its own dates; `openedOn`: the day on which it had opened with the convention. */
export async function keepOpening(tx: Tx, conventionId: string, service: ServiceCode, openedOn: LocalDate | null): Promise<void> {
  await tx`insert into service_opening (convention_id, service, opened_on) values (${conventionId}, ${service}, ${openedOn}) on conflict do nothing`;
}

export async function setOpening(tx: Tx, conventionId: string, service: ServiceCode, values: Partial<Omit<OpeningRow, 'convention_id' | 'service'>>): Promise<void> {
  await tx`update service_opening set ${tx(values as Record<string, string | null>)} where convention_id = ${conventionId} and service = ${service}`;
}
