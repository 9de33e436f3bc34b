import { hash, verify } from '@node-rs/argon2';
import { LONGEST_PASSWORD } from '../domain/password-rule';

/** argon2id (2) with 19 MiB, two passes, one lane: the first choice of OWASP's page on keeping passwords. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), ARGON2ID);
}

/** A password that nobody has: an unknown account takes the same time as a known one. */
const nobody = hashPassword('no account has this password');

/** Whether the password is the one that was hashed; no hash (no account, or one without password) takes as long to say no. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const known = passwordHash !== null && passwordHash.startsWith('$argon2') ? passwordHash : null;
  const right = await verify(known ?? (await nobody), password.slice(0, 5 * LONGEST_PASSWORD).normalize('NFC'));
  return right && known !== null;
}
