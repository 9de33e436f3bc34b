import type { ContractDocument } from '../../domain/contract-terms-types';
import { frenchPhone } from '../../web/pages/ticket/around';
import { typedDelay } from './delay';
import { typedDate, typedRanges } from './hours';
import { DAYS } from './read';

/** A contract as the form of an amendment shows it, field by field. */
export function amendmentValues({ effectiveFrom, calendar, pickup, escalation, deskLadder, partnerLadder, desk }: ContractDocument): Record<string, string> {
  const hours = calendar.openingHours;
  return {
    effet: effectiveFrom,
    sanshoraires: hours === null ? 'oui' : '',
    ...Object.fromEntries(DAYS.map((day) => [`horaires-${day}`, typedRanges(hours?.[day])])),
    fermetures: (calendar.closedDays ?? []).map(typedDate).join('\n'),
    ...delayValues('prise', pickup),
    ...delayValues('escalade', escalation),
    ...Object.fromEntries(deskLadder.flatMap(({ role, name, email, phone }, i) => [
      [`echelon-${i + 1}-fonction`, role ?? ''],
      [`echelon-${i + 1}-nom`, name ?? ''],
      [`echelon-${i + 1}-courriel`, email ?? ''],
      [`echelon-${i + 1}-telephone`, phone === null ? '' : frenchPhone(phone)],
    ])),
    ...Object.fromEntries(partnerLadder.map(({ role }, i) => [`partenaire-${i + 1}`, role])),
    boites: desk.mailboxes.join('\n'),
  };
}

function delayValues(name: 'prise' | 'escalade', term: ContractDocument['pickup'] | ContractDocument['escalation']): Record<string, string> {
  const { amount, unit } = typedDelay(term?.rule);
  return { [`${name}-delai`]: amount, [`${name}-unite`]: unit, [`${name}-article`]: term?.article ?? '' };
}
