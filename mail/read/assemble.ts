import type { MimeNode } from '@zone-eu/mailsplit';
import { readAttachments, shownCids } from './attachments';
import { readBody } from './body';
import { readEnvelope } from './envelope';
import { Head } from './headers';
import { readMachine } from './machine';
import { sortParts } from './parts';
import type { Problems } from './problems';
import { readRequest } from './request';
import { isSealed } from './smime';
import type { Part } from './split';
import { readTnef } from './tnef';
import type { MailAttachment, ReadMail, ReadOptions } from './types';
import { readWords, shownWords } from './words';

/** One ReadMail from the parts of a mail; `root` holds its head. */
export function assemble(bytes: Buffer, root: MimeNode | undefined, parts: readonly Part[], options: ReadOptions, problems: Problems): ReadMail {
  const head = Head.of(root);
  const sorted = sortParts(parts);
  const envelope = readEnvelope(head, bytes, problems);
  const body = readBody(sorted.texts, problems);
  const attachments = readAttachments(sorted.files, shownCids(`${body.html ?? ''}\n${body.text}`), problems);
  noteSealed(parts, problems);
  const words = readWords(body.text.trim() ? body.text : winmailBody(attachments), envelope.fromName ? [envelope.fromName] : [], problems);
  const machine = readMachine(head, sorted.reports, envelope, words, problems);
  const request = readRequest(envelope.subject, words, machine, options, problems);
  return {
    ...envelope,
    ...shownWords(words, machine.automatic !== null), quoted: words.quoted, splitUncertain: words.uncertain, html: body.html,
    ...request,
    automatic: machine.automatic, bounce: machine.bounce, attachments, headers: machine.headers, problems: problems.list(),
  };
}

/** Encrypted mail cannot be read here. */
function noteSealed(parts: readonly Part[], problems: Problems): void {
  if (parts.some((part) => part.node.contentType === 'multipart/encrypted' || isSealed(part))) problems.add('encrypted');
}

function winmailBody(attachments: readonly MailAttachment[]): string {
  const winmail = attachments.find(({ type, name }) => /ms-tnef$/.test(type) || name.toLowerCase() === 'winmail.dat');
  return winmail ? readTnef(winmail.content).body : '';
}
