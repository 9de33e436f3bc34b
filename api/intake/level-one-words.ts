import type { ContactRow, KnownContact } from '../../db/partner';
import type { Contract } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import type { WrittenLetter } from '../../mail/letters/context';
import { notAuthorised } from '../../mail/letters/not-authorised';

/** The letter to someone who may not open a request: it names their own level-1 support. */
export function levelOneWords(contract: Contract, writer: KnownContact, support: readonly ContactRow[], subject: string, now: Instant): WrittenLetter {
  const context = { contract, reference: null, subject, service: null, kind: null, partner: writer.partner_name, toName: writer.name, now, url: null };
  return notAuthorised({ context, levelOne: support.map((one) => one.name) });
}
