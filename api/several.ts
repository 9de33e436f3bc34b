import { getContract } from '../db/contract';
import { findTicket } from '../db/ticket';
import type { Act } from '../domain/acts';
import type { Reference } from '../domain/ids';
import { SEVERAL_ACTS, type SeveralAct, type SeveralResult } from '../web/view/queue';
import { askForAct } from './act-asked';
import { readActForm, type FieldError } from './act-forms';
import { Forbidden, NotFound } from './errors';
import type { Visit } from './visit';

/** As many as one page of a list shows. */
export const MOST_AT_ONCE = 25;
/** Each waits up to 5 s for its workflow: so many wait together. */
const TOGETHER = 5;

/** One act asked on several tickets. */
export interface SeveralAsked {
  readonly act: SeveralAct;
  readonly references: readonly Reference[];
  /** The fields of the act's own form. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads the form of the bar under the queue. Each act has fields of its own there: what is typed in another's is not taken. */
export function readSeveral(visit: Visit): SeveralAsked | { readonly errors: readonly FieldError[] } {
  const fields = visit.fields();
  const act = SEVERAL_ACTS.find((one) => one === fields['acte']);
  const references = [...new Set(visit.values('demande'))].slice(0, MOST_AT_ONCE) as Reference[];
  if (act === undefined) return { errors: [{ field: null, message: 'Choisissez ce qu’il faut faire des demandes cochées.' }] };
  if (references.length === 0) return { errors: [{ field: null, message: 'Cochez au moins une demande.' }] };
  const own = { texte: fields[`texte-${act}`] ?? '', secteur: fields['secteur'] ?? '' };
  if (act === 'note' && own.texte.trim() === '') return { errors: [{ field: 'texte-note', message: 'Écrivez la note.' }] };
  if (act === 'transmission' && own.secteur === '') return { errors: [{ field: 'secteur', message: 'Choisissez un secteur.' }] };
  return { act, references, fields: own };
}

/** Asks the act of each ticket, one update each, and says of each what became of it, in the order given. */
export async function carryOutSeveral(visit: Visit, { act, references, fields }: SeveralAsked, formKey: string): Promise<SeveralResult[]> {
  const results: SeveralResult[] = [];
  for (let at = 0; at < references.length; at += TOGETHER) {
    results.push(...(await Promise.all(references.slice(at, at + TOGETHER).map((reference) => carryOutOne(visit, reference, act, fields, formKey)))));
  }
  return results;
}

async function carryOutOne(visit: Visit, reference: Reference, name: SeveralAct, fields: Readonly<Record<string, string>>, formKey: string): Promise<SeveralResult> {
  const ticket = await findTicket(visit.tools.sql, reference);
  if (ticket === undefined) return { reference, subject: null, state: 'refused', reason: 'Cette demande n’existe pas.' };
  const contract = await getContract(visit.tools.sql, ticket.caf, ticket.contract_version);
  const read = readActForm(name, fields, contract);
  if ('errors' in read) return { reference, subject: null, state: 'refused', reason: read.errors.map(({ message }) => message).join(' ') };
  try {
    const answer = await askForAct(visit, ticket, formKey, read.act satisfies Act);
    const { subject } = ticket;
    if (answer.state === 'refused') return { reference, subject, state: 'refused', reason: answer.reason };
    return { reference, subject, state: answer.state === 'done' ? 'done' : 'kept', reason: null };
  } catch (error) {
    if (error instanceof NotFound) return { reference, subject: null, state: 'refused', reason: 'Cette demande n’existe pas.' };
    if (error instanceof Forbidden) return { reference, subject: ticket.subject, state: 'refused', reason: 'Votre rôle ne le permet pas.' };
    throw error;
  }
}
