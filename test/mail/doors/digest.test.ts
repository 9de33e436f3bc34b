import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailIdentity } from '../../../mail/digest';
import { mailText } from './fixtures';

const mail = mailText({ body: 'Bonjour,\r\n  retrait  \r\n\r\nfin\r\n' });
const digest = (text: string): string => mailIdentity(Buffer.from(text, 'latin1')).digest;
const messageId = (value: string | null): string | null =>
  mailIdentity(Buffer.from(`From: a@x.example\r\n${value === null ? '' : `Message-ID:${value}\r\n`}\r\ncorps`)).messageId;

const trace = [
  'Return-Path: <camille@mairie-exemple.example>',
  'Delivered-To: guichet@caf31.example',
  'Received: from a.example (a.example [192.0.2.1])\r\n\tby b.example; Wed, 13 May 2026 15:50:00 +0200',
  'DKIM-Signature: v=1; a=rsa-sha256; d=mairie-exemple.example;\r\n b=abc',
  'ARC-Seal: i=1; a=rsa-sha256',
  'Authentication-Results: b.example; spf=pass',
  'X-Spam-Status: No',
].join('\r\n');

describe('the identity of a mail', () => {
  it('is the same by SMTP and by IMAP: trace headers do not count', () => {
    expect(digest(`${trace}\r\n${mail}`)).toBe(digest(mail));
    expect(mailIdentity(Buffer.from(`${trace}\r\n${mail}`)).rawSha256).not.toBe(mailIdentity(Buffer.from(mail)).rawSha256);
  });

  it.each([
    ['lines that end in LF', mail.replaceAll('\r\n', '\n')],
    ['lines that end in CR in the body', mail.replace(/\r\n\r\n([^]*)/, (_, body: string) => `\r\n\r\n${body.replaceAll('\r\n', '\r')}`)],
    ['blanks at the end of a line', mail.replace('Bonjour,\r\n', 'Bonjour, \t \r\n')],
    ['blanks taken from the end of a line', mail.replace('retrait  ', 'retrait')],
    ['blank lines at the end', `${mail}\r\n \r\n\r\n`],
    ['no line end at the end', mail.trimEnd()],
    ['a folded subject', mail.replace('[CDAP] [', '[CDAP]\r\n\t[')],
    ['headers in another order and case', mail.replace(/(From:.*\r\n)(To:.*\r\n)/, '$2$1').replace('Subject:', 'SUBJECT:')],
    ['another recipient', mail.replace('To: guichet@', 'To: liste@')],
  ])('survives %s', (_, changed) => {
    expect(changed).not.toBe(mail);
    expect(digest(changed)).toBe(digest(mail));
  });

  it.each([
    ['the body', mail.replace('fin', 'Fin')],
    ['the indent of a line', mail.replace('  retrait', ' retrait')],
    ['an empty line between paragraphs', mail.replace('\r\n\r\nfin', '\r\nfin')],
    ['the sender', mail.replace('camille@', 'dominique@')],
    ['the date', mail.replace('15:49:00', '15:49:01')],
    ['the subject', mail.replace('incident', 'Incident')],
    ['what moves from the subject to the body', mail.replace(' technique', '').replace('Bonjour', ' techniqueBonjour')],
  ])('changes with %s', (_, changed) => {
    expect(changed).not.toBe(mail);
    expect(digest(changed)).not.toBe(digest(mail));
  });

  it('does not look at the Message-ID, which is compared beside it', () => {
    expect(digest(mail.replace('<un@', '<deux@'))).toBe(digest(mail));
  });

  it.each([
    [' <un@mairie-exemple.example>', '<un@mairie-exemple.example>'],
    ['\r\n\t<un@mairie-exemple.example>', '<un@mairie-exemple.example>'],
    [' <un@x.example> (comment)', '<un@x.example>'],
    [' sans-crochets@x.example', 'sans-crochets@x.example'],
    [' < un@x.example >', '<un@x.example>'],
    ['', null],
    ['   ', null],
    [' <>', null],
    [' < @ >', null],
    [null, null],
  ])('reads the Message-ID %j as %j', (header, expected) => {
    expect(messageId(header)).toBe(expected);
  });

  it('finds one for any bytes at all, the same each time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const raw = Buffer.from(bytes);
        expect(mailIdentity(raw)).toEqual(mailIdentity(Buffer.from(raw)));
      }),
    );
  });

  it('normalises as a plain regular expression would', () => {
    const piece = fc.constantFrom('\r', '\n', '\r\n', ' ', '\t', 'a', '.', 'é');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const body = pieces.join('');
        const plain = body.replace(/\r\n|\r/g, '\n').replace(/[ \t]+$/gm, '').replace(/\n+$/, '');
        expect(digest(`From: a@x.example\r\n\r\n${body}`)).toBe(digest(`From: a@x.example\r\n\r\n${plain}`));
      }),
      { numRuns: 2_000 },
    );
  });
});
