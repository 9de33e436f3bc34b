import { readFileSync } from 'node:fs';
import { ConfigError, type Config } from '../config';

/** How people sign in to this instance (docs/operating.md). Milliseconds. */
export type SignInSettings = Config['signIn'] & {
  /** Passwords that are refused beside those the product knows, in lower case. */
  readonly morePasswords: ReadonlySet<string>;
};
export type OidcSettings = NonNullable<SignInSettings['oidc']>;

/** A trial's settings: no second factor asked, no provider. */
export const DEFAULT_SIGN_IN: SignInSettings = {
  idleMs: 8 * 3_600_000,
  absoluteMs: 12 * 3_600_000,
  partnerIdleMs: 3_600_000,
  partnerAbsoluteMs: 8 * 3_600_000,
  totpRoles: [],
  oidc: null,
  morePasswords: new Set(),
};

/** One password a line. @throws ConfigError when the file cannot be read. */
export function readPasswordList(file: string | null): ReadonlySet<string> {
  if (file === null) return new Set();
  try {
    return new Set(readFileSync(file, 'utf8').split(/\r?\n/).filter((line) => line !== '').map((line) => line.toLowerCase()));
  } catch (cause) {
    throw new ConfigError(`GUICHET_PASSWORD_LIST_FILE : fichier illisible / cannot be read: ${file}`, { cause });
  }
}
