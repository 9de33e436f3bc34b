import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals a text with the instance's first secret: nobody else reads or changes it, and it opens for the same purpose only
 * (« second-factor <account> »). AES-256-GCM.
 */
export function seal(secrets: readonly string[], purpose: string, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secrets[0] ?? '', purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens what any of the instance's secrets sealed for this purpose; null when none did. */
export function unseal(secrets: readonly string[], purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return null;
  for (const secret of secrets) {
    const text = opened(keyOf(secret, purpose), bytes);
    if (text !== null) return text;
  }
  return null;
}

function opened(key: Buffer, bytes: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch (error) {
    // Another secret sealed it, or somebody changed it: GCM does not tell which.
    if (error instanceof Error) return null;
    throw error;
  }
}

function keyOf(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `guichet ${purpose}`, 32));
}
