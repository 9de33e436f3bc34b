import type { ContractDocument } from '../contract-terms-types';
import type { LocalDate } from '../ids';
import { addMonths, dateOfDay, dayOf } from '../local-date';
import { clauseOf } from './around';
import { daysAfter } from './year';

/** The five things that a notice names (convention, subcontracting), in the convention's order. */
export const SUBCONTRACTOR_ITEMS = ['providers', 'locations', 'databases', 'legal-regime', 'tasks'] as const;
export type SubcontractorItem = (typeof SUBCONTRACTOR_ITEMS)[number];
export type SubcontractorItems = Readonly<Partial<Record<SubcontractorItem, string>>>;
/** What may be missing: one of the five, or six months between the notice and the beginning. */
export type MissingItem = SubcontractorItem | 'notice';

const MODEL: Readonly<Record<SubcontractorItem, string>> = {
  providers: 'la liste des prestataires', locations: 'leur localisation', databases: 'la localisation des bases de données', 'legal-regime': 'le régime juridique des outils', tasks: 'les tâches confiées',
};

/** An item as this Caf's convention names it. */
export function itemLabel(contract: ContractDocument, item: SubcontractorItem): string {
  return clauseOf(contract, 'subcontractor-notice')?.items?.[SUBCONTRACTOR_ITEMS.indexOf(item)] ?? MODEL[item];
}

/** The first day on which the subcontractor announced that day may begin; null where the convention gives no delay. */
export function earliestStart(contract: ContractDocument, announcedOn: LocalDate): LocalDate | null {
  const delay = clauseOf(contract, 'subcontractor-notice')?.delay;
  if (delay === undefined) return null;
  if ('calendarMonths' in delay) return dateOfDay(addMonths(dayOf(announcedOn), delay.calendarMonths).day);
  if ('calendarDays' in delay) return daysAfter(announcedOn, delay.calendarDays);
  throw new Error('the notice of a subcontractor counts in calendar days or months');
}

/** What a notice lacks, in the convention's order. */
export function missingOf(contract: ContractDocument, { items, startsOn, announcedOn }: { readonly items: SubcontractorItems; readonly startsOn: LocalDate; readonly announcedOn: LocalDate }): MissingItem[] {
  const earliest = earliestStart(contract, announcedOn);
  const missing: MissingItem[] = SUBCONTRACTOR_ITEMS.filter((item) => (items[item] ?? '').trim() === '');
  return earliest !== null && startsOn < earliest ? [...missing, 'notice'] : missing;
}
