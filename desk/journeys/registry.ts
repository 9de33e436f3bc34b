import type { JourneyName } from '../../domain/journeys/types';
import { changeDesk } from './change';
import { conventionYearDesk } from './convention-year';
import { formalNoticeDesk } from './formal-notice';
import { meetingDesk } from './meeting';
import { reverseReviewDesk } from './reverse-review';
import { subcontractorDesk } from './subcontractor';
import { terminationDesk } from './termination';
import { securityIncidentDesk } from './security-incident';
import { traceRequestDesk } from './trace-request';
import type { JourneyDesk } from './words';

/** What each kind writes. One line a kind. */
const DESKS: Readonly<Record<JourneyName, JourneyDesk>> = {
  'formal-notice': formalNoticeDesk,
  'administrator-change': changeDesk,
  'reverse-review': reverseReviewDesk,
  'convention-year': conventionYearDesk,
  termination: terminationDesk,
  subcontractor: subcontractorDesk,
  meeting: meetingDesk,
  'security-incident': securityIncidentDesk,
  'trace-request': traceRequestDesk,
};

export function deskOf(name: JourneyName): JourneyDesk {
  return DESKS[name];
}
