import { describe, expect, it } from 'vitest';
import { desk31, desk95, mailText } from './fixtures';
import { openDoor as open } from './open-door';

describe('the SMTP door', () => {
  it('says 250 only once the mail is kept', async () => {
    const { keeper, client } = await open();
    let release = (): void => undefined;
    keeper.before = () => new Promise<void>((resolve) => (release = resolve));
    const one = await client();
    const answer = one.deliver(mailText(), [desk31]);
    await keeper.until(() => keeper.asked.length === 1);
    const early = await Promise.race([answer, Promise.resolve('nothing yet')]);
    release();
    expect(early).toBe('nothing yet');
    expect(await answer).toMatch(/^250 /);
    expect(keeper.kept).toHaveLength(1);
  });

  it('hands over the bytes as they were sent, the instant DATA ended, the sender and where from', async () => {
    const { keeper, client, clock } = await open();
    const one = await client();
    await one.say('MAIL FROM:<camille@mairie-exemple.example>');
    await one.say(`RCPT TO:<${desk31}>`);
    await one.say('DATA');
    one.write('Subject: lent\r\n\r\nune ');
    clock.advance(60_000);
    await one.say('ligne\r\n..pointée\r\n.');
    const mail = keeper.kept[0];
    expect(mail?.raw.toString('utf8')).toBe('Subject: lent\r\n\r\nune ligne\r\n.pointée\r\n');
    expect(mail?.receivedAt).toBe('2026-05-13T13:51:00.000Z');
    expect(mail?.envelopeFrom).toBe('camille@mairie-exemple.example');
    expect(mail?.source).toEqual({ kind: 'smtp', remoteAddress: '127.0.0.1' });
  });

  it('gives null for the sender of a report', async () => {
    const { keeper, client } = await open();
    await (await client()).deliver(mailText(), [desk31], '');
    expect(keeper.kept[0]?.envelopeFrom).toBeNull();
  });

  it('takes one DATA for several desks as one mail, each desk once', async () => {
    const { keeper, client } = await open();
    const answer = await (await client()).deliver(mailText(), [desk31, desk95.toUpperCase(), desk31, 'guichet+31-2026-000007@caf31.example']);
    expect(answer).toMatch(/^250 /);
    expect(keeper.kept.map((mail) => mail.deskMailboxes)).toEqual([[desk31, desk95]]);
  });

  it('refuses a mailbox it does not know, and goes on with those it does', async () => {
    const { keeper, client } = await open();
    const one = await client();
    await one.say('MAIL FROM:<camille@mairie-exemple.example>');
    expect(await one.say('RCPT TO:<personne@caf31.example>')).toMatch(/^550 5\.1\.1 /);
    expect(await one.say('RCPT TO:<autre+etiquette@caf31.example>')).toMatch(/^550 /);
    expect(await one.say('DATA')).toMatch(/^503 /);
    await one.say(`RCPT TO:<${desk31}>`);
    await one.say('DATA');
    expect(await one.say(`${mailText()}\r\n.`)).toMatch(/^250 /);
    expect(keeper.kept[0]?.deskMailboxes).toEqual([desk31]);
  });

  it('says 451 when the keeper fails, and takes the same mail when it comes again', async () => {
    const { keeper, client, logger } = await open();
    keeper.before = () => Promise.reject(new Error(`no connection for ${desk31}`));
    const one = await client();
    expect(await one.deliver(mailText(), [desk31])).toMatch(/^451 4\.3\.0 /);
    keeper.before = async () => undefined;
    expect(await one.deliver(mailText(), [desk31])).toMatch(/^250 /);
    expect(keeper.kept).toHaveLength(1);
    expect(logger.lines.join('\n')).toContain('not kept');
    expect(logger.lines.join('\n')).not.toMatch(/@caf31|mairie-exemple|connexion/);
  });

  it('says 451 when the keeper throws something that asks for a 5xx', async () => {
    const { keeper, client } = await open();
    keeper.before = () => Promise.reject(Object.assign(new Error('no'), { responseCode: 554 }));
    expect(await (await client()).deliver(mailText(), [desk31])).toMatch(/^451 /);
  });

  it('says 451 when the keeper hangs', async () => {
    const { keeper, client } = await open({ keepTimeoutMs: 50 });
    keeper.before = () => new Promise<void>(() => undefined);
    expect(await (await client()).deliver(mailText(), [desk31])).toMatch(/^451 /);
  });

  it('says 451 when it cannot know whether the mailbox is its own', async () => {
    const { keeper, client } = await open();
    keeper.desks = () => Promise.reject(new Error('database gone'));
    const one = await client();
    await one.say('MAIL FROM:<camille@mairie-exemple.example>');
    expect(await one.say(`RCPT TO:<${desk31}>`)).toMatch(/^451 /);
  });

  it('keeps nothing of a mail whose sender goes away in the middle', async () => {
    const { keeper, client, door } = await open();
    const one = await client();
    await one.say('MAIL FROM:<camille@mairie-exemple.example>');
    await one.say(`RCPT TO:<${desk31}>`);
    await one.say('DATA');
    one.write('Subject: coupé\r\n\r\ndébut');
    one.hangUp();
    await door.close();
    expect(keeper.asked).toEqual([]);
  });
});
