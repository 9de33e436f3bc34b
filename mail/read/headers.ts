import { isUtf8 } from 'node:buffer';
import type { MimeNode } from '@zone-eu/mailsplit';
import iconv from 'iconv-lite';
import libmime from 'libmime';
import addressparser from 'nodemailer/lib/addressparser';

export interface Mailbox {
  readonly name: string | null;
  /** Lower case. */
  readonly address: string;
}

/** The fields of one head, decoded on demand; a name given in lower case. */
export class Head {
  private constructor(private readonly lines: ReadonlyMap<string, readonly string[]>) {}

  static of(node: MimeNode | undefined): Head {
    return Head.from(node?.headers ? node.headers.getList() : []);
  }

  /** Reads the head of a message kept as bytes (a forwarded or returned one). */
  static parse(bytes: Buffer): Head {
    const head = bytes.subarray(0, 64 * 1024).toString('latin1').replace(/^\s+/, '').split(/\r?\n\r?\n/, 1)[0] ?? '';
    const lines = head.split(/\r?\n(?![ \t])/);
    return Head.from(lines.map((line) => ({ key: line.slice(0, Math.max(0, line.indexOf(':'))).trim().toLowerCase(), line })));
  }

  private static from(lines: ReadonlyArray<{ readonly key: string; readonly line: string }>): Head {
    const fields = new Map<string, string[]>();
    for (const { key, line } of lines) {
      const values = fields.get(key) ?? [];
      if (key && values.length < 1000) fields.set(key, values);
      if (values.length < 1000) values.push(unfold(line));
    }
    return new Head(fields);
  }

  get size(): number {
    return this.lines.size;
  }

  all(key: string): readonly string[] {
    return this.lines.get(key) ?? [];
  }

  /** The field's first value as written, without encoded words undone; null when absent or blank. */
  raw(key: string): string | null {
    return this.all(key)[0]?.trim() || null;
  }

  /** The first value as text for people. */
  text(key: string): string {
    return clean(decodeWords(this.raw(key) ?? '')).trim();
  }

  /** Every mailbox of every such field, groups opened, what has no address left out. */
  mailboxes(key: string): Mailbox[] {
    return this.all(key).flatMap((value) => {
      const found = addressparser(value, { flatten: true }).flatMap(mailbox);
      // Some programs encode the whole field, address included.
      return found.length > 0 || !value.includes('=?') ? found : addressparser(clean(decodeWords(value)), { flatten: true }).flatMap(mailbox);
    });
  }

  /** Message-IDs with their angle brackets, each once. */
  messageIds(key: string): string[] {
    const found = this.all(key).flatMap((value) => [...value.matchAll(/<[^<>\s]{1,500}>/g)].map(([id]) => id));
    return [...new Set(found)].slice(0, 200);
  }
}

/** The value of a field in one line; raw eight-bit bytes read as UTF-8 or else as Windows' West European. */
function unfold(line: string): string {
  const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n/g, '').replace(/\0/g, '');
   
  if (!/[^\x00-\x7f]/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'windows-1252');
}

/** Undoes RFC 2047, leaving what cannot be undone as written. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  try {
    return libmime.decodeWords(value);
  } catch (error) {
    if (error instanceof Error) return value;
    throw error;
  }
}

function mailbox({ name, address }: { name: string; address: string }): Mailbox[] {
  const clear = clean(decodeWords(address)).trim().toLowerCase().replace(/^<+|>+$/g, '');
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(clear)) return [];
  return [{ name: clean(decodeWords(name)).replace(/^["']+|["']+$/g, '').trim() || null, address: clear }];
}

/** Without control characters, and with plain spaces for runs of blanks. */
function clean(text: string): string {
   
  return text.replace(/[\x00-\x1f\x7f]+/g, ' ').replace(/[ \t]{2,}/g, ' ');
}
