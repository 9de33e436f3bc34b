import * as z from 'zod';
import type { Tx } from '../../db/connect';
import { holdOnSubject, insertHold, type HoldRow } from '../../db/retention-hold';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { CafCode, LocalDate, Reference } from '../../domain/ids';
import { monthsBefore } from '../../domain/retention/terms';
import type { FieldError } from '../act-forms';
import { FormRefused, onceKey } from '../once';
import { contractsNow } from '../view/shell';
import type { Visit } from '../visit';
import { todayOf } from './views';

/** A dispute that lasts longer is held again: nothing is held for ever. */
const LONGEST_MONTHS = 120;
const form = z.object({
  sujet: z.string().trim().min(1, { error: 'Écrivez la référence d’une demande ou le numéro d’une convention.' }).max(60),
  motif: z.string().trim().min(5, { error: 'Écrivez le motif.' }).max(500, { error: 'C’est trop long : 500 caractères au plus.' }),
  fin: z.iso.date({ error: 'Une date est attendue : jour, mois, année.' }),
});

/** Holds a request or a convention: nothing of it is erased before the end. Another hold of it stands beside. @returns what another desk holds of it already @throws FormRefused */
export async function putHold(tx: Tx, visit: Visit): Promise<HoldRow | undefined> {
  const read = form.safeParse({ sujet: '', motif: '', fin: '', ...visit.fields() });
  if (!read.success) throw new FormRefused(read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message })));
  const { sujet, motif, fin } = read.data;
  const today = todayOf((await contractsNow(visit)) as ContractDocument[], visit.now);
  if (fin < today || fin > monthsBefore(today, -LONGEST_MONTHS)) throw new FormRefused([{ field: 'fin', message: 'Une date à venir est attendue, à dix ans au plus.' }]);
  const held = await subjectOf(tx, visit.cafs, sujet);
  if ('message' in held) throw new FormRefused([held]);
  const other = await holdOnSubject(tx, held, today);
  await insertHold(tx, { id: onceKey(visit).slice(0, 12), ...held, reason: motif, until: fin as LocalDate, put_by: visit.session.account_id, put_at: visit.now });
  return other;
}

/** Its row is locked, so that no erasure is under way meanwhile, and two desks that hold it at once come one after the other. */
async function subjectOf(tx: Tx, cafs: readonly CafCode[], text: string): Promise<FieldError | { readonly caf: CafCode; readonly reference: Reference | null; readonly convention_id: string | null }> {
  const [ticket] = await tx<{ caf: CafCode; reference: Reference; erased: boolean }[]>`select caf, reference, erased_at is not null as erased from ticket where reference = ${text.toUpperCase()} and caf = any(${[...cafs]}) for update`;
  if (ticket?.erased === true) return { field: 'sujet', message: 'Cette demande est déjà effacée.' };
  if (ticket !== undefined) return { caf: ticket.caf, reference: ticket.reference, convention_id: null };
  const [convention] = await tx<{ caf: CafCode; id: string }[]>`select caf, id from convention where number = ${text} and caf = any(${[...cafs]}) for update`;
  if (convention !== undefined) return { caf: convention.caf, reference: null, convention_id: convention.id };
  return { field: 'sujet', message: 'Aucune demande ni convention de vos Caf ne porte ce numéro.' };
}
