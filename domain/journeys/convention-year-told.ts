import type { PartnerRole } from '../contract-types';
import type { LocalDate } from '../ids';
import { clauseOf, managerOf, peopleOf } from './around';
import type { Year, YearFact } from './convention-year';
import { daysAfter, returnBefore } from './year';
import type { Around, JourneyLetter, JourneyStep, NewJourney, Outcome } from './types';

/** Whom a tacit renewal is told to: a setting of each convention, nobody unless it was asked for. */
export const RENEWAL_READERS = ['administrator', 'deputy-administrator', 'signatory', 'manager'] as const;
export type RenewalReader = (typeof RENEWAL_READERS)[number];

/** A setting of the product: how many days before the return of its signature the yearly assessment of a convention is prepared. */
export const ASSESSMENT_DAYS_BEFORE = 30;

/** That it is renewed, to who asked to be told. */
export function renewalLetters(on: LocalDate, readers: readonly RenewalReader[], around: Around, step: JourneyStep): JourneyLetter[] {
  const partner = peopleOf(around, readers.filter((one): one is Extract<RenewalReader, PartnerRole> => one !== 'manager'));
  return [
    ...partner.map((to): JourneyLetter => ({ letter: 'convention-renewed', to, data: { on, side: 'partner' } })),
    ...(readers.includes('manager') ? [{ letter: 'convention-renewed', to: managerOf(around, step.at), data: { on, side: 'desk' } }] : []),
  ];
}

/** Whom the assessment is offered to; who signs for the partner where no administrator can be written to. */
const OFFERED: readonly PartnerRole[] = ['administrator', 'deputy-administrator'];

/** Of the year that ends the day before it is prepared: one follows another without a gap. */
export function assessed(on: LocalDate, { signedOn }: Pick<Year, 'signedOn'>, around: Around, step: JourneyStep): Outcome<YearFact> {
  const to = daysAfter(on, -ASSESSMENT_DAYS_BEFORE - 1);
  const period = { from: daysAfter(returnBefore(signedOn, on), -ASSESSMENT_DAYS_BEFORE), to };
  const people = peopleOf(around, OFFERED);
  const offered = people.length > 0 ? people : peopleOf(around, ['signatory']);
  return {
    facts: [{ body: { kind: 'assessment-prepared', on, ...period } }],
    letters: [{ letter: 'assessment-prepared', to: managerOf(around, step.at), data: { on, period, side: 'desk' } }, ...offered.map((one): JourneyLetter => ({ letter: 'assessment-offered', to: one, data: { on, period, side: 'partner' } }))],
    begins: meetsOnAssessment(around) ? [assessmentMeeting(on, around)] : [],
  };
}

/** Whether the contract wants a meeting at each yearly assessment: none of the published ones says so. */
export function meetsOnAssessment({ contract }: Pick<Around, 'contract'>): boolean {
  return clauseOf(contract, 'yearly-assessment')?.meeting === true;
}

function assessmentMeeting(on: LocalDate, { convention }: Around): NewJourney {
  return { kind: 'meeting', first: { kind: 'meeting-requested', by: 'desk', who: null, subject: `Bilan annuel ${on.slice(0, 4)}`, date: null, assessment: on } as never, key: `meeting/${convention?.id ?? ''}/${on}` };
}
