import { BlockList, isIPv6 } from 'node:net';
import type { AuthenticateResult } from 'mailauth';
import type { Authentication, MailToAuthenticate } from './authenticate';

/** As dns.promises.resolve: TXT gives arrays of strings, A and AAAA strings; an error with `code` ENOTFOUND or ENODATA = none. */
export type DnsResolver = (domain: string, rrtype: string) => Promise<string[][] | string[]>;

/** Addresses from inside: the desk's own relay brought the mail, SPF would judge the relay. */
const inside = new BlockList();
for (const [net, prefix] of [['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['127.0.0.0', 8], ['169.254.0.0', 16]] as const) inside.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]] as const) inside.addSubnet(net, prefix, 'ipv6');

/** Checks SPF, DKIM and DMARC. @throws what the library throws of bytes it cannot read. */
export async function checkItself(mail: MailToAuthenticate, resolver?: DnsResolver): Promise<Authentication> {
  const { authenticate } = await import('mailauth'); // 52 packages: loaded only where a desk asks for it
  const ip = outsideAddress(mail.remoteAddress);
  const result = await authenticate(mail.raw, {
    ip,
    sender: mail.envelopeFrom ?? '',
    mta: 'guichet.invalid',
    resolver,
    disableArc: true,
    disableBimi: true,
  });
  return { verdict: verdictOf(result, ip !== undefined), detail: detailOf(result, ip !== undefined) };
}

function outsideAddress(remote: string | null): string | undefined {
  if (remote === null) return undefined;
  return inside.check(remote, isIPv6(remote) ? 'ipv6' : 'ipv4') ? undefined : remote;
}

/**
 * DMARC decides where the sender's domain publishes it, unless a part of it could not be checked: a DNS in trouble, or SPF of a mail
 * that was collected, when no signature of the domain itself is there and broken. Without DMARC: an aligned signature passes; a flat
 * SPF « fail » of the envelope without one fails.
 */
function verdictOf(result: AuthenticateResult, spfChecked: boolean): Authentication['verdict'] {
  const signatures = result.dkim.results.map(({ status }) => status);
  const spf = spfChecked && result.spf ? result.spf.status.result : 'none';
  const dmarc = result.dmarc ? result.dmarc.status.result : 'none';
  if (dmarc === 'pass') return 'pass';
  if ([spf, dmarc, ...signatures.map((one) => one.result)].some((one) => one.startsWith('temperr'))) return 'none';
  if (dmarc === 'fail') return spfChecked || signatures.some((one) => one.aligned && one.result === 'fail') ? 'fail' : 'none';
  if (signatures.some((one) => one.aligned && one.result === 'pass')) return 'pass';
  return spf === 'fail' ? 'fail' : 'none';
}

function detailOf(result: AuthenticateResult, spfChecked: boolean): string {
  const dmarc = result.dmarc ? result.dmarc.status.result : 'none';
  const spf = spfChecked && result.spf ? result.spf.status.result : 'unchecked';
  const dkim = result.dkim.results.map(({ status }) => status.result).join(',') || 'none';
  return `dmarc=${dmarc} spf=${spf} dkim=${dkim}`;
}
