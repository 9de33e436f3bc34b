import { createHash } from 'node:crypto';
import { getContract, latestVersionOf } from '../db/contract';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { CafCode } from '../domain/ids';
import { NotFound } from './errors';
import { formKeyOf } from './form-key';
import type { Visit } from './visit';

/** The Caf that the address names, among those where who asks may do this. @throws NotFound */
export function deskCaf(visit: Visit): CafCode {
  const caf = visit.cafs.find((one) => one === visit.param('caf'));
  if (caf === undefined) throw new NotFound('no such Caf');
  return caf;
}

/** The latest version of a Caf's contract, in force or signed and still to come: what an amendment amends. @throws NotFound */
export async function latestContract({ tools }: Visit, caf: CafCode): Promise<ContractDocument> {
  const version = await latestVersionOf(tools.sql, caf);
  if (version === null) throw new NotFound('no contract');
  return (await getContract(tools.sql, caf, version)) as ContractDocument;
}

/** An id made of who sent the form and of the form's own key: the same form sent twice makes one. @throws BadRequest */
export function oneKey(visit: Visit): string {
  return createHash('sha256').update(`${visit.session.account_id}/${formKeyOf(visit)}`).digest('hex').slice(0, 24);
}
