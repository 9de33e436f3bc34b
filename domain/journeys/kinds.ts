import { changeOfAdministrator } from './change';
import { conventionYear } from './convention-year';
import { formalNotice } from './formal-notice';
import { meeting } from './meeting';
import { reverseReview } from './reverse-review';
import { subcontractor } from './subcontractor';
import { termination } from './termination';
import { securityIncident } from './security-incident';
import { traceRequest } from './trace-request';
import type { JourneyKind, JourneyName } from './types';

/** Every kind of journey. One line a kind. */
const KINDS: Readonly<Record<JourneyName, JourneyKind>> = {
  'formal-notice': formalNotice,
  'administrator-change': changeOfAdministrator,
  'reverse-review': reverseReview,
  'convention-year': conventionYear,
  termination,
  subcontractor,
  meeting,
  'security-incident': securityIncident,
  'trace-request': traceRequest,
};

/** @throws Error when there is no such kind. */
export function kindOf(name: JourneyName): JourneyKind {
  const kind = KINDS[name];
  if (kind === undefined) throw new Error(`no journey of kind ${name}`);
  return kind;
}

/** The Temporal workflows of journeys. */
export function journeyWorkflows(): string[] {
  return Object.values(KINDS).map(({ workflow }) => workflow);
}
