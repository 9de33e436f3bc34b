import type { KnownContact } from '../../db/partner';
import { findTicket } from '../../db/ticket';
import type { Reference } from '../../domain/ids';
import { ownTicketPath } from '../../web/paths-portal';
import type { FieldError } from '../act-forms';
import { killPoint } from '../../faults';
import { NotFound } from '../errors';
import type { Told } from '../intake/at-desk';
import { once, onceKey, refusalOf } from '../once';
import { rights } from '../rights';
import { tellAll } from '../told';
import { uploadsOf } from '../upload';
import type { Visit } from '../visit';
import { readOpening, readReply } from './forms';
import { openFromPortal, replyFromPortal } from './keep';
import { contactFor, ownContacts, requireOwn } from './reach';
import { contractOfCaf, type Visitor } from './shell';

/** Kept under a ticket, whose page is `path`; or what is wrong with it. `onlyMissing`: nothing but what the contract asks for besides. */
export type Written = { readonly path: string; readonly reference: Reference } | { readonly errors: readonly FieldError[]; readonly onlyMissing: boolean };

/** The conventions for which this person may open a request, as whom. */
export function openers(visit: Visit, { contacts }: Pick<Visitor, 'contacts'>): KnownContact[] {
  return rights.conventionsWhere(visit.session.grants, 'open-own-ticket').flatMap((id) => contactFor(contacts, id) ?? []);
}

/** Opens a request for who asks, once for its key, then tells its workflow. */
export async function openOwn(visit: Visit, visitor: Visitor): Promise<Written> {
  const all = openers(visit, visitor);
  const asked = visit.fields()['convention'] ?? '';
  const contact = asked === '' && all.length === 1 ? all[0] : all.find((one) => one.convention_id === asked);
  if (contact === undefined) return { errors: [{ field: 'convention', message: 'Choisissez pour quelle convention : vous ne pouvez pas, ou plus, ouvrir de demande pour celle-là.' }], onlyMissing: false };
  const message = readOpening(visit.fields(), uploadsOf(visit.req), contractOfCaf(visitor, contact.caf), contact.partner_name, contact.name);
  if ('errors' in message) return message;
  const key = onceKey(visit);
  return await written(visit, (tx) => openFromPortal(tx, { contact, message, key, now: visit.now }));
}

/** Adds what who asks writes to a ticket of theirs, or declares it urgent, once for its key. @throws NotFound, Forbidden */
export async function writeOwn(visit: Visit, reference: Reference, act: 'reponse' | 'urgence'): Promise<Written> {
  const ticket = requireOwn(visit, await findTicket(visit.tools.sql, reference));
  const contact = contactFor(await ownContacts(visit), ticket.convention_id ?? '');
  if (contact === undefined) throw new NotFound('no such ticket');
  const message = readReply(visit.fields(), uploadsOf(visit.req), ticket.subject, act === 'urgence');
  if ('errors' in message) return message;
  const key = onceKey(visit);
  return await written(visit, (tx) => replyFromPortal(tx, reference, { contact, message, key, now: visit.now }));
}

async function written(visit: Visit, keep: (tx: Parameters<Parameters<typeof once>[1]>[0]) => Promise<Told>): Promise<Written> {
  const told: Told[] = [];
  const done = await once(visit, async (tx) => {
    const one = await keep(tx);
    told.push(one);
    return ownTicketPath(one.reference);
  }).catch(refusalOf);
  if (!('path' in done)) return { errors: done, onlyMissing: false };
  killPoint('portal:after-commit');
  await tellAll(visit.tools, told);
  return { path: done.path, reference: done.path.slice(done.path.lastIndexOf('/') + 1) as Reference };
}
