import { keepChangeFile, openChanges } from '../../db/change';
import type { Tx } from '../../db/connect';
import { findTicket } from '../../db/ticket';
import { receiveChange } from '../../desk/change';
import type { ReadForm } from '../../domain/journeys/change-facts';
import { readForm } from '../../mail/forms/read-form';
import type { MailAttachment, ReadMail } from '../../mail/read';
import type { Told } from './at-desk';
import type { MailAtDesk } from './mail-rows';
import { namedJourney, quotesNumber } from './named-journey';
import type { IntakeTools } from './tools';

/** A form of annex 3 that a mail holds, in its text or joined to it; `files` may be a scan that nobody reads but an agent. */
export interface MailedForm {
  readonly read: ReadForm | null;
  readonly files: readonly MailAttachment[];
}

const PAPER = /^(?:application\/pdf|image\/|application\/vnd\.openxmlformats-officedocument\.wordprocessingml)|octet-stream$/;

/** What a mail says of a change of administrator; null when it holds no form. Read before any row is locked: it may take seconds. */
export async function mailedForm(read: ReadMail): Promise<MailedForm | null> {
  const mayAnswer = read.kind === 'administrator-change' || read.inReplyTo !== null || quotesNumber('administrator-change', read.subject);
  if (!mayAnswer && read.reference === null) return null;
  const files = read.attachments.filter(({ inline, type }) => !inline && PAPER.test(type));
  const form = await readForm(read.text, files);
  return form === null && (files.length === 0 || !mayAnswer) ? null : { read: form, files };
}

/** Opens, or feeds, the change of administrator beside the ticket that the mail opened or fed: one request, in the mail's own transaction; the worker's chores tell its workflow. */
export async function changeFromMail(tx: Tx, tools: IntakeTools, { arrived, read, identity, caf }: MailAtDesk, { read: form, files }: MailedForm, told: readonly Told[]): Promise<void> {
  const answered = await namedJourney(tx, 'administrator-change', caf, read);
  for (const { reference } of told) {
    const ticket = await findTicket(tx, reference);
    if (ticket === undefined || ticket.convention_id === null || ticket.restricted || ticket.caf !== caf) continue;
    const fed = (await openChanges(tx, ticket.convention_id)).some((one) => one.reference === reference);
    const answers = answered?.convention_id === ticket.convention_id ? answered.id : undefined;
    // A file alone, among the others of a conversation, is no form.
    const about = read.kind === 'administrator-change' || answers !== undefined;
    if (!about && (!fed || form === null)) continue;
    const requester = read.from === null || ticket.contact_id === null ? null : { name: read.fromName ?? '', address: read.from };
    const given = { caf, conventionId: ticket.convention_id, channel: 'email' as const, requester, kept: null, read: form, files: files.length, ...(answers === undefined ? {} : { answers }), reference, actor: `partner:${read.from ?? ''}`, by: null, key: `mail/${reference}/${identity.digest}` };
    const { id } = await receiveChange(tx, tools, given, arrived.receivedAt);
    for (const { name, type, size, sha256, content } of files) await keepChangeFile(tx, id, { id: `${id}-${sha256.slice(0, 12)}`, name, type, size, sha256 }, content, arrived.receivedAt, given.actor);
  }
}
