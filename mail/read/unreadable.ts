import { Problems } from './problems';
import { tidyText, trimLines } from './tidy';
import type { ReadMail } from './types';

/** A mail that reading failed on, put before a person: its first bytes as text, and the doubt. */
export function unreadable(raw: Buffer, error: unknown, problems: Problems): ReadMail {
  problems.add('unreadable', error instanceof Error ? error.name : undefined);
  return { ...nothing, text: trimLines(tidyText(raw.subarray(0, 20_000).toString('utf8'))), splitUncertain: true, problems: problems.list() };
}

const nothing: ReadMail = {
  messageId: null, from: null, fromName: null, replyTo: null, to: [], cc: [], subject: '', dateHeader: null, date: null,
  text: '', quoted: '', signature: '', splitUncertain: false, html: null, inReplyTo: null, references: [], reference: null,
  service: null, organisation: null, kind: null, urgent: false, phones: [], automatic: null, bounce: null, attachments: [],
  headers: { autoSubmitted: null, precedence: null, listId: null, returnPath: null, xLoop: null, autoResponseSuppress: null, reportType: null },
  problems: [],
};
