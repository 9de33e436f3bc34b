import { brokenLink } from '../../db/fact';
import { chainedJournal, mailsOfTicket, type ChainedLine, type MailBytes } from '../../db/dispute';
import type { Reference } from '../../domain/ids';
import { writePdf } from '../../paper/pdf';
import { sha256, writeZip, type PaperFile } from '../../paper/zip';
import { requireOn } from '../guard';
import { ticketData, type TicketData } from '../view/ticket-data';
import type { Visit } from '../visit';
import { journalFiles, reckoningsFile } from './data-files';
import { disputeDocument } from './document';
import { localDateIn } from '../../domain/calendar';
import { READ_ME } from './read-me';

/** Everything that a dispute about one request may ask for. */
export interface DisputeData extends TicketData {
  readonly chain: readonly ChainedLine[];
  /** The first line that does not hold; null: the journal is whole. */
  readonly broken: number | null;
  readonly mails: readonly NamedMail[];
  readonly madeBy: string;
}

/** A mail with the name of its file, and its digest. */
export interface NamedMail extends MailBytes {
  readonly file: string;
  readonly sha256: string;
}

/** @throws NotFound when there is no such ticket, or when who asks may not see it; Forbidden when they may not take its file. */
export async function disputeData(visit: Visit, reference: Reference): Promise<DisputeData> {
  const data = await ticketData(visit, reference);
  requireOn(visit, data.row);
  const { sql } = visit.tools;
  const [chain, broken, mails] = await Promise.all([chainedJournal(sql, reference), brokenLink(sql, reference), mailsOfTicket(sql, reference)]);
  return { ...data, chain, broken, mails: mails.map((mail, i) => named(mail, i, data.ticket.contract.calendar.timeZone)), madeBy: visit.session.name };
}

/** « courriels/03-2026-11-03-envoye.eml »: in the order of time; what stayed inside the Caf lies in a folder of its own. */
function named(mail: MailBytes, i: number, timeZone: string): NamedMail {
  const way = mail.direction === 'received' ? 'recu' : 'envoye';
  const file = `${mail.inside ? 'courriels-internes' : 'courriels'}/${String(i + 1).padStart(3, '0')}-${localDateIn(timeZone, mail.at)}-${way}.eml`;
  return { ...mail, file, sha256: sha256(mail.bytes) };
}

export async function disputePdf(data: DisputeData): Promise<Buffer> {
  return await writePdf(disputeDocument(data));
}

/** The PDF, the mails byte for byte, the journal as data with what it takes to reckon its chain again, and the digest of each file. */
export async function disputeZip(data: DisputeData): Promise<Buffer> {
  const files: PaperFile[] = [
    { name: 'lisez-moi.txt', bytes: Buffer.from(READ_ME, 'utf8') },
    { name: `dossier-${data.row.reference}.pdf`, bytes: await disputePdf(data) },
    ...journalFiles(data),
    reckoningsFile(data),
    ...data.mails.map(({ file, bytes }) => ({ name: file, bytes })),
  ];
  return writeZip(files, data.now);
}
