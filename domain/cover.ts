import type { Contract, Side } from './contract-types';
import type { Instant } from './ids';

/** Who is contacted instead of one of the Caf's people, from an instant until another (not included). */
export interface Cover {
  /** Which rung of the desk's ladder; null = the manager. */
  readonly rung: number | null;
  readonly from: Instant;
  readonly until: Instant;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

/** The contract with the people who stand in at that instant: who is written to follows. The last cover entered holds. */
export function coveredAt(contract: Contract, covers: readonly Cover[] | undefined, at: Instant): Contract {
  const now = (covers ?? []).filter((cover) => cover.from <= at && at < cover.until);
  if (now.length === 0) return contract;
  const manager = now.findLast((cover) => cover.rung === null);
  return {
    ...contract,
    ...(manager === undefined ? {} : { manager: { name: manager.name, email: manager.email } }),
    deskLadder: contract.deskLadder.map((rung) => {
      const cover = now.findLast((one) => one.rung === rung.rank);
      if (cover === undefined) return rung;
      return { ...rung, name: cover.name, email: cover.email, phone: cover.phone, ...(rung.name === null ? {} : { insteadOf: rung.name }) };
    }),
  };
}

/** Only the desk's people are covered here: a partner's contacts are its own to keep. */
export function coveredFor(side: Side, contract: Contract, covers: readonly Cover[] | undefined, at: Instant): Contract {
  return side === 'desk' ? coveredAt(contract, covers, at) : contract;
}
