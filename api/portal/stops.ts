import { findStop, stopsToShow, type StopRow } from '../../db/planned-stop';
import type { Contract } from '../../domain/contract-types';
import { frenchDateTime } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import { servicesInWords } from '../../mail/letters/planned-stop';
import type { OwnStopProps } from '../../web/pages/portal/stop';
import { ownStopPath } from '../../web/stop-paths';
import type { OwnStopView } from '../../web/view/stop';
import { NotFound } from '../errors';
import type { Visit } from '../visit';
import { visitorOf, type Visitor } from './shell';

type Concerned = Pick<Visitor, 'contacts' | 'contracts'>;

/** The stops announced and not over that concern a visitor, for the head of their pages. */
export async function ownStops(visit: Visit, visitor: Concerned): Promise<OwnStopView[]> {
  const rows = await stopsToShow(visit.tools.sql, [...visitor.contracts.keys()], visit.now);
  return rows.flatMap((row) => viewFor(row, visitor, visit.now) ?? []);
}

/** In the time of the first of the visitor's Cafs that it concerns; null when it concerns none of their services. */
function viewFor(row: StopRow, { contacts, contracts }: Concerned, now: Instant): OwnStopView | null {
  const contact = contacts.find(({ caf, services }) => (row.cafs === null || row.cafs.includes(caf)) && (row.services === null || row.services.some((service) => services.includes(service))));
  const contract = contact === undefined ? undefined : contracts.get(contact.caf);
  return contract === undefined ? null : viewIn(row, contract, now);
}

function viewIn({ id, title, services, from_at, until_at }: StopRow, { calendar }: Contract, now: Instant): OwnStopView {
  const at = (instant: Instant) => frenchDateTime(instant, calendar.timeZone, { now });
  return { title, running: from_at <= now, from: at(from_at), until: at(until_at), services: servicesInWords(services), href: ownStopPath(id) };
}

/** The announcement, as long as it is kept. @throws NotFound when it does not concern the visitor, or has not been announced */
export async function ownStopView(visit: Visit, id: string): Promise<OwnStopProps> {
  const [visitor, row] = await Promise.all([visitorOf(visit, 'autre'), findStop(visit.tools.sql, id)]);
  const stop = row === undefined || row.announced_at === null ? null : viewFor(row, visitor, visit.now);
  if (row === undefined || stop === null) throw new NotFound('no such stop');
  const over = row.cancelled_at !== null ? 'cancelled' : row.ended_at !== null ? 'over' : null;
  return { shell: visitor.shell, stop, meanwhile: row.meanwhile, over, address: visit.session.visitor ?? '' };
}
