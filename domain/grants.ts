import { CAF_ROLES, holds, isVisitor, REPORTER, WIDE_ROLES, type Action, type Role } from './roles';
import type { CafCode, Instant } from './ids';

/** A role and where it is held. */
export interface Grant {
  readonly role: Role;
  readonly cafs: readonly CafCode[];
  readonly conventions: readonly string[];
  /** Cafs, or conventions, of these that name no security officer: the manager, or the partner's administrators, stand in. */
  readonly standsIn: readonly string[];
}

/** As much of a ticket as decides who may know that it exists. */
export interface Place {
  /** Since when its content is erased; absent or null = it is not. */
  readonly erased_at?: Instant | null;
  readonly caf: CafCode;
  readonly convention_id: string | null;
  /** A security incident: for those whose role may see it. */
  readonly restricted: boolean;
  /** It was referred to the national level, once. */
  readonly referred: boolean;
}

/** Whether one of these roles may do it at all, wherever it is held. */
export function may(grants: readonly Grant[], action: Action): boolean {
  return grants.some((grant) => holds(grant.role, action));
}

/** The Cafs in which these roles may do it, in order. */
export function cafsWhere(grants: readonly Grant[], action: Action): CafCode[] {
  return distinct(grants.filter((grant) => holds(grant.role, action)).flatMap((grant) => grant.cafs));
}

/** The Cafs whose security incidents these roles may do it to: the security officer's, and those that name none, where another stands in (article 3). */
export function securityCafsWhere(grants: readonly Grant[], action: Action): CafCode[] {
  const held = grants.filter((grant) => holds(grant.role, action));
  return distinct(held.flatMap(({ role, cafs, standsIn }) => (role === 'security-officer' ? cafs : cafs.filter((caf) => standsIn.includes(caf)))));
}

/** The conventions for which these roles may do it. */
export function conventionsWhere(grants: readonly Grant[], action: Action): string[] {
  return distinct(grants.filter((grant) => holds(grant.role, action)).flatMap((grant) => grant.conventions));
}

/** Whether these roles may do it to this very ticket. */
export function mayOn(grants: readonly Grant[], action: Action, place: Place): boolean {
  return grants.some((grant) => holds(grant.role, action) && reaches(grant, place));
}

/** Whether a role reaches a ticket: its own Cafs or conventions, security incidents apart, and for the national level what was referred to it. */
function reaches(grant: Grant, { caf, convention_id, restricted, referred }: Place): boolean {
  const { role, cafs, conventions, standsIn } = grant;
  if (isVisitor(role)) return convention_id !== null && conventions.includes(convention_id) && (!restricted || role === 'partner-security-officer' || standsIn.includes(convention_id));
  if (!cafs.includes(caf)) return false;
  if (role === 'national') return referred;
  if (role === 'security-officer') return restricted;
  return !restricted || standsIn.includes(caf);
}

/** What row security is told of these roles (db/scope.ts): the same reach, said as lists. `action`: what is asked, when it is for one that reaches more than the others. */
export function reachOf(grants: readonly Grant[], action?: Action) {
  const of = (...roles: Role[]) => grants.filter(({ role }) => roles.includes(role));
  const cafs = (some: readonly Grant[]) => distinct(some.flatMap((grant) => grant.cafs));
  const visits = grants.filter(({ role }) => isVisitor(role) && (role !== REPORTER || action === 'report-own-security'));
  return {
    desk: cafs(of('agent', 'manager', 'mcp-administrator')),
    unidentified: cafsWhere(grants, 'read-unidentified'),
    managed: cafsWhere(grants, 'manage-desk'),
    security: distinct([...cafs(of('security-officer')), ...of('manager').flatMap((grant) => grant.standsIn)]),
    cafs: cafs(of('agent', 'manager', 'mcp-administrator', 'security-officer')),
    staff: cafs(of(...CAF_ROLES)),
    traces: cafs(of('trace-reader')),
    contracts: cafs(of(...CAF_ROLES, ...WIDE_ROLES)),
    conventions: distinct(visits.flatMap((grant) => grant.conventions)),
    securityConventions: distinct([...of('partner-security-officer').flatMap((grant) => grant.conventions), ...visits.flatMap((grant) => grant.standsIn)]),
    national: of('national').length > 0,
    instance: of('instance-administrator').length > 0,
  };
}

function distinct<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}
