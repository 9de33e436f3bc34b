import { checkItself, type DnsResolver } from './authenticate-check';
import { readRelaysVerdict } from './authenticate-relay';
import { within } from './deadline';
import { errorFacts, type Log } from './log';

export type { DnsResolver } from './authenticate-check';

/**
 * Who says whether a mail comes from whom it says. `off`: nobody. `trusted-relay`: the desk's own mail server, in the
 * Authentication-Results header that it adds under `authservId` (RFC 8601). `check`: the product itself (SPF, DKIM, DMARC), for a door
 * that faces the internet or a mailbox without such a server.
 */
export type AuthenticationSetting =
  | { readonly kind: 'off' }
  | { readonly kind: 'trusted-relay'; readonly authservId: string }
  | { readonly kind: 'check' };

/** `fail`: someone else wrote it under that name; put it before a person. `none`: nothing is known, as with most small senders. */
export interface Authentication {
  readonly verdict: 'pass' | 'fail' | 'none';
  /** « dmarc=fail spf=softfail dkim=none », « timeout »: methods and results, no address, no domain. */
  readonly detail: string;
}

/** What is known of a mail as it arrived. */
export interface MailToAuthenticate {
  readonly raw: Buffer;
  readonly envelopeFrom: string | null;
  /** The server that brought it by SMTP; null when it was collected. */
  readonly remoteAddress: string | null;
}

export interface AuthenticatorOptions {
  readonly setting: AuthenticationSetting;
  readonly logger: Log;
  /** dns.promises.resolve by default. */
  readonly resolver?: DnsResolver;
  /** The longest that the DNS may take in all; then the verdict is `none`. */
  readonly timeoutMs?: number;
}

export interface Authenticator {
  /** Never rejects: a DNS that does not answer must not keep a mail out, nor condemn it. */
  authenticate(mail: MailToAuthenticate): Promise<Authentication>;
}

/** How a desk tells whether a mail comes from whom it says, as its setting has it. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { setting } = options;
  if (setting.kind === 'off') return { authenticate: async () => ({ verdict: 'none', detail: 'off' }) };
  if (setting.kind === 'trusted-relay') return { authenticate: async ({ raw }) => readRelaysVerdict(raw, setting.authservId) };
  return {
    authenticate: (mail) =>
      within(options.timeoutMs ?? 5_000, 'authenticating a mail', checkItself(mail, options.resolver)).catch((error: unknown) => {
        options.logger.warn(errorFacts(error), 'a mail could not be authenticated');
        return { verdict: 'none', detail: error instanceof Error && error.name === 'TooSlow' ? 'timeout' : 'error' };
      }),
  };
}
