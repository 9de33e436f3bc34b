import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPoster, PermanentRefusal, TransientFailure, type Poster } from '../../../mail/post';
import { startSink, type SmtpSink } from '../../support/smtp-sink';
import { MemoryLog } from './fixtures';

const raw = Buffer.from('From: guichet@caf31.example\r\nMessage-ID: <lettre@caf31.example>\r\nSubject: essai\r\n\r\n.point\r\nfin\r\n');
const envelope = { from: 'guichet@caf31.example', to: ['camille@mairie-exemple.example'] };
const letter = { raw, envelope };
const both = { raw, envelope: { ...envelope, to: ['bon@mairie-exemple.example', 'mauvais@mairie-exemple.example'] } };

const stops: Array<() => unknown> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function relay(): Promise<{ sink: SmtpSink; poster: Poster }> {
  const sink = await startSink();
  const poster = createPoster({ relayUrl: sink.url, name: 'guichet.example', logger: new MemoryLog() });
  stops.push(() => sink.close(), () => poster.close());
  return { sink, poster };
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(() => undefined, (error: unknown) => error);
}

describe('posting', () => {
  it('hands the relay the very bytes, over one kept connection', async () => {
    const { sink, poster } = await relay();
    for (let i = 0; i < 3; i++) expect(await poster.post(letter, 5_000)).toMatchObject({ outcome: 'sent', refused: [] });
    expect(sink.mails.map((mail) => mail.raw.equals(raw))).toEqual([true, true, true]);
    expect(sink.mails[0]).toMatchObject({ from: envelope.from, to: envelope.to });
    expect(sink.countByMessageId()).toEqual(new Map([['<lettre@caf31.example>', 3]]));
  });

  it('stays inside without a relay', async () => {
    const poster = createPoster({ relayUrl: null, name: 'x', logger: new MemoryLog() });
    expect(await poster.post(letter, 1_000)).toEqual({ outcome: 'inside' });
  });

  it('tells a dead address from a refused letter and from a passing trouble', async () => {
    const { sink, poster } = await relay();
    sink.behave('*', { kind: 'refuse', at: 'rcpt', code: 550 });
    const dead = await failure(poster.post(letter, 5_000));
    expect(dead).toBeInstanceOf(PermanentRefusal);
    expect(dead).toMatchObject({ at: 'recipient', code: 550, refusals: [{ address: envelope.to[0], permanent: true, code: 550 }] });
    sink.behave('*', { kind: 'refuse', at: 'data', code: 554 });
    expect(await failure(poster.post(letter, 5_000))).toMatchObject({ name: 'PermanentRefusal', at: 'message', code: 554, refusals: [] });
    sink.behave('*', { kind: 'refuse', at: 'data', code: 451 });
    expect(await failure(poster.post(letter, 5_000))).toMatchObject({ name: 'TransientFailure', code: 451 });
    sink.behave('*', { kind: 'refuse', at: 'rcpt', code: 450 });
    expect(await failure(poster.post(letter, 5_000))).toMatchObject({ name: 'TransientFailure', code: 450, refusals: [{ permanent: false }] });
    sink.behave('*', { kind: 'accept' });
    expect(await poster.post(letter, 5_000)).toMatchObject({ outcome: 'sent' });
    expect(sink.mails).toHaveLength(1);
  });

  it('says who was refused when the relay took it for the others', async () => {
    const { sink, poster } = await relay();
    sink.behave('mauvais@mairie-exemple.example', { kind: 'refuse', at: 'rcpt', code: 551 });
    const done = await poster.post(both, 5_000);
    expect(done).toMatchObject({ outcome: 'sent', refused: [{ address: 'mauvais@mairie-exemple.example', permanent: true, code: 551 }] });
    expect(sink.mails[0]?.to).toEqual(['bon@mairie-exemple.example']);
  });

  it('does not call a mixture of dead and busy addresses permanent', async () => {
    const { sink, poster } = await relay();
    sink.behave('bon@mairie-exemple.example', { kind: 'refuse', at: 'rcpt', code: 450 });
    sink.behave('mauvais@mairie-exemple.example', { kind: 'refuse', at: 'rcpt', code: 550 });
    const error = await failure(poster.post(both, 5_000));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error).toMatchObject({ refusals: [{ permanent: false }, { permanent: true }] });
  });

  it('gives up on a relay that hangs, and posts the next letter on another connection', async () => {
    const { sink, poster } = await relay();
    sink.behave('*', { kind: 'hang' });
    expect(await failure(poster.post(letter, 300))).toMatchObject({ name: 'TransientFailure', code: null, reason: 'EABORT' });
    sink.behave('*', { kind: 'accept' });
    expect(await poster.post(letter, 5_000)).toMatchObject({ outcome: 'sent' });
  });

  it('never repeats of itself a letter whose relay died before its 250', async () => {
    const { sink, poster } = await relay();
    await poster.post(letter, 5_000);
    sink.behave('*', { kind: 'die' });
    expect(await failure(poster.post(letter, 5_000))).toBeInstanceOf(TransientFailure);
    sink.behave('*', { kind: 'accept' });
    expect(sink.mails).toHaveLength(2);
    expect(await poster.post(letter, 5_000)).toMatchObject({ outcome: 'sent' });
    expect(sink.mails).toHaveLength(3);
  });

  it('is transient when nobody listens, and works again when the relay is back on its port', async () => {
    const { sink, poster } = await relay();
    await poster.post(letter, 5_000);
    await sink.close();
    expect(await failure(poster.post(letter, 2_000))).toMatchObject({ name: 'TransientFailure', code: null });
    const back = await startSink({ port: sink.port });
    stops.push(() => back.close());
    expect(await poster.post(letter, 5_000)).toMatchObject({ outcome: 'sent' });
  });

  it('does not hold the relay’s dislike of our own sender against the recipients', async () => {
    const { port } = await scripted((line) => (line.startsWith('MAIL') ? '550 5.7.1 sender refused' : '250 ok'));
    const poster = createPoster({ relayUrl: `smtp://127.0.0.1:${port}`, name: 'x', logger: new MemoryLog() });
    stops.push(() => poster.close());
    expect(await failure(poster.post(letter, 5_000))).toMatchObject({ name: 'TransientFailure', code: 550, refusals: [] });
  });

  it('is permanent for a letter larger than the relay takes', async () => {
    const { port } = await scripted((line) => (line.startsWith('EHLO') ? '250-x\r\n250 SIZE 10' : '250 ok'));
    const poster = createPoster({ relayUrl: `smtp://127.0.0.1:${port}`, name: 'x', logger: new MemoryLog() });
    stops.push(() => poster.close());
    expect(await failure(poster.post(letter, 5_000))).toMatchObject({ name: 'PermanentRefusal', at: 'message', code: 552, refusals: [] });
  });
});

/** A relay that answers each line with what `answer` says. */
async function scripted(answer: (line: string) => string): Promise<{ port: number }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.write('220 x\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) socket.write(`${answer(line)}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)), () => sockets.forEach((socket) => socket.destroy()));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0 };
}
