import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';

/** Why a webhook may not be at an address, in French; null when it may. `priv`: this instance lets it be inside, without TLS. */
export function webhookUrlFault(text: string, priv: boolean): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || text.length > 2_000 || !['https:', 'http:'].includes(url.protocol)) return 'Une adresse https://… est attendue.';
  if (url.protocol === 'http:' && !priv) return 'L’adresse doit commencer par https:// : ce qui est dit d’une demande ne passe pas en clair.';
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'Ni identifiant, ni mot de passe, ni « # » dans l’adresse.';
  const host = bare(url.hostname);
  const named = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/.test(host) || (isIP(host) === 0 && !host.includes('.'));
  if (!priv && (named || (isIP(host) !== 0 && !isPublicAddress(host)))) return 'Cette adresse est celle d’un réseau intérieur : le guichet n’y écrit pas.';
  return null;
}

/** « [::1] » → « ::1 » */
export function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
