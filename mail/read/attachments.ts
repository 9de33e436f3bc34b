import { createHash } from 'node:crypto';
import libmime from 'libmime';
import { decodeWords, Head } from './headers';
import type { Problems } from './problems';
import type { Part } from './split';
import { readTnef } from './tnef';
import { decodeTransfer } from './transfer';
import type { MailAttachment } from './types';

/** Files of a mail, with what a winmail.dat holds beside it. `shown`: the Content-IDs that its text shows, lower case. */
export function readAttachments(files: readonly Part[], shown: ReadonlySet<string>, problems: Problems): MailAttachment[] {
  return files.flatMap((part, index) => {
    const content = decodeTransfer(part.body, part.node.encoding, problems);
    const file = attachment(part, content, index, shown);
    return isWinmail(file) ? [file, ...unpackedWinmail(file, problems)] : [file];
  });
}

/** Content-IDs that a text or its HTML shows, lower case. */
export function shownCids(text: string): Set<string> {
  return new Set([...text.matchAll(/cid:([^"'\s<>()\]]{1,300})/gi)].map(([, cid]) => unescaped(cid ?? '').toLowerCase()));
}

function unescaped(cid: string): string {
  return cid.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function attachment(part: Part, content: Buffer, index: number, shown: ReadonlySet<string>): MailAttachment {
  const type = mediaType(part);
  const head = Head.of(part.node);
  const cid = (head.raw('content-id') ?? '').replace(/^<|>$/g, '').trim() || null;
  const name = safeName(part.node.filename || head.text('content-description')) || (type === 'message/rfc822' ? forwardedName(content) : '') || defaultName(type, index);
  const inline = (cid !== null && shown.has(cid.toLowerCase())) || (part.node.disposition === 'inline' && type.startsWith('image/'));
  return file(name, type, content, inline, cid);
}

function file(name: string, type: string, content: Buffer, inline: boolean, cid: string | null): MailAttachment {
  return { name, type, size: content.length, sha256: createHash('sha256').update(content).digest('hex'), inline, cid, content };
}

function mediaType(part: Part): string {
  const type = part.node.contentType || '';
  return /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : 'application/octet-stream';
}

/** A forwarded message is named after its subject. */
function forwardedName(content: Buffer): string {
  const subject = safeName(Head.parse(content).text('subject'));
  return subject ? `${subject.slice(0, 100)}.eml` : '';
}

function defaultName(type: string, index: number): string {
  const extension = type === 'message/rfc822' ? 'eml' : libmime.detectExtension(type);
  return `piece-jointe-${index + 1}.${extension}`;
}

/** A file name alone: no folder, no control or direction character, none of what file systems forbid. */
export function safeName(name: string | false): string {
  const decoded = decodeWords((name || '').slice(0, 2000));
  const last = decoded.split(/[\\/]/).pop() ?? '';
   
  const clean = last.replace(/[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ').replace(/ {2,}/g, ' ').trim();
  return /^\.*$/.test(clean) ? '' : shortened(clean);
}

function shortened(name: string): string {
  if (name.length <= 150) return name;
  const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, 150 - extension.length) + extension;
}

function isWinmail(file: MailAttachment): boolean {
  return file.type === 'application/ms-tnef' || file.type === 'application/vnd.ms-tnef' || file.name.toLowerCase() === 'winmail.dat';
}

function unpackedWinmail(winmail: MailAttachment, problems: Problems): MailAttachment[] {
  problems.add('winmail');
  const { files } = readTnef(winmail.content);
  return files.map(({ name, content }, index) => {
    const type = libmime.detectMimeType((/\.(\w+)$/.exec(name)?.[1] ?? '').toLowerCase());
    return file(safeName(name) || defaultName(type, index), type, content, false, null);
  });
}
