import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** An address that a permanent report has killed. */
export interface DeadAddress {
  readonly address: string;
  readonly since: Instant;
  /** Enhanced status code, « 5.1.1 ». */
  readonly status: string;
}

/** A dead address of somebody whom a convention of these Cafs names. */
export async function findDead(db: Db, cafs: readonly CafCode[], address: string): Promise<DeadAddress | undefined> {
  const [row] = await db<DeadAddress[]>`
    select address, since, status from dead_address where address = ${address}
      and exists (select from contact join convention on convention.id = contact.convention_id where email = ${address} and caf = any(${[...cafs]}))`;
  return row;
}

/** Letters go to it again; the next permanent report kills it again. @returns false when it was not dead. */
export async function reviveAddress(tx: Tx, address: string): Promise<boolean> {
  return (await tx`delete from dead_address where address = ${address}`).count > 0;
}
