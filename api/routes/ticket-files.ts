import { Router } from 'express';
import { rawOf } from '../../db/mail';
import { findMessage, type MessageRow } from '../../db/message';
import { findSentFile } from '../../db/sent-file';
import type { Reference } from '../../domain/ids';
import { readMail, type ReadMail } from '../../mail/read';
import { attachmentPath, messageEmlPath, messageHtmlPath } from '../../web/paths';
import { NotFound } from '../errors';
import { sendMail, sendUntrusted, sendUntrustedHtml } from '../files';
import { type Visit } from '../visit';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';
import { ticketOf } from './acts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const REFERENCE = ':reference' as Reference;

/** What came with a ticket's mails, taken from the bytes that were kept. */
export function ticketFileRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(messageEmlPath(REFERENCE, ':message')), signedIn(tools, 'read-ticket', async (visit) => {
    const { message, raw } = await mailOf(visit, visit.param('message'));
    sendMail(visit.res, `${message.reference ?? 'courriel'}.eml`, raw);
  }));
  router.get(pattern(messageHtmlPath(REFERENCE, ':message')), signedIn(tools, 'read-ticket', async (visit) => {
    const { mail } = await readOf(visit, visit.param('message'));
    if (mail.html === null) throw new NotFound('no such part');
    sendUntrustedHtml(visit.res, mail.html, mail.attachments);
  }));
  router.get(pattern(attachmentPath(REFERENCE, ':piece')), signedIn(tools, 'read-ticket', sendAttachment));
  return router;
}

/** « <message>.<number> »: the bytes are those whose digest was written down when the mail was kept, or the letter written. */
async function sendAttachment(visit: Visit): Promise<void> {
  sendUntrusted(visit.res, await attachmentOf(visit));
}

/** The file that the address names. @throws NotFound */
export async function attachmentOf(visit: Visit): Promise<{ readonly name: string; readonly type: string; readonly content: Buffer }> {
  const [, id = '', number = ''] = /^(.+)\.(\d{1,3})$/.exec(visit.param('piece')) ?? [];
  const message = await messageOf(visit, id);
  const info = message.attachments[Number(number)];
  const content = info === undefined ? undefined : await contentOf(visit, message, info.sha256);
  if (info === undefined || content === undefined) throw new NotFound('no such attachment');
  return { name: info.name, type: info.type, content };
}

async function contentOf(visit: Visit, message: MessageRow, sha256: string): Promise<Buffer | undefined> {
  if (message.direction === 'out' && message.reference !== null) return await findSentFile(visit.tools.sql, message.reference, sha256);
  const { mail } = await readOf(visit, message.id);
  return mail.attachments.find((one) => one.sha256 === sha256)?.content;
}

async function readOf(visit: Visit, id: string): Promise<{ message: MessageRow; mail: ReadMail }> {
  const { message, raw } = await mailOf(visit, id);
  return { message, mail: await readMail(raw, { referencePatterns: [] }) };
}

export async function mailOf(visit: Visit, id: string): Promise<{ message: MessageRow; raw: Buffer }> {
  const message = await messageOf(visit, id);
  const raw = message.arrived_id === null ? undefined : await rawOf(visit.tools.sql, message.arrived_id);
  if (raw === undefined) throw new NotFound('no such mail');
  return { message, raw };
}

/** @throws NotFound when the message is not of this ticket, or the ticket not of the Cafs of who asks. */
async function messageOf(visit: Visit, id: string): Promise<MessageRow> {
  const ticket = await ticketOf(visit);
  const message = await findMessage(visit.tools.sql, id);
  if (message === undefined || message.reference !== ticket.reference) throw new NotFound('no such message');
  return message;
}
