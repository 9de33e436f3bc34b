import { X509Certificate } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { selfSigned } from '../../../mail/self-signed';
import { SenderRate } from '../../../mail/sender-rate';
import { desk31, HandClock, mailText } from './fixtures';
import { openDoor as open } from './open-door';
import { SmtpClient } from './smtp-client';

const from = 'MAIL FROM:<camille@mairie-exemple.example>';

describe('sizes', () => {
  it('refuses at MAIL what says it is too large, and goes on', async () => {
    const { client, keeper } = await open({ sizeLimitBytes: 20_000 });
    const one = await client();
    expect(await one.say(`${from} SIZE=20001`)).toMatch(/^552 5\.3\.4 /);
    expect(await one.deliver(mailText(), [desk31])).toMatch(/^250 /);
    expect(keeper.kept).toHaveLength(1);
  });

  it('refuses at DATA what did not say so, keeps none of it, and goes on', async () => {
    const { client, keeper } = await open({ sizeLimitBytes: 20_000 });
    const one = await client();
    expect(await one.deliver(mailText({ body: 'x'.repeat(300_000) }), [desk31])).toMatch(/^552 5\.3\.4 /);
    expect(keeper.asked).toEqual([]);
    expect(await one.deliver(mailText(), [desk31])).toMatch(/^250 /);
  });

  it('takes a mail of exactly the limit', async () => {
    const { client, keeper } = await open({ sizeLimitBytes: 20_000 });
    const mail = mailText({ body: '' });
    expect(await (await client()).deliver(mail + 'x'.repeat(20_000 - mail.length - 2), [desk31])).toMatch(/^250 /);
    expect(keeper.kept[0]?.raw).toHaveLength(20_000);
  });

  it('asks to come back when more is being received than it may hold, and frees what it held', async () => {
    const { client } = await open({ memoryBytes: 10_000 });
    const one = await client();
    expect(await one.deliver(mailText({ body: 'x'.repeat(20_000) }), [desk31])).toMatch(/^451 /);
    for (let i = 0; i < 5; i++) expect(await one.deliver(mailText({ body: 'x'.repeat(8_000) }), [desk31])).toMatch(/^250 /);
  });
});

describe('STARTTLS', () => {
  it('is negotiated with a certificate made at start', async () => {
    const { client, keeper } = await open({ name: 'guichet.caf31.example' });
    const one = await client();
    const secure = await one.startTls();
    expect(secure.getProtocol()).toMatch(/^TLSv1\.[23]$/);
    expect(secure.getPeerCertificate().subject.CN).toBe('guichet.caf31.example');
    expect(await one.say('EHLO relais.example')).not.toContain('STARTTLS');
    expect(await one.deliver(mailText(), [desk31])).toMatch(/^250 /);
    expect(keeper.kept).toHaveLength(1);
  });

  it('is negotiated with the certificate it was given, by a client that requires it', async () => {
    const tls = selfSigned('door.example', Date.parse('2026-05-13T00:00:00Z'));
    const { door, keeper } = await open({ tls });
    const transport = createTransport({ host: '127.0.0.1', port: door.port, requireTLS: true, tls: { rejectUnauthorized: false } });
    await transport.sendMail({ envelope: { from: 'a@mairie-exemple.example', to: [desk31] }, raw: mailText() });
    transport.close();
    expect(keeper.kept).toHaveLength(1);
  });

  it('drops what was slipped in before the handshake', async () => {
    const { client, keeper } = await open();
    const one = await client();
    await one.startTls(`${from}\r\nRCPT TO:<${desk31}>\r\n`);
    await one.say('EHLO relais.example');
    expect(await one.say('DATA')).toMatch(/^503 /);
    expect(keeper.asked).toEqual([]);
  });

  it('makes a certificate that node reads as its own, valid from the day before', () => {
    const { cert } = selfSigned('guichet.caf31.example', Date.parse('2026-05-13T12:00:00Z'));
    const read = new X509Certificate(cert);
    expect(read.checkHost('guichet.caf31.example')).toBe('guichet.caf31.example');
    expect(read.verify(read.publicKey)).toBe(true);
    expect(new Date(read.validFrom).toISOString()).toBe('2026-05-12T12:00:00.000Z');
    expect(new Date(read.validTo).toISOString()).toBe('2028-08-15T12:00:00.000Z');
  });
});

