import { homePath, signInPath } from '../web/paths';

/** A path of this site, or where each has their work; never another one's address (« //evil.example », « /\evil.example »). */
export function safePath(path: string | null): string {
  return path !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.startsWith(signInPath()) ? path : homePath();
}
