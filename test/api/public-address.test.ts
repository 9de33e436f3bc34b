import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../desk/public-address';
import { postWebhook } from '../../desk/webhook-post';
import { webhookUrlFault } from '../../desk/webhook-url';

describe('an address', () => {
  it.each([
    '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1',
    '::1', '::', '::ffff:127.0.0.1', '::ffff:10.0.0.1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'rien',
  ])('%s is inside', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2a01:cb00::1', '2606:4700::1111'])('%s is outside', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('where a webhook may be', () => {
  it.each([
    'http://programme.example/', 'ftp://programme.example/', 'https://localhost/', 'https://127.0.0.1/', 'https://[::1]/', 'https://0x7f000001/', 'https://2130706433/', 'https://127.1/',
    'https://192.168.1.1/', 'https://169.254.169.254/latest/', 'https://guichet.internal/', 'https://intranet/', 'https://utilisateur:secret@programme.example/', 'programme.example', '',
  ])('not at %s', (url) => {
    expect(webhookUrlFault(url, false)).not.toBeNull();
  });

  it('at an https address of the internet, or anywhere when the instance says so', () => {
    expect(webhookUrlFault('https://programme.example:8443/guichet?x=1', false)).toBeNull();
    expect(webhookUrlFault('http://127.0.0.1:9/', true)).toBeNull();
  });
});

describe('a delivery', () => {
  let asked = 0;
  const server = createServer((_req, res) => {
    asked += 1;
    res.end();
  });
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const post = (host: string, priv: boolean) => postWebhook({ url: `http://${host}:${(server.address() as AddressInfo).port}/`, headers: {}, body: '{}', timeoutMs: 5_000, priv });

  it('never connects inside, by number or by a name that leads there', async () => {
    expect(await post('127.0.0.1', false)).toEqual({ status: null, problem: 'private-address' });
    expect(await post('localhost', false)).toEqual({ status: null, problem: 'private-address' });
    expect(asked).toBe(0);
  });

  it('does where the instance allows it', async () => {
    expect(await post('127.0.0.1', true)).toEqual({ status: 200, problem: null });
    expect(await post('localhost', true)).toEqual({ status: 200, problem: null });
    expect(asked).toBe(2);
  });
});
