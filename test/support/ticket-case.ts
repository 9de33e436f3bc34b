import { loadPublishedContract } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import type { Contract, PartnerContact } from '../../domain/contract-types';
import { instant, type Instant } from '../../domain/ids';
import type { TicketCase } from '../../domain/plan';
import type { Fact, FactBody } from '../../domain/ticket-facts';

/** Facts of one ticket, numbered in the order given: [instant, fact]. */
export function facts(...lines: ReadonlyArray<readonly [string, FactBody]>): Fact[] {
  return lines.map(([at, body], i) => ({ ...body, n: i + 1, at: instant(at) }) as Fact);
}

export const received: FactBody = { kind: 'received', channel: 'email', message: 'first' };
export const asks: FactBody = { kind: 'desk-wrote', then: 'asks', message: 'question' };
export const owes: FactBody = { kind: 'desk-wrote', then: 'owes', message: 'answer' };
export const resolves: FactBody = { kind: 'desk-wrote', then: 'resolved', message: 'answer' };
export const partnerWrote: FactBody = { kind: 'partner-wrote', channel: 'email', message: 'reply', counts: true };
export const automatic: FactBody = { kind: 'partner-wrote', channel: 'email', message: 'away', counts: false };

/** A ticket under a published contract, with the seed's contacts of that Caf's first convention. */
export function caseOf(caf: string, told: readonly Fact[], changes: Partial<TicketCase> = {}): TicketCase {
  return {
    contract: published(caf),
    contacts: contactsOf(caf),
    deadAddresses: new Set(),
    facts: told,
    frozen: new Map(),
    heldUntil: null,
    ...changes,
  };
}

let seed: ReturnType<typeof loadSeed> | undefined;

export function contactsOf(caf: string, convention?: string): readonly PartnerContact[] {
  seed ??= loadSeed();
  return seed.conventions.find((one) => one.caf === caf && (convention === undefined || one.number === convention))?.contacts ?? [];
}

const contracts = new Map<string, Contract>();

/** A published contract, read once. */
export function published(caf: string): Contract {
  const contract = contracts.get(caf) ?? loadPublishedContract(caf);
  contracts.set(caf, contract);
  return contract;
}

/** A published contract with its escalation changed. */
export function escalating(caf: string, changes: Partial<NonNullable<Contract['escalation']>>): Contract {
  const contract = published(caf);
  if (contract.escalation === null) throw new Error(`${caf} has no escalation`);
  return { ...contract, escalation: { ...contract.escalation, ...changes } };
}

/** « 2026-06-08T07:30:00+02:00 » as the product writes it. */
export const utc = (local: string): Instant => instant(local);
