import type { OwnReach } from '../../db/portal';
import { findConvention, type ConventionRow, type KnownContact } from '../../db/partner';
import { visitorContacts } from '../../db/visitor';
import { mayOpen } from '../../domain/door';
import type { Place } from '../../domain/grants';
import { Forbidden, NotFound } from '../errors';
import { refuseErased } from '../guard';
import { rights } from '../rights';
import type { Visit } from '../visit';

/** What this person reaches of their own organisation's tickets: the same that row security is told. */
export function ownReach({ session }: Visit): OwnReach {
  const { conventions, securityConventions } = rights.reachOf(session.grants);
  return { conventions, security: securityConventions };
}

/** A ticket of one's own, to which this may be done. @throws NotFound as when there is none; Forbidden when one's role may read it only. */
export function requireOwn<T extends Place>(visit: Visit, place: T | undefined): T {
  if (place === undefined || !visit.mayOn('visit-portal', place)) throw new NotFound('no such ticket');
  refuseErased(place);
  if (!visit.mayOn(visit.action, place)) throw new Forbidden('Votre rôle ne le permet pas.');
  return place;
}

/** A convention for which this person may do what the route is for. @throws NotFound as when there is none; Forbidden */
export async function ownConvention(visit: Visit, id: string): Promise<ConventionRow> {
  const { grants } = visit.session;
  const convention = rights.conventionsWhere(grants, 'visit-portal').includes(id) ? await findConvention(visit.tools.sql, id) : undefined;
  if (convention === undefined) throw new NotFound('no such convention');
  if (!rights.conventionsWhere(grants, visit.action).includes(id)) throw new Forbidden('Votre rôle ne le permet pas.');
  return convention;
}

/** Who visits, as each of their conventions names them. */
export async function ownContacts({ tools, session }: Visit): Promise<KnownContact[]> {
  return await visitorContacts(tools.sql, session.visitor ?? '');
}

/** As whom this person writes for a convention: in the role that may open a request, when they hold several. */
export function contactFor(contacts: readonly KnownContact[], conventionId: string): KnownContact | undefined {
  const here = contacts.filter((contact) => contact.convention_id === conventionId);
  return here.find((contact) => mayOpen(contact.role)) ?? here[0];
}
