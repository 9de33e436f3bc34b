import type { LoadedCase } from '../../db/case';
import type { Contract, Side } from '../../domain/contract-types';
import { resolveLadder, type Rung } from '../../domain/ladder';

/** Who stands on each rung today, and what stands against contacting them. */
export function laddersOf({ ticket: { contract, contacts, deadAddresses } }: Pick<LoadedCase, 'ticket'>): Record<Side, Rung[]> {
  return { desk: resolveLadder('desk', contract, contacts, deadAddresses), partner: resolveLadder('partner', contract, contacts, deadAddresses) };
}

export function rungOf(loaded: Pick<LoadedCase, 'ticket'>, side: Side, rank: number): Rung | undefined {
  return laddersOf(loaded)[side].find((rung) => rung.rank === rank);
}

export function sectorLabel(contract: Contract, code: string): string {
  return contract.sectors.find((sector) => sector.code === code)?.label ?? code;
}
