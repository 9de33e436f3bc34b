import type { Granted } from '../db/identity';
import { cafCode } from '../domain/contract-schema';
import type { CafCode } from '../domain/ids';
import { CAF_ROLES, WIDE_ROLES, type AccountRole } from '../domain/roles';
import type { Claims } from './oidc';
import type { OidcSettings } from './sign-in-settings';

/** Roles that a provider may give: a partner's people come by a link. */
const GIVEN: readonly AccountRole[] = [...CAF_ROLES, ...WIDE_ROLES];

export type Reading = { readonly granted: Granted } | { readonly refused: 'no-role' | 'no-caf' };

/** What a provider's claims give here: a name, roles and Cafs; values that mean nothing here are left out. */
export function readClaims(claims: Claims, settings: Pick<OidcSettings, 'roleClaim' | 'cafClaim' | 'roles'>): Reading {
  const codes = wordsAt(claims, settings.roleClaim).map((value) => settings.roles[value] ?? value);
  const roles = GIVEN.filter((role) => codes.includes(role));
  if (roles.length === 0) return { refused: 'no-role' };
  const cafs = [...new Set(wordsAt(claims, settings.cafClaim).flatMap(asCaf))].sort();
  const ofSomeCaf = roles.some((role) => (CAF_ROLES as readonly string[]).includes(role));
  if (cafs.length === 0 && ofSomeCaf) return { refused: 'no-caf' };
  return { granted: { name: nameIn(claims), roles, cafs } };
}

/** The words of a claim: a list, or one text of several. A claim within another is named by a path, « realm_access.roles ». */
function wordsAt(claims: Claims, path: string): string[] {
  const value = claims[path] ?? path.split('.').reduce<unknown>((within, key) => (isRecord(within) ? within[key] : undefined), claims);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? one.split(/[\s,]+/) : typeof one === 'number' ? [String(one)] : [])).filter((word) => word !== '');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function asCaf(code: string): CafCode[] {
  const read = cafCode.safeParse(code);
  return read.success ? [read.data] : [];
}

function nameIn(claims: Claims): string {
  const parts = [claims['given_name'], claims['family_name']].filter((part) => typeof part === 'string');
  const name = typeof claims['name'] === 'string' ? claims['name'] : parts.join(' ');
  return name.trim().slice(0, 200) || 'Sans nom';
}
