import type { Instant } from '../ids';
import { managerOf } from './around';
import type { Addressee, Around } from './types';

/** Who is told of a security incident, and as what. */
export interface Officer {
  readonly to: Addressee;
  readonly as: 'officer' | 'manager';
}

/**
 * The Caf's security officer as its contract names them (article 3, « seul interlocuteur »), else an account that holds the role; the manager
 * where the contract names none, or when no address of theirs is alive. Never a mailbox of the desk: everybody there reads it.
 */
export function officerOf(around: Around, at: Instant): Officer {
  const { contract, deadAddresses, staff = [] } = around;
  const own = new Set(contract.desk.mailboxes.map((address) => address.toLowerCase()));
  const alive = (address: string | null): address is string => address !== null && !own.has(address.toLowerCase()) && !deadAddresses.has(address.toLowerCase());
  const sector = contract.sectors.find((one) => one.role === 'security-officer');
  if (sector === undefined) return { to: managerOf(around, at), as: 'manager' };
  const account = staff.find((one) => one.role === 'security-officer' && alive(one.address));
  if (alive(sector.email)) return { to: { name: account?.address.toLowerCase() === sector.email.toLowerCase() ? account.name : null, address: sector.email }, as: 'officer' };
  return account === undefined ? { to: managerOf(around, at), as: 'manager' } : { to: { name: account.name, address: account.address }, as: 'officer' };
}
