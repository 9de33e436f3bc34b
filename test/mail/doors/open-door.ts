import { afterEach } from 'vitest';
import { startDoor, type Door, type DoorOptions } from '../../../mail/receive';
import { HandClock, MemoryKeeper, MemoryLog } from './fixtures';
import { SmtpClient } from './smtp-client';

const doors: Door[] = [];
const clients: SmtpClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.hangUp();
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

/** A door on a free port with a keeper in memory; closed after the test, its clients too. */
export async function openDoor(options: Partial<DoorOptions> = {}) {
  const keeper = new MemoryKeeper();
  const clock = new HandClock();
  const logger = new MemoryLog();
  const limits = { sizeLimitBytes: 1_000_000, ratePerSenderPerMinute: 0, maxConnections: 20, closeGraceMs: 5_000 };
  const door = await startDoor({ keeper, clock, logger, host: '127.0.0.1', port: 0, tls: null, ...limits, ...options });
  doors.push(door);
  const client = async (): Promise<SmtpClient> => {
    const one = await SmtpClient.open(door.port);
    clients.push(one);
    await one.say('EHLO relais.example');
    return one;
  };
  return { keeper, clock, logger, door, client };
}
