import type { Tx } from '../db/connect';
import { accountNames } from '../db/around';
import { findSignature } from '../db/signature';
import type { WantedLetter } from './wanted-letter';
import type { Writing } from './write-letter';

const IN_AN_AGENTS_WORDS: ReadonlySet<WantedLetter['kind']> = new Set(['answer', 'question', 'resolved']);

/** How an agent's letter is signed: by the desk, with the agent's name only when the desk says so. Undefined = by the desk's name alone. */
export async function signatureOf(tx: Tx, { row, ticket, facts, said }: Writing, { kind, n }: WantedLetter): Promise<string[] | undefined> {
  const signature = IN_AN_AGENTS_WORDS.has(kind) ? await findSignature(tx, row.caf) : undefined;
  if (signature === undefined) return undefined;
  const fact = facts.find((one) => one.n === n);
  const author = said.find((message) => fact !== undefined && 'message' in fact && message.id === fact.message)?.author_account ?? null;
  const name = signature.names_agent && author !== null ? (await accountNames(tx, [author])).get(author) : undefined;
  return [name ?? '', ticket.contract.desk.name, ...signature.lines.split('\n')].map((line) => line.trim()).filter((line) => line !== '');
}
