import type { Contract, PartnerContact, Side } from './contract-types';
import type { SkipReason } from './ticket-facts';

/** A rung as it can be contacted today. `problem` set = passed over at once and shown as an error (rules: Ladder 3). */
export interface Rung {
  readonly side: Side;
  readonly rank: number;
  readonly role: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Whom this person stands in for (an absence covered). */
  readonly insteadOf?: string;
  /** `task`: the address is one of our own desk mailboxes, so a person is told inside Guichet (rules: Ladder 4). */
  readonly how: 'letter' | 'task';
  readonly problem: SkipReason | null;
}

type Person = Omit<Rung, 'problem' | 'how'>;

/** The side's ladder in order (article 3.3), each rung with what stands against contacting it. */
export function resolveLadder(
  side: Side,
  contract: Contract,
  contacts: readonly PartnerContact[],
  deadAddresses: ReadonlySet<string>,
): Rung[] {
  const persons = side === 'desk' ? deskPersons(contract) : partnerPersons(contract, contacts);
  const own = new Set(contract.desk.mailboxes.map((address) => address.toLowerCase()));
  let previous: Person | null = null;
  return [...persons].sort((a, b) => a.rank - b.rank).map((person) => {
    const how = person.email !== null && own.has(person.email.toLowerCase()) ? 'task' : 'letter';
    const problem = problemOf(person, previous, how, deadAddresses);
    if (problem === null) previous = person;
    return { ...person, how, problem };
  });
}

function deskPersons(contract: Contract): Person[] {
  return contract.deskLadder.map(({ rank, role, name, email, phone, insteadOf }) => ({ side: 'desk', rank, role, name, email, phone, ...(insteadOf === undefined ? {} : { insteadOf }) }));
}

function partnerPersons(contract: Contract, contacts: readonly PartnerContact[]): Person[] {
  const ranks = new Set([...contract.partnerLadder.map((rung) => rung.rank), ...contacts.flatMap((c) => c.ladderRank ?? [])]);
  if (contract.escalation === null) return [];
  return [...ranks].map((rank) => {
    const contact = contacts.find((c) => c.ladderRank === rank);
    const role = contract.partnerLadder.find((rung) => rung.rank === rank)?.role ?? contact?.jobTitle ?? null;
    return {
      side: 'partner' as const,
      rank,
      role,
      name: contact?.name ?? null,
      email: contact?.email ?? null,
      phone: contact?.phones[0] ?? null,
    };
  });
}

function problemOf(person: Person, previous: Person | null, how: Rung['how'], dead: ReadonlySet<string>): SkipReason | null {
  if (person.email === null) return 'no-contact';
  if (how === 'letter' && dead.has(person.email.toLowerCase())) return 'dead-address';
  return previous !== null && samePerson(person, previous, how) ? 'same-person' : null;
}

/** Two people may share the desk's own mailbox (Val-d'Oise): there, only the name tells them apart. */
function samePerson(a: Person, b: Person, how: Rung['how']): boolean {
  const sameName = a.name !== null && b.name !== null && fold(a.name) === fold(b.name);
  const sameAddress = a.email !== null && b.email !== null && fold(a.email) === fold(b.email);
  return sameName || (sameAddress && how === 'letter');
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
