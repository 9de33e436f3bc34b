import type { PartnerContact, PartnerRole } from './contract-types';
import type { ContractDocument } from './contract-terms-types';
import { fold, ladderFindings } from './contract-check-ladder';
import { failing, warning, type Finding } from './contract-check-line';

/** A convention and the people it names. */
export interface CheckedConvention {
  readonly number: string;
  readonly caf: string;
  readonly partnerName: string;
  readonly contacts: readonly PartnerContact[];
}

const NEEDED: ReadonlyArray<readonly [PartnerRole, string]> = [
  ['level-one-support', 'support de niveau 1'],
  ['administrator', 'administrateur'],
  ['deputy-administrator', 'suppléant'],
  ['signatory', 'signataire'],
];

/** Rungs of the partner's ladder that nobody fills, and offices that nobody holds. */
export function conventionFindings(contract: ContractDocument, convention: CheckedConvention): Finding[] {
  const where = `convention ${convention.number} (${convention.partnerName})`;
  const missing = NEEDED.filter(([role]) => !convention.contacts.some((contact) => contact.role === role));
  return [...rungFindings(where, contract, convention), ...missing.map(([, label]) => warning(where, `Aucun contact n’est ${label}.`))];
}

function rungFindings(where: string, contract: ContractDocument, { contacts }: CheckedConvention): Finding[] {
  if (contract.escalation === null) return [];
  const filled = contacts
    .flatMap((contact) => (contact.ladderRank === null ? [] : [{ ...contact, rank: contact.ladderRank }]))
    .sort((a, b) => a.rank - b.rank);
  const empty = contract.partnerLadder.filter((rung) => !filled.some((contact) => contact.rank === rung.rank));
  const rungs = filled.map((contact) => ({ rank: contact.rank, label: contact.name, name: contact.name, email: contact.email }));
  return [
    ...empty.map((rung) =>
      failing(where, `Échelon ${rung.rank} du partenaire (${rung.role}) : aucun contact ne le remplit. Il sera sauté et montré en erreur.`),
    ),
    ...ladderFindings(where, 'du partenaire', rungs, contract.desk.mailboxes),
  ];
}

/** Addresses registered in several conventions of one Caf: a person chooses which, the clock running (rules: Door 4). */
export function sharedAddressFindings(conventions: readonly CheckedConvention[]): Finding[] {
  const numbers = new Map<string, Set<string>>();
  for (const { number, contacts } of conventions) {
    for (const { email } of contacts) if (email !== null) numbers.set(fold(email), (numbers.get(fold(email)) ?? new Set()).add(number));
  }
  return [...numbers]
    .filter(([, found]) => found.size > 1)
    .map(([email, found]) =>
      warning(
        'conventions',
        `${email} figure dans les conventions ${[...found].join(' et ')} : une personne choisira à laquelle rattacher ses courriels.`,
      ),
    );
}