describe('what a real relay does', () => {
  it('offers SIZE, PIPELINING, 8BITMIME, SMTPUTF8, STARTTLS and no AUTH', async () => {
    const { client } = await open({ sizeLimitBytes: 123_456 });
    const greeting = await (await client()).say('EHLO relais.example');
    for (const word of ['SIZE 123456', 'PIPELINING', '8BITMIME', 'SMTPUTF8', 'STARTTLS', 'ENHANCEDSTATUSCODES']) expect(greeting).toContain(word);
    expect(greeting).not.toContain('AUTH');
  });

  it('takes three mails pipelined in one packet, in order', async () => {
    const { client, keeper } = await open();
    const one = await client();
    const ids = ['<a@x.example>', '<b@x.example>', '<c@x.example>'];
    one.write(ids.map((id) => `${from}\r\nRCPT TO:<${desk31}>\r\nDATA\r\n${mailText({ id })}\r\n.\r\n`).join(''));
    const replies: string[] = [];
    for (let i = 0; i < 12; i++) replies.push((await one.reply()).slice(0, 3));
    expect(replies).toEqual(ids.flatMap(() => ['250', '250', '354', '250']));
    expect(keeper.kept.map(({ raw }) => /Message-ID: (.*)/.exec(raw.toString())?.[1])).toEqual(ids);
  });

  it('keeps 8-bit bytes and addresses in UTF-8 as they are', async () => {
    const { client, keeper } = await open();
    const one = await client();
    await one.say('MAIL FROM:<hélène@mairie-exemple.example> SMTPUTF8 BODY=8BITMIME');
    await one.say(`RCPT TO:<${desk31}>`);
    await one.say('DATA');
    one.write(Buffer.concat([Buffer.from('Subject: x\r\n\r\n'), Buffer.from([0xe9, 0x80, 0x00, 0xff]), Buffer.from('\r\n.\r\n')]));
    expect(await one.reply()).toMatch(/^250 /);
    expect(keeper.kept[0]?.envelopeFrom).toBe('hélène@mairie-exemple.example');
    expect(keeper.kept[0]?.raw.subarray(14, 18)).toEqual(Buffer.from([0xe9, 0x80, 0x00, 0xff]));
  });

  it('does not end a mail at a dot between bare line feeds', async () => {
    const { client, keeper } = await open();
    const one = await client();
    for (const line of [from, `RCPT TO:<${desk31}>`, 'DATA']) await one.say(line);
    one.write('Subject: x\r\n\r\nun\n.\nMAIL FROM:<pirate@x.example>\r\n\n.\r\nfin\r\n.\r\n');
    expect(await one.reply()).toMatch(/^250 /);
    expect(keeper.kept).toHaveLength(1);
    expect(keeper.kept[0]?.raw.toString()).toContain('fin');
  });
});

describe('rates and slow clients', () => {
  it('asks one sender to slow down, not the relay it comes through', async () => {
    const { client, clock, keeper } = await open({ ratePerSenderPerMinute: 2 });
    const one = await client();
    for (const expected of [/^250 /, /^250 /, /^450 /]) expect(await one.deliver(mailText(), [desk31])).toMatch(expected);
    expect(await one.deliver(mailText(), [desk31], 'autre@mairie-exemple.example')).toMatch(/^250 /);
    clock.advance(30_000);
    expect(await one.deliver(mailText(), [desk31], 'CAMILLE@mairie-exemple.example')).toMatch(/^250 /);
    expect(await one.deliver(mailText(), [desk31])).toMatch(/^450 /);
    expect(keeper.kept).toHaveLength(4);
  });

  it('does not count our own trouble against the sender', async () => {
    const { client, keeper } = await open({ ratePerSenderPerMinute: 1 });
    keeper.before = () => Promise.reject(new Error('down'));
    const one = await client();
    for (let i = 0; i < 3; i++) expect(await one.deliver(mailText(), [desk31])).toMatch(/^451 /);
    keeper.before = async () => undefined;
    expect(await one.deliver(mailText(), [desk31])).toMatch(/^250 /);
  });

  it('lets reports pass ten times more often, and forgets senders who are owed nothing', () => {
    const clock = new HandClock();
    const rate = new SenderRate(1, clock);
    expect(Array.from({ length: 11 }, () => rate.take(null)).filter(Boolean)).toHaveLength(10);
    for (let i = 0; i < 10_000; i++) rate.take(`s${i}@x.example`);
    clock.advance(60_000);
    expect(rate.take('s1@x.example')).toBe(true);
    expect(rate.take('s1@x.example')).toBe(false);
  });

  it('says 421 above the connections it may have', async () => {
    const { client, door } = await open({ maxConnections: 1 });
    await client();
    const refused = await SmtpClient.open(door.port);
    expect(await refused.say('EHLO x.example')).toBe('');
    refused.hangUp();
  });

  it('hangs up on a mail that never ends, and on a client that says nothing', async () => {
    const { client, keeper } = await open({ dataTimeoutMs: 50, idleTimeoutMs: 500 });
    const slow = await client();
    await slow.say(from);
    await slow.say(`RCPT TO:<${desk31}>`);
    await slow.say('DATA');
    slow.write('Subject: sans fin\r\n');
    expect(await slow.reply()).toMatch(/^421 /);
    expect(await (await client()).reply()).toMatch(/^421 /);
    expect(keeper.asked).toEqual([]);
  });
});
