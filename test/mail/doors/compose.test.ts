import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/ids';
import { compose, letterHeaders, messageIdOf, type Letter } from '../../../mail/compose';
import { mailIdentity } from '../../../mail/digest';

const key = 'ticket/31-2026-000123/acknowledgement/1';
const letter: Letter = {
  from: { name: 'Caf de la Haute-Garonne, guichet unique', address: 'guichet@caf31.example' },
  to: [{ name: 'Hélène "Essai", mairie', address: 'helene@mairie-exemple.example' }],
  cc: [{ name: '', address: 'adjoint@mairie-exemple.example' }],
  subject: 'Votre demande 31-2026-000123 : accusé de réception « CDAP »',
  text: 'Bonjour,\n\nVotre demande est reçue\u202f; réponse attendue le lun. 3 nov. à 10 h 12.\n\n.\n..\nFrom ici\n',
  html: '<p>Bonjour,</p><p>Votre demande est reçue\u202f; réponse attendue le lun. 3 nov. à 10 h 12.</p>',
  messageId: messageIdOf(key, 'guichet@caf31.example'),
  inReplyTo: '<un@mairie-exemple.example>',
  references: ['<racine@mairie-exemple.example>', '<zéro@mairie-exemple.example>', '<un@mairie-exemple.example>'],
  headers: letterHeaders(key, 'instance-1', 'answer-of-the-desk'),
  date: instant('2026-05-13T13:50:00Z'),
};

describe('composing', () => {
  it('makes the same bytes of the same letter', async () => {
    expect((await compose(letter)).equals(await compose(structuredClone(letter)))).toBe(true);
  });

  it('reads back as it was written', async () => {
    const read = await simpleParser(await compose(letter));
    expect(read.subject).toBe(letter.subject);
    expect(read.text).toBe(letter.text);
    expect(read.html).toBe(letter.html);
    expect(read.from?.value[0]).toEqual(letter.from);
    expect(read.messageId).toBe(letter.messageId);
    expect(read.inReplyTo).toBe('<un@mairie-exemple.example>');
    expect(read.references).toEqual(['<racine@mairie-exemple.example>', '<un@mairie-exemple.example>']);
    expect(read.date?.toISOString()).toBe('2026-05-13T13:50:00.000Z');
    expect(read.headers.get('auto-submitted')).toBe('auto-replied');
  });

  it('is 7-bit, in lines that end in CRLF and are short enough for any relay', async () => {
    const bytes = (await compose(letter)).toString('latin1');
    expect(bytes).not.toMatch(/[\x80-\xff]/);
    expect(bytes).not.toMatch(/(^|[^\r])\n/);
    expect(Math.max(...bytes.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('says of itself that it is automatic, unless an agent wrote it', () => {
    expect(letterHeaders('k', 'i', 'clock')).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'X-Guichet-Letter': 'k' });
    expect(letterHeaders('k', 'i', 'agent')).toEqual({ 'X-Guichet-Letter': 'k', 'X-Guichet-Instance': 'i' });
  });

  it('makes the Message-ID of the key, under the desk’s own domain', () => {
    expect(messageIdOf(key, 'Guichet@CAF31.example')).toMatch(/^<[0-9a-f]{40}@caf31\.example>$/);
    expect(messageIdOf(key, 'guichet@caf31.example')).toBe(letter.messageId);
    expect(messageIdOf(`${key}x`, 'guichet@caf31.example')).not.toBe(letter.messageId);
  });

  it('lets nobody slip a header in through a name or a subject', async () => {
    const nasty = 'x\r\nBcc: pirate@x.example\r\n\r\ncorps';
    const bytes = (await compose({ ...letter, subject: nasty, to: [{ name: nasty, address: 'a@x.example' }] })).toString();
    expect(bytes.slice(0, bytes.indexOf('\r\n\r\n'))).not.toMatch(/^Bcc:/im);
  });

  it('keeps the first and the latest of a long thread', async () => {
    const references = Array.from({ length: 60 }, (_, i) => `<${i}@mairie-exemple.example>`);
    const read = await simpleParser(await compose({ ...letter, references }));
    expect(read.references).toEqual([references[0], ...references.slice(-20)]);
  });

  it('carries attachments, shown inside or beside', async () => {
    const attachments = [
      { filename: 'état des lieux.txt', contentType: 'text/plain', content: Buffer.from('é') },
      { filename: 'c.png', contentType: 'image/png', content: Buffer.from([1, 2, 3]), cid: 'capture@caf31.example' },
    ];
    const bytes = await compose({ ...letter, attachments });
    const read = await simpleParser(bytes);
    const listed = read.attachments.map(({ filename, content, cid }) => `${filename} ${content.toString('hex')} ${cid ?? ''}`);
    expect(listed.sort()).toEqual(['c.png 010203 capture@caf31.example', 'état des lieux.txt c3a9 ']);
    expect(bytes.equals(await compose({ ...letter, attachments }))).toBe(true);
  });

  it('keeps its identity through a relay', async () => {
    const bytes = await compose(letter);
    const relayed = Buffer.concat([Buffer.from('Received: from a by b;\r\n\tWed, 13 May 2026 15:50:00 +0200\r\n'), bytes]);
    expect(mailIdentity(relayed).digest).toBe(mailIdentity(bytes).digest);
  });
});
