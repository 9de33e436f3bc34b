import type { ContractDocument } from '../../domain/contract-terms-types';
import { frenchDate } from '../../domain/french/dates';
import type { LocalDate } from '../../domain/ids';
import { subcontractor, type Subcontractor, type SubcontractorFact } from '../../domain/journeys/subcontractor';
import { earliestStart, itemLabel, SUBCONTRACTOR_ITEMS, type SubcontractorItems } from '../../domain/journeys/subcontractor-items';
import type { JourneyFact } from '../../domain/journeys/types';
import type { ItemLine } from '../../web/pages/convention/subcontractor-fields';
import type { FieldError } from '../act-forms';
import { dayOf } from '../register/forms';
import type { OneJourney } from './view';

type Fields = Readonly<Record<string, string>>;
const LONGEST = 5_000;

export function subcontractorState({ loaded }: OneJourney): Subcontractor {
  return subcontractor.fold(loaded.facts as JourneyFact<SubcontractorFact>[]);
}

/** The five things in the convention's own words, with what was given. */
export function itemLines(contract: ContractDocument, items: SubcontractorItems): ItemLine[] {
  return SUBCONTRACTOR_ITEMS.map((item) => {
    const label = itemLabel(contract, item);
    const given = (items[item] ?? '').trim();
    return { item, label: `${label.charAt(0).toUpperCase()}${label.slice(1)}`, given: given === '' ? null : given };
  });
}

export function earliestWords(contract: ContractDocument, announcedOn: LocalDate): string | null {
  const earliest = earliestStart(contract, announcedOn);
  return earliest === null ? null : frenchDate(earliest);
}

/** What a form gives of the five things, and the day of the beginning. */
export function readSubcontractor(fields: Fields, errors: FieldError[]): { readonly items: SubcontractorItems; readonly startsOn: LocalDate | null } {
  const items: Partial<Record<(typeof SUBCONTRACTOR_ITEMS)[number], string>> = {};
  for (const item of SUBCONTRACTOR_ITEMS) {
    const text = (fields[item] ?? '').trim();
    if (text.length > LONGEST) errors.push({ field: item, message: 'Ce texte est trop long : 5 000 caractères au plus.' });
    if (text !== '') items[item] = text.slice(0, LONGEST);
  }
  return { items, startsOn: dayOf(fields['debut'], 'debut', errors) };
}
