import { loadPublishedContract, loadPublishedContracts } from '../../contracts/load';
import type { Contract } from '../../domain/contract-types';
import type { ContractDocument } from '../../domain/contract-terms-types';

/** A published contract whose escalation runs in seconds and whose desk never closes: for stories on the real clock. */
export function inSeconds(caf: string, seconds: number, changes: Partial<ContractDocument> = {}): Contract {
  const contract = loadPublishedContract(caf);
  const rule = { elapsedSeconds: seconds };
  return {
    ...contract,
    calendar: { ...contract.calendar, openingHours: null, territory: null },
    escalation: contract.escalation === null ? null : { ...contract.escalation, rule, whenClosed: 'as-is' },
    pickup: contract.pickup === null ? null : { ...contract.pickup, rule, whenClosed: 'as-is' },
    ...changes,
  };
}

/** Every published contract, some of them replaced. */
export function publishedBut(...replaced: readonly Contract[]): Contract[] {
  const cafs = new Set(replaced.map(({ caf }) => caf));
  return [...loadPublishedContracts().filter(({ caf }) => !cafs.has(caf)), ...replaced];
}
