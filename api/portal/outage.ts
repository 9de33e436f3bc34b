import type { IncidentRow } from '../../db/incident';
import type { Contract } from '../../domain/contract-types';
import { frenchDateTime } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import type { OutageView } from '../../web/view/portal';

/** An outage in the words that the desk has for partners. */
export function outageView({ title, since, known, closed_at }: IncidentRow, { calendar }: Contract, now: Instant): OutageView {
  return { title, since: frenchDateTime(since, calendar.timeZone, { now }), known, over: closed_at !== null };
}
