import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { describe, expect, it } from 'vitest';
import { createAuthenticator, type AuthenticationSetting, type DnsResolver } from '../../../mail/authenticate';
import { mailText, MemoryLog } from './fixtures';

const domain = 'mairie-exemple.example';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

/** A DNS with these TXT records and nothing else. */
function dns(txt: Record<string, string>): DnsResolver {
  return async (name, type) => {
    const record = type === 'TXT' ? txt[name] : undefined;
    if (record === undefined) throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
    return [[record]];
  };
}
const spf = { [domain]: 'v=spf1 ip4:192.0.2.10 -all' };
const softSpf = { [domain]: 'v=spf1 ip4:192.0.2.10 ~all' };
const dmarc = { [`_dmarc.${domain}`]: 'v=DMARC1; p=quarantine' };
const dkim = { [`cle._domainkey.${domain}`]: `v=DKIM1; k=rsa; p=${key}` };

async function signed(signingDomain = domain): Promise<string> {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const cle = { signingDomain, selector: 'cle', privateKey: pem };
  const { signatures } = await dkimSign(mailText(), { ...cle, signatureData: [cle] });
  return signatures + mailText();
}

async function verdict(raw: string, txt: Record<string, string> | DnsResolver, remoteAddress: string | null, setting: AuthenticationSetting = { kind: 'check' }) {
  const resolver = typeof txt === 'function' ? txt : dns(txt);
  const authenticator = createAuthenticator({ setting, resolver, logger: new MemoryLog(), timeoutMs: 2_000 });
  return authenticator.authenticate({ raw: Buffer.from(raw), envelopeFrom: `camille@${domain}`, remoteAddress });
}

describe('checking a sender ourselves', () => {
  it('passes what came from the domain’s own server', async () => {
    expect(await verdict(mailText(), { ...spf, ...dmarc }, '192.0.2.10')).toEqual({ verdict: 'pass', detail: 'dmarc=pass spf=pass dkim=none' });
  });

  it('fails what came from elsewhere under that name', async () => {
    expect(await verdict(mailText(), { ...spf, ...dmarc }, '198.51.100.1')).toMatchObject({ verdict: 'fail', detail: 'dmarc=fail spf=fail dkim=none' });
    expect(await verdict(mailText(), spf, '198.51.100.1')).toMatchObject({ verdict: 'fail' });
  });

  it('passes what the domain signed, wherever it comes from, collected too', async () => {
    const mail = await signed();
    expect(await verdict(mail, { ...spf, ...dmarc, ...dkim }, '198.51.100.1')).toMatchObject({ verdict: 'pass' });
    expect(await verdict(mail, { ...spf, ...dmarc, ...dkim }, null)).toEqual({ verdict: 'pass', detail: 'dmarc=pass spf=unchecked dkim=pass' });
    expect(await verdict(mail, dkim, null)).toMatchObject({ verdict: 'pass' });
  });

  it('fails what was changed after it was signed', async () => {
    const mail = (await signed()).replace('Subject: [CDAP]', 'Subject: [AFAS]');
    expect(await verdict(mail, { ...dmarc, ...dkim }, null)).toMatchObject({ verdict: 'fail' });
  });

  it('does not take another domain’s signature for the sender’s', async () => {
    const mail = await signed('autre.example');
    const other = { 'cle._domainkey.autre.example': `v=DKIM1; k=rsa; p=${key}` };
    expect(await verdict(mail, { ...spf, ...dmarc, ...other }, '198.51.100.1')).toMatchObject({ verdict: 'fail', detail: 'dmarc=fail spf=fail dkim=pass' });
    expect(await verdict(mail, other, null)).toMatchObject({ verdict: 'none' });
  });

  it('knows nothing of a domain that publishes nothing, or only half-heartedly', async () => {
    expect(await verdict(mailText(), {}, '198.51.100.1')).toMatchObject({ verdict: 'none' });
    expect(await verdict(mailText(), softSpf, '198.51.100.1')).toMatchObject({ verdict: 'none' });
  });

  it('does not judge by SPF what the desk’s own relay brought, or what was collected', async () => {
    for (const from of ['127.0.0.1', '10.1.2.3', '::1', 'fd00::1', null]) {
      expect(await verdict(mailText(), { ...spf, ...dmarc }, from)).toMatchObject({ verdict: 'none' });
    }
  });

  it('condemns nobody when the DNS is in trouble, slow, or the mail is not one', async () => {
    const broken: DnsResolver = () => Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }));
    expect(await verdict(await signed(), broken, '198.51.100.1')).toMatchObject({ verdict: 'none' });
    expect(await verdict('\u0000\r\n\r\n', spf, '198.51.100.1')).toBeDefined();
    const authenticator = createAuthenticator({ setting: { kind: 'check' }, resolver: () => new Promise(() => undefined), logger: new MemoryLog(), timeoutMs: 30 });
    expect(await authenticator.authenticate({ raw: Buffer.from(mailText()), envelopeFrom: null, remoteAddress: '198.51.100.1' })).toEqual({ verdict: 'none', detail: 'timeout' });
  });

  it('says nothing when off', async () => {
    expect(await verdict(mailText(), spf, '198.51.100.1', { kind: 'off' })).toEqual({ verdict: 'none', detail: 'off' });
  });
});

describe('believing the desk’s own mail server', () => {
  const by = (header: string) => verdict(`${header}\r\n${mailText()}`, {}, null, { kind: 'trusted-relay', authservId: 'mx.caf31.example' });

  it.each([
    ['mx.caf31.example; dmarc=pass header.from=mairie-exemple.example', 'pass', 'dmarc=pass'],
    ['mx.caf31.example; spf=fail smtp.mailfrom=x.example; dmarc=fail (p=none; dis=none) header.from=mairie-exemple.example', 'fail', 'spf=fail dmarc=fail'],
    ['MX.caf31.example 1;\r\n\tdkim=pass (2048-bit; (nested) key) header.d=mairie-exemple.example', 'pass', 'dkim=pass'],
    ['mx.caf31.example; dkim=pass header.i=@mail.mairie-exemple.example', 'pass', 'dkim=pass'],
    ['mx.caf31.example; dkim=pass header.d=autre.example', 'none', 'dkim=pass'],
    ['mx.caf31.example; dkim=pass header.d=example', 'none', 'dkim=pass'],
    ['mx.caf31.example; spf=pass smtp.mailfrom=camille@mairie-exemple.example', 'pass', 'spf=pass'],
    ['mx.caf31.example; spf=fail smtp.mailfrom=camille@mairie-exemple.example; dkim=none', 'fail', 'spf=fail dkim=none'],
    ['mx.caf31.example; spf=softfail smtp.mailfrom=x@y.example', 'none', 'spf=softfail'],
    ['mx.caf31.example; none', 'none', 'none'],
    ['mx.pirate.example; dmarc=pass', 'none', 'no result of the relay'],
    ['', 'none', 'no result of the relay'],
    [';;;===;((', 'none', 'no result of the relay'],
  ])('reads « %s » as %s', async (value, expected, detail) => {
    expect(await by(`Authentication-Results: ${value}`)).toEqual({ verdict: expected, detail });
  });

  it('believes the topmost under its name: those below may have come with the mail', async () => {
    const two = 'Authentication-Results: mx.caf31.example; dmarc=fail\r\nAuthentication-Results: mx.caf31.example; dmarc=pass';
    expect(await by(two)).toMatchObject({ verdict: 'fail' });
  });
});
