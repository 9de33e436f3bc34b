import { Head } from '../read/headers';
import { fold } from '../read/tidy';
import type { BounceReport } from '../read/types';

export interface BounceSigns {
  readonly reportType: string | null;
  /** Decoded machine parts of a report, with their media types. */
  readonly reports: ReadonlyArray<{ readonly type: string; readonly content: Buffer }>;
  readonly from: string | null;
  readonly subject: string;
  /** Whole text. */
  readonly text: string;
  readonly returnPath: string | null;
  readonly autoSubmitted: string | null;
  readonly failedRecipients: string | null;
  readonly references: readonly string[];
}

/** What a delivery report says, whether written by RFC 3464 or in words alone; null when the mail is none. */
export function readBounce(signs: BounceSigns): BounceReport | null {
  const status = signs.reports.find(({ type }) => /delivery-status$/.test(type));
  if (status) return fromStatus(status.content, signs);
  if (signs.reportType === 'delivery-status' || isWorded(signs)) return fromWords(signs);
  return null;
}

/** The first recipient given up, else the first of the report. */
function fromStatus(content: Buffer, signs: BounceSigns): BounceReport | null {
  const groups = content.subarray(0, 100_000).toString('utf8').split(/\r?\n[ \t]*\r?\n/).map((group) => Head.parse(Buffer.from(`${group}\n\n`)));
  const about = groups.filter((group) => group.raw('final-recipient') ?? group.raw('original-recipient') ?? group.raw('action'));
  const failed = about.find((group) => /^failed/i.test(group.raw('action') ?? '')) ?? about[0];
  if (!failed) return fromWords(signs);
  if (/^(?:delivered|relayed|expanded)/i.test(failed.raw('action') ?? '')) return null;
  const status = enhanced(failed.raw('status') ?? '') ?? enhanced(failed.raw('diagnostic-code') ?? '');
  const givenUp = /^failed/i.test(failed.raw('action') ?? 'failed');
  return {
    originalMessageId: originalId(signs),
    recipient: addressIn(failed.raw('original-recipient')) ?? addressIn(failed.raw('final-recipient')),
    status,
    permanent: givenUp && (status ?? '').startsWith('5'),
  };
}

const daemons = /^(?:mailer-daemon|mailerdaemon|postmaster|mail-daemon|bounces?|microsoftexchange[\w-]*|mdaemon|daemon|mail delivery)\b[^@]*@/;
const subjects =
  /\b(?:undeliver(?:able|ed)|non remis|non (?:delivre|distribue|distribuable|achemine)|echec (?:de|d'|lors de) ?(?:la |l')?(?:remise|distribution|envoi|livraison)|delivery (?:status notification|failure|has failed|notification|incomplete|delayed)|mail delivery (?:failed|system)|failure notice|returned mail|returned to sender|retour a l'expediteur|message (?:non|pas) (?:remis|distribue|delivre)|remise (?:impossible|retardee|differee)|courrier (?:non distribue|refuse)|avis de non-remise|rapport de non-remise|could not be delivered|warning: could not send)\b/;
const bodies =
  /\b(?:n'a pas (?:pu )?(?:ete|etre) (?:remis|distribue|delivre|achemine|envoye)|impossible de (?:remettre|distribuer|delivrer)|could not be delivered|wasn't able to deliver|unable to deliver|delivery (?:has )?failed|permanent(?: fatal)? error|did not reach the following|(?:utilisateur|destinataire|adresse|boite aux lettres) (?:inconnue?|introuvable|inexistante?|pleine)|(?:user|recipient|mailbox|address) (?:unknown|not found|unavailable|full|rejected)|no such user|quota exceeded)\b/;

/** Reports in words alone: from a mail system, or with an empty return path, and words for it in subject or text. */
function isWorded({ from, subject, text, returnPath, failedRecipients, autoSubmitted }: BounceSigns): boolean {
  if (failedRecipients !== null) return true;
  const title = subjects.test(fold(subject));
  const body = bodies.test(fold(text.slice(0, 5000)).replace(/\s+/g, ' '));
  const machine = daemons.test(from ?? '');
  return machine ? title || body : (returnPath === '<>' || autoSubmitted !== null) && title && body;
}

function fromWords(signs: BounceSigns): BounceReport {
  const start = signs.text.slice(0, 8000);
  const status = enhanced(start);
  const refused = /\b5[0-5]\d(?:[ .:-]|$)/m.test(start);
  const postponed = /delayed|retarde|differe|will (?:retry|continue)|warning|nouvelle tentative|sera retente/.test(fold(`${signs.subject} ${start}`));
  return {
    originalMessageId: originalId(signs),
    recipient: addressIn(signs.failedRecipients) ?? recipientIn(start, signs.from),
    status,
    permanent: !postponed && (status === null ? refused : status.startsWith('5')),
  };
}

/** The Message-ID of the letter that came back: in the returned head, in words, else what the report answers. */
function originalId({ reports, text, references }: BounceSigns): string | null {
  for (const { type, content } of reports) {
    if (!/rfc822|global/.test(type)) continue;
    const [id] = Head.parse(content).messageIds('message-id');
    if (id) return id;
  }
  return /^[>\s]*message-id\s*:\s*(<[^<>\s]{1,500}>)/im.exec(text.slice(0, 50_000))?.[1] ?? references.at(-1) ?? null;
}

function enhanced(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;
}

function addressIn(value: string | null): string | null {
  return /[^\s<>;,:"'()[\]@]{1,64}@[^\s<>;,:"'()[\]@]{1,255}/.exec(value ?? '')?.[0].toLowerCase() ?? null;
}

/** The first address of the text that is not the mail system's own. */
function recipientIn(text: string, from: string | null): string | null {
  for (const [address] of text.matchAll(/[^\s<>;,:"'()[\]@]{1,64}@[\w.-]{3,200}/g)) {
    const found = address.toLowerCase().replace(/\.$/, '');
    if (found !== from && !daemons.test(found)) return found;
  }
  return null;
}
