import { Router } from 'express';
import { rawOf } from '../../db/mail';
import { messagesOf, type MessageRow } from '../../db/message';
import { findSentFile } from '../../db/sent-file';
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

/** A file of a message that this person may read: the bytes are those whose digest was written down when it was kept, or sent. */
async function sendAttachment(visit: Visit): Promise<void> {
  const { sql } = visit.tools;
  const ticket = requireOwn(visit, await findTicket(sql, referenceOf(visit)));
  const [, id = '', number = ''] = /^(.+)\.(\d{1,3})$/.exec(visit.param('piece')) ?? [];
  const message = shownTo(await messagesOf(sql, ticket.reference)).find((one) => one.id === id);
  const info = message?.attachments[Number(number)];
  const content = message === undefined || info === undefined ? undefined : await contentOf(visit, message, info.sha256);
  if (info === undefined || content === undefined) throw new NotFound('no such attachment');
  sendUntrusted(visit.res, { name: info.name, type: info.type, content });
}

async function contentOf({ tools: { sql } }: Visit, { direction, reference, arrived_id }: MessageRow, sha256: string): Promise<Buffer | undefined> {
  if (direction === 'out') return reference === null ? undefined : await findSentFile(sql, reference, sha256);
  const raw = arrived_id === null ? undefined : await rawOf(sql, arrived_id);
  if (raw === undefined) return undefined;
  return (await readMail(raw, { referencePatterns: [] })).attachments.find((one) => one.sha256 === sha256)?.content;
}
