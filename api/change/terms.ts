import { contractAt } from '../../db/contract';
import type { Db } from '../../db/connect';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { CafCode, Instant } from '../../domain/ids';
import { formTerms, type FormTerms } from '../../domain/journeys/change-form';

/** The form of a Caf, under its contract in force. What is kept of a version is its whole document. */
export async function termsOfConvention(db: Db, caf: CafCode, now: Instant): Promise<FormTerms> {
  return formTerms(((await contractAt(db, caf, now)) as ContractDocument).administratorChange);
}
