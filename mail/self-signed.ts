import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const VALID_DAYS = 825;
const DAY_MS = 86_400_000;

/**
 * A certificate made at start for a door that was given none: P-256, signed by itself, valid 825 days from `nowMs`
 * (milliseconds since 1970). Sending servers do not verify certificates when they use STARTTLS of their own accord (RFC 7435), so it
 * keeps listeners out as well as a bought one; it does not prove who we are. node:crypto reads certificates but cannot make one,
 * hence the few DER values below (RFC 5280, 4.1).
 */
export function selfSigned(hostname: string, nowMs: number): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid('550403'), der(0x0c, Buffer.from(hostname.slice(0, 64))))));
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const validity = sequence(time(nowMs - DAY_MS), time(nowMs + VALID_DAYS * DAY_MS));
  const serial = der(0x02, Buffer.concat([Buffer.from([0x4a]), randomBytes(15)]));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const body = sequence(version3, serial, algorithm, name, validity, name, spki, der(0xa3, sequence(alternativeName(hostname))));
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(body, algorithm, signature)),
  };
}

function alternativeName(hostname: string): Buffer {
  const names = sequence(der(0x82, Buffer.from(hostname)));
  return sequence(oid('551d11'), der(0x04, names));
}

function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(digits));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function set(part: Buffer): Buffer {
  return der(0x31, part);
}

/** One DER value: tag, length (long form from 128 bytes), content. */
function der(tag: number, content: Buffer): Buffer {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
