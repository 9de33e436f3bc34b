import type { Reckoning } from '../domain/calendar-types';
import type { TicketFigures } from '../domain/figures';
import type { Reference } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { TicketRow } from './ticket';
import { mondayOf } from '../domain/local-date';

type Measured = Pick<TicketRow, 'reference' | 'caf' | 'contract_version' | 'convention_id' | 'channel' | 'kind' | 'service' | 'restricted'>;

/** Keeps what is measured of a ticket; returned unawaited, so that a transition sends it with its other writes. */
export function keepFigures(tx: Tx | Db, row: Measured, counted: boolean, figures: TicketFigures) {
  const line = figuresLine(row, counted, figures);
  const { reference: _key, ...rest } = line;
  return tx`insert into ticket_figures ${tx(line as never)} on conflict (reference) do update set ${tx(rest as never)}`;
}

/** What is measured of a ticket, as its row holds it. */
export function figuresLine(row: Measured, counted: boolean, figures: TicketFigures) {
  const { reference, caf, contract_version, convention_id, channel, kind, service, restricted } = row;
  const { owedOpenMs: owed, running } = figures;
  return {
    reference, caf, contract_version, convention_id, channel, kind, service, received_on: figures.receivedOn, received_week: mondayOf(figures.receivedOn), counted, restricted,
    pickup_s: seconds(figures.pickupOpenMs), in_time: figures.pickedUpInTime, answer_s: seconds(figures.answerOpenMs), resolution_s: seconds(figures.resolutionOpenMs),
    desk_owed_s: seconds(owed.desk), partner_owed_s: seconds(owed.partner), national_owed_s: seconds(owed.national),
    running: running?.holder ?? null, running_clock_s: running === null ? null : seconds(running.clockMs),
  };
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 1_000);
}

/** Tickets that were never measured, by reference. */
export async function unmeasuredTickets(db: Db, after: string, limit: number): Promise<TicketRow[]> {
  return await db<TicketRow[]>`
    select ticket.* from ticket left join ticket_figures using (reference)
    where ticket_figures.reference is null and reference > ${after} and moved_n > 0 order by reference limit ${limit}`;
}

/** The frozen reckonings of the pickup promise of several tickets. */
export async function pickupReckonings(db: Db, references: readonly Reference[]): Promise<Map<Reference, Reckoning>> {
  const rows = await db<{ reference: Reference; body: Reckoning }[]>`
    select reference, body from reckoning where key = 'pickup' and reference = any(${[...references]})`;
  return new Map(rows.map(({ reference, body }) => [reference, body]));
}
