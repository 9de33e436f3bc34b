import { describe, expect, it, onTestFinished } from 'vitest';
import { createPoster } from '../../../mail/post';
import { startSink } from '../../support/smtp-sink';
import { desk31, mailText, MemoryLog } from './fixtures';
import { openDoor } from './open-door';

async function relay() {
  const sink = await startSink();
  const poster = createPoster({ relayUrl: sink.url, name: 'guichet.example', logger: new MemoryLog() });
  onTestFinished(async () => {
    poster.close();
    await sink.close();
  });
  return { sink, poster };
}

describe('the sink of the stories', () => {
  it('sends a report to the envelope sender, through the door, when told to bounce', async () => {
    const { sink, poster } = await relay();
    const { door, keeper } = await openDoor();
    sink.behave('morte@mairie-exemple.example', { kind: 'bounce', via: { host: '127.0.0.1', port: door.port } });
    const raw = Buffer.from(mailText({ id: '<lettre@caf31.example>' }));
    await poster.post({ raw, envelope: { from: desk31, to: ['morte@mairie-exemple.example'] } }, 5_000);
    await keeper.until(() => keeper.kept.length === 1);
    expect(keeper.kept[0]?.envelopeFrom).toBeNull();
    const report = keeper.kept[0]?.raw.toString() ?? '';
    for (const line of ['Status: 5.1.1', 'Final-Recipient: rfc822; morte@mairie-exemple.example', 'Message-ID: <lettre@caf31.example>']) expect(report).toContain(line);
  });

  it('says what it has when what is waited for does not come', async () => {
    const { sink, poster } = await relay();
    await poster.post({ raw: Buffer.from(mailText({ subject: 'reçue' })), envelope: { from: desk31, to: ['a@x.example'] } }, 5_000);
    await expect(sink.waitFor((mails) => mails.length === 2, 30)).rejects.toThrow(/it has 1 mails:\na@x\.example: re/);
    expect(sink.mailsTo('A@x.example')).toHaveLength(1);
  });

  it('wakes who waits as soon as a mail is there', async () => {
    const { sink, poster } = await relay();
    const seen = sink.waitFor((mails) => mails.length === 1);
    await poster.post({ raw: Buffer.from(mailText()), envelope: { from: desk31, to: ['a@x.example'] } }, 5_000);
    expect(await seen).toHaveLength(1);
  });
});
