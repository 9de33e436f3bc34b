import type { ContactRow } from '../../db/partner';
import type { Contract } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';

export function levelOneWords(contract: Contract, writer: ContactRow, support: readonly ContactRow[], subject: string, _at: Instant): { subject: string; text: string; html: string } {
  const text = `Bonjour ${writer.name},\n\n${contract.desk.name} : ${support.map((one) => one.name).join(', ')}`;
  return { subject: `Re: ${subject}`, text, html: `<p>${text}</p>` };
}
