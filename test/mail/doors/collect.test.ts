import { describe, expect, it } from 'vitest';
import { desk31, mailText } from './fixtures';
import { collect, server } from './open-collector';

const ids = (mails: ReadonlyArray<{ readonly source: string }>): string[] => mails.map(({ source }) => /Message-ID: <(.*?)@/.exec(source)?.[1] ?? '');
const named = (id: string): string => mailText({ id: `<${id}@mairie-exemple.example>` });

describe('the IMAP collector', () => {
  it('keeps what is there, as it is, received when the mailbox took it, and moves it to « Traités »', async () => {
    const dovecot = await server();
    await dovecot.deliver(`Return-Path: <camille@mairie-exemple.example>\r\n${named('un')}`, { at: new Date('2026-05-12T07:00:00Z') });
    await dovecot.deliver(named('deux'), { at: new Date('2026-05-12T08:00:00Z') });
    const { keeper, collector } = collect(dovecot);
    await keeper.until(() => keeper.kept.length === 2);
    await collector.close();
    const [first, second] = keeper.kept;
    expect(first?.raw.toString()).toBe(`Return-Path: <camille@mairie-exemple.example>\r\n${named('un')}`);
    expect(first).toMatchObject({ receivedAt: '2026-05-12T07:00:00.000Z', deskMailboxes: [desk31], envelopeFrom: 'camille@mairie-exemple.example' });
    expect(first?.source).toMatchObject({ kind: 'imap', account: desk31, uid: 1, uidValidity: expect.stringMatching(/^\d+$/) });
    expect(second).toMatchObject({ receivedAt: '2026-05-12T08:00:00.000Z', source: { uid: 2 } });
    expect(ids(await dovecot.mailsIn('Traités'))).toEqual(['un', 'deux']);
    expect(await dovecot.mailsIn('INBOX')).toEqual([]);
  });

  it('hears of a mail that arrives (IDLE)', async () => {
    const dovecot = await server();
    await dovecot.deliver(named('avant'));
    const { keeper, collector } = collect(dovecot);
    await keeper.until(() => keeper.kept.length === 1);
    await dovecot.deliver(named('pendant'));
    await keeper.until(() => keeper.kept.length === 2);
    await collector.close();
    expect(ids(await dovecot.mailsIn('Traités'))).toEqual(['avant', 'pendant']);
  });

  it('looks by itself where the server announces nothing', async () => {
    const dovecot = await server({ capabilities: 'IMAP4rev1 UIDPLUS MOVE' });
    const { keeper } = collect(dovecot, { pollIntervalMs: 50 });
    await dovecot.deliver(named('un'));
    await keeper.until(() => keeper.kept.length === 1);
    expect(keeper.kept).toHaveLength(1);
  });

  it('leaves a mail that fails in the mailbox, goes on with the others, and offers it again', async () => {
    const dovecot = await server();
    for (const id of ['un', 'deux', 'trois']) await dovecot.deliver(named(id));
    const { keeper, logger, problem, problems, collector } = collect(dovecot, { concurrency: 1 });
    let broken = true;
    keeper.before = async ({ raw }) => {
      if (broken && raw.includes('<deux@')) throw new Error(`refused for ${desk31}`);
    };
    await keeper.until(() => keeper.kept.length === 2);
    await problem('not-kept');
    expect(ids(await dovecot.mailsIn('INBOX'))).toEqual(['deux']);
    broken = false;
    await keeper.until(() => keeper.kept.length === 3);
    await collector.close();
    expect(ids(await dovecot.mailsIn('Traités')).sort()).toEqual(['deux', 'trois', 'un']);
    expect(problems.filter(({ kind }) => kind === 'not-kept')[0]).toMatchObject({ uid: 2, attempts: 1 });
    expect(logger.lines.join('\n')).not.toMatch(/@caf31|mairie-exemple|guichet31/);
  });

  it('does not move a mail whose keeper hangs', async () => {
    const dovecot = await server();
    await dovecot.deliver(named('un'));
    const { keeper, problem, collector } = collect(dovecot, { keepTimeoutMs: 30 });
    keeper.before = () => new Promise<void>(() => undefined);
    await problem('not-kept');
    await collector.close();
    expect(ids(await dovecot.mailsIn('INBOX'))).toEqual(['un']);
  });

  it('goes on where it was after the server is killed in the middle, keeping each mail once', async () => {
    const dovecot = await server();
    for (let i = 0; i < 10; i++) await dovecot.deliver(named(`m${i}`));
    const { keeper, logger, problem, collector } = collect(dovecot, { concurrency: 1 });
    let killed = Promise.resolve();
    keeper.before = async () => {
      if (keeper.asked.length === 4) await (killed = dovecot.kill());
    };
    await problem('connection');
    await killed;
    await dovecot.start();
    await keeper.until(() => keeper.kept.length === 10);
    await logger.said('kept mails were moved');
    await collector.close();
    expect(keeper.asked).toHaveLength(10);
    expect(await dovecot.mailsIn('INBOX')).toEqual([]);
    expect(await dovecot.mailsIn('Traités')).toHaveLength(10);
  });

  it('offers everything again when the mailbox was rebuilt, under its new UIDVALIDITY', async () => {
    const dovecot = await server();
    await dovecot.deliver(named('un'));
    const { keeper, problems, problem, collector } = collect(dovecot);
    keeper.before = () => Promise.reject(new Error('not now'));
    await problem('not-kept');
    await dovecot.kill();
    dovecot.forgetUids();
    await dovecot.start();
    await problem('uid-validity-changed');
    keeper.before = async () => undefined;
    await keeper.until(() => keeper.kept.length === 1);
    await collector.close();
    const changed = problems.find((one) => one.kind === 'uid-validity-changed');
    expect(changed).toBeDefined();
    expect(keeper.kept[0]?.source).toMatchObject({ uidValidity: changed?.kind === 'uid-validity-changed' ? changed.now : '' });
    expect(keeper.asked[0]?.source).toMatchObject({ uidValidity: changed?.kind === 'uid-validity-changed' ? changed.before : '' });
  });

  it.each(['Traités', 'Déjà vus & « classés » ~ (été) 📬', 'INBOX.Traités', 'Archives.2026.Traités'])('moves to « %s »', async (folder) => {
    const dovecot = await server();
    await dovecot.deliver(named('un'));
    const { keeper, collector } = collect(dovecot, {}, { processedFolder: folder });
    await keeper.until(() => keeper.kept.length === 1);
    await dovecot.deliver(named('deux'));
    await keeper.until(() => keeper.kept.length === 2);
    await collector.close();
    const again = collect(dovecot, {}, { processedFolder: folder });
    await dovecot.deliver(named('trois'));
    await again.keeper.until(() => again.keeper.kept.length === 1);
    await again.collector.close();
    expect(ids(await dovecot.mailsIn(folder))).toEqual(['un', 'deux', 'trois']);
  });

  it.each([
    ['COPY and UID EXPUNGE', 'IMAP4rev1 IDLE UIDPLUS', 0],
    ['COPY and the flag \\Deleted alone', 'IMAP4rev1 IDLE', 1],
  ])('does with %s where the server has no MOVE', async (_, capabilities, left) => {
    const dovecot = await server({ capabilities });
    await dovecot.deliver(named('jete'), { flags: ['\\Deleted'] });
    await dovecot.deliver(named('un'));
    const { keeper, collector } = collect(dovecot);
    await keeper.until(() => keeper.kept.length === 1);
    await collector.close();
    expect(ids(await dovecot.mailsIn('Traités'))).toEqual(['un']);
    expect(ids(await dovecot.mailsIn('INBOX'))).toEqual(['jete', 'un'].slice(0, 1 + left));
    const again = collect(dovecot);
    await dovecot.deliver(named('deux'));
    await again.keeper.until(() => again.keeper.kept.length === 1);
    expect(again.keeper.kept[0]?.raw.toString()).toContain('<deux@');
  });

  it('leaves a mail larger than the limit, and says so once', async () => {
    const dovecot = await server();
    await dovecot.deliver(named('gros') + 'x'.repeat(50_000));
    await dovecot.deliver(named('petit'));
    const { keeper, problems, collector } = collect(dovecot, { sizeLimitBytes: 20_000, pollIntervalMs: 20 });
    await keeper.until(() => keeper.kept.length === 1);
    await dovecot.deliver(named('autre'));
    await keeper.until(() => keeper.kept.length === 2);
    await collector.close();
    expect(ids(await dovecot.mailsIn('INBOX'))).toEqual(['gros']);
    expect(problems).toEqual([{ kind: 'too-large', uid: 1, bytes: expect.any(Number) as number }]);
  });

  it('collects 500 mails, each once', async () => {
    const dovecot = await server();
    for (let i = 0; i < 500; i++) await dovecot.deliver(named(`m${i}`));
    const { keeper, collector } = collect(dovecot);
    await keeper.until(() => keeper.kept.length === 500, 25_000);
    await collector.close();
    expect(new Set(keeper.asked.map(({ source }) => (source.kind === 'imap' ? source.uid : 0))).size).toBe(500);
    expect(keeper.asked).toHaveLength(500);
    expect(await dovecot.mailsIn('INBOX')).toEqual([]);
    expect(await dovecot.mailsIn('Traités')).toHaveLength(500);
  });

  it('says that it is not let in, tries again seldom, and stops when told', async () => {
    const dovecot = await server();
    const { problem, problems, collector, keeper } = collect(dovecot, {}, { password: 'faux' });
    await problem('connection');
    await collector.close();
    expect(problems[0]).toMatchObject({ kind: 'connection', retryInMs: 100 });
    expect(keeper.asked).toEqual([]);
  });
});
