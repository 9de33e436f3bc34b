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
import { ownSecurityPath } from '../../web/paths-security';
import { partnerHomePath } from '../../web/paths-sign-in';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { sendUntrusted } from '../files';
import { posted, signedIn } from '../guard';
import { homeView, ticketsView } from '../portal/home';
import { UPLOAD_LIMITS } from '../portal/limits';
import { requireOwn } from '../portal/reach';
import { ownTicketView, shownTo } from '../portal/ticket-view';
import { writeOwn } from '../portal/write';
import type { WebTools } from '../tools';
import { withFiles } from '../upload';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const REFERENCE = ':reference' as Reference;

/** The partner's own requests: read, answered, declared urgent. */
export function ownTicketRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(partnerHomePath(), signedIn(tools, 'enter-portal', enter));
  router.get(ownTicketsPath(), signedIn(tools, 'visit-portal', async (visit) => visit.show(OwnTicketsPage(await ticketsView(visit)))));
  router.get(pattern(ownTicketPath(REFERENCE)), signedIn(tools, 'visit-portal', async (visit) => visit.show(OwnTicketPage(await ownTicketView(visit, referenceOf(visit))))));
  router.get(pattern(ownAttachmentPath(REFERENCE, ':piece')), signedIn(tools, 'visit-portal', sendAttachment));
  for (const act of ['reponse', 'urgence'] as const) router.post(pattern(ownTicketActPath(REFERENCE, act)), withFiles(tools, UPLOAD_LIMITS), posted(tools, 'write-own-ticket', (visit) => write(visit, act)));
  return router;
}

/** Whoever may only report a security incident is led there. */
async function enter(visit: Visit): Promise<void> {
  if (!visit.may('visit-portal')) return visit.res.redirect(303, ownSecurityPath());
  visit.show(PortalHomePage(await homeView(visit)));
}

export function referenceOf(visit: Visit): Reference {
  return visit.param('reference').toUpperCase() as Reference;
}

const DONE = { reponse: 'Message envoyé au guichet. Voici la suite.', urgence: 'Le guichet sait que c’est urgent. Voici la suite.' } as const;

async function write(visit: Visit, act: 'reponse' | 'urgence'): Promise<void> {
  const reference = referenceOf(visit);
  const done = await writeOwn(visit, reference, act);
  if ('errors' in done) return await again(visit, reference, act, done.errors);
  await visit.goTo(done.path, { tone: 'done', text: DONE[act] });
}

async function again(visit: Visit, reference: Reference, form: 'reponse' | 'urgence', errors: readonly FieldError[]): Promise<void> {
  visit.show(OwnTicketPage(await ownTicketView(visit, reference, { form, refused: { values: visit.fields(), errors } })), 422);
}

async function sendAttachment(visit: Visit): Promise<void> {
  sendUntrusted(visit.res, await ownAttachmentOf(visit));
}

/** A file of a message that this person may read: the bytes are those whose digest was written down when it was kept, or sent. @throws NotFound */
export async function ownAttachmentOf(visit: Visit): Promise<{ readonly name: string; readonly type: string; readonly content: Buffer }> {
  const { sql } = visit.tools;
  const ticket = requireOwn(visit, await findTicket(sql, referenceOf(visit)));
  const [, id = '', number = ''] = /^(.+)\.(\d{1,3})$/.exec(visit.param('piece')) ?? [];
  const message = shownTo(await messagesOf(sql, ticket.reference)).find((one) => one.id === id);
  const info = message?.attachments[Number(number)];
  const content = message === undefined || info === undefined ? undefined : await contentOf(visit, message, info.sha256);
  if (info === undefined || content === undefined) throw new NotFound('no such attachment');
  return { name: info.name, type: info.type, content };
}

async function contentOf({ tools: { sql } }: Visit, { direction, reference, arrived_id }: MessageRow, sha256: string): Promise<Buffer | undefined> {
  if (direction === 'out') return reference === null ? undefined : await findSentFile(sql, reference, sha256);
  const raw = arrived_id === null ? undefined : await rawOf(sql, arrived_id);
  if (raw === undefined) return undefined;
  return (await readMail(raw, { referencePatterns: [] })).attachments.find((one) => one.sha256 === sha256)?.content;
}
