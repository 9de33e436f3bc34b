import { Router } from 'express';
import { rawOf } from '../../db/mail';
import { findMessage, messagesOf } from '../../db/message';
import { findTicket } from '../../db/ticket';
import type { Reference } from '../../domain/ids';
import { readMail } from '../../mail/read';
import { PortalHomePage } from '../../web/pages/portal/home';
import { OwnTicketPage } from '../../web/pages/portal/ticket';
import { OwnTicketsPage } from '../../web/pages/portal/tickets';
import { ownAttachmentPath, ownTicketActPath, ownTicketPath, ownTicketsPath } from '../../web/paths-portal';
import { partnerHomePath } from '../../web/paths-sign-in';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { sendUntrusted } from '../files';
import { posted, signedIn } from '../guard';
import type { Told } from '../intake/at-desk';
import { once, onceKey, refusalOf } from '../once';
import { readReply } from '../portal/forms';
import { homeView, ticketsView } from '../portal/home';
import { replyFromPortal } from '../portal/keep';
import { UPLOAD_LIMITS } from '../portal/limits';
import { contactFor, ownContacts, requireOwn } from '../portal/reach';
import { ownTicketView, shownTo } from '../portal/ticket-view';
import { tellAll } from '../told';
import type { WebTools } from '../tools';
import { uploadsOf, withFiles } from '../upload';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const REFERENCE = ':reference' as Reference;

/** The partner's own requests: read, answered, declared urgent. */
export function ownTicketRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(partnerHomePath(), signedIn(tools, 'visit-portal', async (visit) => visit.show(PortalHomePage(await homeView(visit)))));
  router.get(ownTicketsPath(), signedIn(tools, 'visit-portal', async (visit) => visit.show(OwnTicketsPage(await ticketsView(visit)))));
  router.get(pattern(ownTicketPath(REFERENCE)), signedIn(tools, 'visit-portal', async (visit) => visit.show(OwnTicketPage(await ownTicketView(visit, referenceOf(visit))))));
  router.get(pattern(ownAttachmentPath(REFERENCE, ':piece')), signedIn(tools, 'visit-portal', sendAttachment));
  for (const act of ['reponse', 'urgence'] as const) router.post(pattern(ownTicketActPath(REFERENCE, act)), withFiles(tools, UPLOAD_LIMITS), posted(tools, 'write-own-ticket', (visit) => write(visit, act)));
  return router;
}

function referenceOf(visit: Visit): Reference {
  return visit.param('reference').toUpperCase() as Reference;
}

const DONE = { reponse: 'Message envoyé au guichet. Voici la suite.', urgence: 'Le guichet sait que c’est urgent. Voici la suite.' } as const;

async function write(visit: Visit, act: 'reponse' | 'urgence'): Promise<void> {
  const reference = referenceOf(visit);
  const ticket = requireOwn(visit, await findTicket(visit.tools.sql, reference));
  const contact = contactFor(await ownContacts(visit), ticket.convention_id ?? '');
  if (contact === undefined) throw new NotFound('no such ticket');
  const message = readReply(visit.fields(), uploadsOf(visit.req), ticket.subject, act === 'urgence');
  if ('errors' in message) return await again(visit, reference, act, message.errors);
  const told: Told[] = [];
  const key = onceKey(visit);
  const done = await once(visit, async (tx) => {
    const one = await replyFromPortal(tx, reference, { contact, message, key, now: visit.now });
    told.push(one);
    return ownTicketPath(one.reference);
  }).catch(refusalOf);
  if (!('path' in done)) return await again(visit, reference, act, done);
  await tellAll(visit.tools, told);
  await visit.goTo(done.path, { tone: 'done', text: DONE[act] });
}

async function again(visit: Visit, reference: Reference, form: 'reponse' | 'urgence', errors: readonly FieldError[]): Promise<void> {
  visit.show(OwnTicketPage(await ownTicketView(visit, reference, { form, refused: { values: visit.fields(), errors } })), 422);
}

/** A file of a message that this person may read: the bytes are those whose digest was written down when it was kept. */
async function sendAttachment(visit: Visit): Promise<void> {
  const ticket = requireOwn(visit, await findTicket(visit.tools.sql, referenceOf(visit)));
  const [, id = '', number = ''] = /^(.+)\.(\d{1,3})$/.exec(visit.param('piece')) ?? [];
  const message = await findMessage(visit.tools.sql, id);
  const shown = shownTo(await messagesOf(visit.tools.sql, ticket.reference)).some((one) => one.id === id && one.direction === 'in');
  const info = message?.attachments[Number(number)];
  const raw = shown && message?.arrived_id ? await rawOf(visit.tools.sql, message.arrived_id) : undefined;
  if (raw === undefined || info === undefined) throw new NotFound('no such attachment');
  const file = (await readMail(raw, { referencePatterns: [] })).attachments.find((one) => one.sha256 === info.sha256);
  if (file === undefined) throw new NotFound('no such attachment');
  sendUntrusted(visit.res, { name: info.name, type: info.type, content: file.content });
}
