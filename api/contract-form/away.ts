import type { AbsenceRow } from '../../db/absence';
import type { CoverRow } from '../../db/cover';
import { email, phone } from '../../domain/contract-schema';
import type { Contract } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import type { FieldError } from '../act-forms';
import { instantOfLocal } from '../view/local-time';
import { phoneOf } from './phone';

type Fields = Readonly<Record<string, string>>;
type Errors = { readonly errors: readonly FieldError[] };
type Span = Pick<AbsenceRow, 'from_at' | 'until_at'>;

/** An agent's absence: who, who stands in, from when to when. */
export function readAbsence(fields: Fields, timeZone: string, now: Instant, agents: ReadonlySet<string>): { readonly away: Span & Pick<AbsenceRow, 'account_id' | 'stand_in'> } | Errors {
  const [account_id, stand_in] = [fields['agent'] ?? '', fields['remplacant'] ?? ''];
  const span = spanOf(fields, timeZone, now);
  const errors = [
    ...(agents.has(account_id) ? [] : [{ field: 'agent', message: 'Choisissez l’agent absent.' }]),
    ...(agents.has(stand_in) ? [] : [{ field: 'remplacant', message: 'Choisissez qui remplace.' }]),
    ...(stand_in !== '' && stand_in === account_id ? [{ field: 'remplacant', message: 'L’absent ne peut pas se remplacer lui-même.' }] : []),
    ...('errors' in span ? span.errors : []),
  ];
  return errors.length > 0 || 'errors' in span ? { errors } : { away: { ...span, account_id, stand_in } };
}

/** Who stands in for one of the Caf's contacts; address and number are those that a contract may hold. */
export function readCover(fields: Fields, contract: Contract, now: Instant): { readonly cover: Omit<CoverRow, 'id' | 'caf'> } | Errors {
  const rung = Number(fields['echelon'] || Number.NaN);
  const name = (fields['nom'] ?? '').trim();
  const address = email.safeParse((fields['courriel'] ?? '').trim().toLowerCase());
  const number = phoneOf(fields['telephone'] ?? '');
  const span = spanOf(fields, contract.calendar.timeZone, now);
  const errors = [
    ...(rung === 0 || contract.deskLadder.some((one) => one.rank === rung) ? [] : [{ field: 'echelon', message: 'Choisissez le contact remplacé.' }]),
    ...(name === '' ? [{ field: 'nom', message: 'Écrivez le nom du remplaçant.' }] : []),
    ...(address.success ? [] : [{ field: 'courriel', message: 'Écrivez une adresse de courriel.' }]),
    ...(number === null || phone.safeParse(number).success ? [] : [{ field: 'telephone', message: 'Écrivez un numéro de téléphone, ou laissez vide.' }]),
    ...('errors' in span ? span.errors : []),
  ];
  if (errors.length > 0 || 'errors' in span || !address.success) return { errors };
  return { cover: { ...span, rung: rung === 0 ? null : rung, name, email: address.data, phone: number } };
}

function spanOf(fields: Fields, timeZone: string, now: Instant): Span | Errors {
  const from_at = instantOfLocal(fields['du'] ?? '', timeZone);
  const until_at = instantOfLocal(fields['au'] ?? '', timeZone);
  if (from_at === null) return { errors: [{ field: 'du', message: 'Donnez le jour et l’heure du début.' }] };
  if (until_at === null) return { errors: [{ field: 'au', message: 'Donnez le jour et l’heure de la fin.' }] };
  if (until_at <= from_at) return { errors: [{ field: 'au', message: 'La fin précède le début.' }] };
  return until_at <= now ? { errors: [{ field: 'au', message: 'La fin est passée.' }] } : { from_at, until_at };
}
