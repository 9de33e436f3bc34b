/** « ABCD EFGH … »: as applications show a key that is typed. */
export function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
