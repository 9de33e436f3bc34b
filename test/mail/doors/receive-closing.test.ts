import { describe, expect, it } from 'vitest';
import { desk31, mailText } from './fixtures';
import { openDoor as open } from './open-door';
import { SmtpClient } from './smtp-client';

const from = 'MAIL FROM:<camille@mairie-exemple.example>';

describe('closing', () => {
  it('waits for what is in DATA, answers it, and takes nothing new', async () => {
    const { client, keeper, door } = await open();
    let release = (): void => undefined;
    keeper.before = () => new Promise<void>((resolve) => (release = resolve));
    const [busy, idle] = [await client(), await client()];
    const answer = busy.deliver(mailText(), [desk31]);
    await keeper.until(() => keeper.asked.length === 1);
    const closed = door.close();
    expect(await idle.say(from)).toMatch(/^421 /);
    release();
    expect(await answer).toMatch(/^250 /);
    await closed;
    const late = await SmtpClient.open(door.port);
    expect(await late.reply()).toBe('');
  });

  it('gives up on a keeper that hangs', async () => {
    const { client, keeper, door } = await open({ closeGraceMs: 50 });
    keeper.before = () => new Promise<void>(() => undefined);
    const answer = (await client()).deliver(mailText(), [desk31]);
    await keeper.until(() => keeper.asked.length === 1);
    await door.close();
    expect(await answer).toMatch(/^421 /);
  });

  it('says which port is taken', async () => {
    const { door } = await open();
    await expect(open({ port: door.port })).rejects.toThrow(/EADDRINUSE/);
  });
});
