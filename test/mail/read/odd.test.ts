import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mailLine } from '../../../cli/read-mail';
import { ourReference, readMail, type ReadMail } from '../../../mail/read';

const folder = join(__dirname, '..', 'collection');
const mails = readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => readFileSync(join(folder, name)));
const options = { referencePatterns: [ourReference] };
const maxText = 400_000;

/** Every promise of the type that holds whatever the bytes. */
function expectValid(mail: ReadMail, size: number): void {
  expect(JSON.parse(JSON.stringify(mailLine(mail)))).toMatchObject({ subject: mail.subject, attachments: expect.any(Array), problems: expect.any(Array) });
  for (const text of [mail.text, mail.quoted, mail.signature, mail.subject]) expect(text.length).toBeLessThanOrEqual(maxText);
   
  expect(mail.text).not.toMatch(/[\x00\r\ue000\ue001]/);
  for (const phone of mail.phones) expect(phone).toMatch(/^\+[1-9]\d{6,14}$/);
  for (const id of [...mail.references, mail.messageId, mail.inReplyTo]) if (id !== null) expect(id).toMatch(/^<[^\s<>]+>$/);
  for (const address of [...mail.to, ...mail.cc, mail.from]) if (address !== null) expect(address).toMatch(/^[^\s@<>]+@[^\s@<>]+$/);
  for (const { name, size: bytes, content, sha256 } of mail.attachments) {
    expect(name).not.toMatch(/^$|[/\\]/);
    expect(bytes).toBe(content.length);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(mail.attachments.reduce((sum, { size: bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(2 * size);
  if (mail.splitUncertain) expect(mail.problems.length).toBeGreaterThan(0);
  if (mail.automatic === 'bounce') expect(mail.bounce).not.toBeNull();
}

async function readAndCheck(bytes: Uint8Array): Promise<void> {
  const raw = Buffer.from(bytes);
  const before = Buffer.from(raw);
  const mail = await readMail(raw, options);
  expectValid(mail, raw.length);
  expect(mail.problems.map(({ code }) => code)).not.toContain('unreadable');
  expect(raw.equals(before)).toBe(true);
}

const someMail = fc.constantFrom(...mails);
const place = fc.double({ min: 0, max: 1, noNaN: true });

describe('any bytes at all', () => {
  test('random bytes', () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), readAndCheck), { numRuns: 80, seed: 3 }));

  test('a mail cut anywhere', () =>
    fc.assert(fc.asyncProperty(someMail, place, (mail, at) => readAndCheck(mail.subarray(0, Math.floor(at * mail.length)))), { numRuns: 80, seed: 3 }));

  test('a mail with some bytes changed', () => {
    const change = fc.tuple(place, fc.integer({ min: 0, max: 255 }));
    const property = fc.asyncProperty(someMail, fc.array(change, { minLength: 1, maxLength: 30 }), (mail, changes) => {
      const copy = Buffer.from(mail);
      for (const [at, byte] of changes) copy[Math.floor(at * (copy.length - 1))] = byte;
      return readAndCheck(copy);
    });
    return fc.assert(property, { numRuns: 80, seed: 3 });
  });

  test('pieces of two mails', () => {
    const property = fc.asyncProperty(someMail, someMail, place, place, (one, other, from, to) => readAndCheck(Buffer.concat([one.subarray(0, Math.floor(from * one.length)), other.subarray(Math.floor(to * other.length))])));
    return fc.assert(property, { numRuns: 80, seed: 3 });
  });
});

const nested = (depth: number): string => {
  const opening = Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join('');
  return `From: a@b.example\nSubject: bombe\n${opening}Content-Type: text/plain\n\nau fond\n`;
};
const body = (text: string, head = ''): string => `From: a@b.example\nSubject: CDAP\nDate: Mon, 3 Nov 2025 10:12:00 +0100\n${head}\n${text}`;
const htmlBody = (text: string): string => body(text, 'Content-Type: text/html; charset=utf-8\n');

/** One idea a line: what it is, the bytes, the problem that must be said (null = none). */
const bombs: ReadonlyArray<readonly [string, string | Buffer, string | null]> = [
  ['5,000 parts within one another', nested(5000), 'too-many-parts'],
  ['50,000 parts beside one another', body('--b\n\nx\n'.repeat(50_000), 'Content-Type: multipart/mixed; boundary=b\n'), 'too-many-parts'],
  ['a header of 5 MB', `X-Long: ${'y'.repeat(5_000_000)}\n${body('texte')}`, 'header-too-long'],
  ['200,000 headers', `${'X-A: b\n'.repeat(200_000)}${body('texte')}`, 'header-too-long'],
  ['a recipient list of 1 MB', body('texte', `To: ${'a@b.example, '.repeat(80_000)}\n`), 'header-too-long'],
  ['one line of 10 MB', body('x'.repeat(10_000_000)), 'text-too-long'],
  ['a million quote marks', body(`${'>'.repeat(1_000_000)}\n${'> a\nb\n'.repeat(50_000)}`), 'text-too-long'],
  ['100,000 signature delimiters', body('-- \nx\n'.repeat(100_000)), 'text-too-long'],
  ['50,000 half heads', body('De : x\n'.repeat(50_000)), 'text-too-long'],
  ['digits without end', body('05 36 49 12 '.repeat(100_000)), 'text-too-long'],
  ['a long word without a blank', body('a'.repeat(250_000)), null],
  ['7,000 div within one another', htmlBody(`${'<div>'.repeat(7000)}texte`), null],
  ['300,000 tags never closed', htmlBody('<b>'.repeat(300_000)), null],
  ['tags never ended', htmlBody('<div'.repeat(100_000)), 'text-too-long'],
  ['5 MB of picture within HTML', htmlBody(`<p>texte</p><img src="data:image/png;base64,${'A'.repeat(5_000_000)}">`), null],
  ['equal signs as quoted-printable', body('='.repeat(100_000), 'Content-Transfer-Encoding: quoted-printable\n'), 'broken-encoding'],
  ['broken base64', body('QQ*!é'.repeat(1000), 'Content-Transfer-Encoding: base64\n'), 'broken-encoding'],
  ['nothing', '', 'empty'],
  ['line feeds alone', '\n'.repeat(1000), 'empty'],
  ['a megabyte of nulls', Buffer.alloc(1_000_000), 'not-a-mail'],
  ['nulls within the text', body('a\0b\0c'), null],
  ['no head at all', 'Bonjour, la page est blanche.', 'not-a-mail'],
  ['a boundary never opened', body('texte sans partie', 'Content-Type: multipart/mixed; boundary=b\n'), 'broken-structure'],
  ['a multipart without a boundary', body('texte', 'Content-Type: multipart/mixed\n'), null],
  ['a charset that is a path', body('texte', 'Content-Type: text/plain; charset="../../etc/passwd"\n'), 'charset-unknown'],
  ['a winmail.dat cut short', body('eJ8+Igw=', 'Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n'), 'winmail'],
  ['references without end', body('texte', `References: ${'<a@b.example> '.repeat(100_000)}\n`), 'header-too-long'],
];

describe('bombs are read in bounded time, and said', () => {
  test.each(bombs)('%s', async (_name, bytes, problem) => {
    const raw = Buffer.from(bytes);
    const mail = await readMail(raw, options);
    expectValid(mail, raw.length);
    if (problem !== null) expect(mail.problems.map(({ code }) => code)).toContain(problem);
    else expect(mail.problems.filter(({ code }) => code === 'unreadable')).toEqual([]);
  });

  test('a text whose boundary is never opened is shown all the same', async () => {
    expect(await readMail(Buffer.from(body('texte sans partie', 'Content-Type: multipart/mixed; boundary=b\n')), options)).toMatchObject({ text: 'texte sans partie' });
  });

  test('what a nesting bomb says of itself is kept', async () => {
    expect(await readMail(Buffer.from(nested(5000)), options)).toMatchObject({ from: 'a@b.example', subject: 'bombe' });
  });
});
