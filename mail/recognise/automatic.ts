import type { Automatic, RecogniseHeaders } from '../read/types';
import { fold } from '../read/tidy';
import { looksLikeVacation } from './vacation';

export interface AutomaticSigns {
  readonly headers: RecogniseHeaders;
  /** Other fields that only machines write: « x-autoreply », « x-autorespond », « x-auto-reply-from »… */
  readonly autoReplyFields: boolean;
  readonly subject: string;
  /** New text, signature left out. */
  readonly text: string;
  readonly from: string | null;
  readonly isBounce: boolean;
}

/** Whether a mail is a machine's: a bounce is never also a reply; a reply sent by a list's member is a reply. */
export function recogniseAutomatic(signs: AutomaticSigns): Automatic | null {
  if (signs.isBounce) return 'bounce';
  if (isAutomaticReply(signs)) return 'reply';
  return isList(signs.headers) ? 'list' : null;
}

function isAutomaticReply({ headers, autoReplyFields, subject, text, from }: AutomaticSigns): boolean {
  const submitted = headers.autoSubmitted?.toLowerCase().replace(/[;\s].*$/, '') ?? 'no';
  if (submitted !== 'no' || autoReplyFields) return true;
  if (/^(?:auto[_-]?reply|auto[_-]?generated)$/i.test(headers.precedence ?? '')) return true;
  if (headers.reportType !== null || isReceipt(subject, text)) return true;
  if (headers.returnPath === '<>') return true;
  return isMachineSender(from) || looksLikeVacation(subject, text);
}

/** « Lu : … » and its like, with the few words that mail programs put under it. */
function isReceipt(subject: string, text: string): boolean {
  const words = fold(subject).trim();
  if (/^(?:accuse de (?:lecture|reception)|read receipt|return receipt|confirmation de lecture|disposition notification|accuse de remise)\b/.test(words)) return true;
  if (!/^(?:lu|non lu|read|not read|supprime sans etre lu|affiche|remis|delivered|relaye)\s*:/.test(words)) return false;
  const body = fold(text);
  return body.trim() === '' || /votre message|your message|a ete lu|was read|a ete supprime|a ete remis|a bien ete remis|destinataire|accuse de lecture|au sujet de/.test(body);
}

function isMachineSender(from: string | null): boolean {
  return /^(?:mailer-daemon|auto-?reply|auto-?repl(?:y|ies)|vacation)@/.test(from ?? '');
}

function isList(headers: RecogniseHeaders): boolean {
  return headers.listId !== null || /^(?:list|bulk|junk)$/i.test(headers.precedence ?? '');
}
