import type { PartnerRung } from '../../domain/contract-types';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { phoneOf } from './phone';

type Fields = Readonly<Record<string, string>>;
/** As many rungs as a form offers on each side. */
export const MOST_RUNGS = 6;

/** The rows of a form that hold something, in order, each the next rank; `rows` says which row each rung stands on, from 1. */
interface Rows<T> {
  readonly rungs: readonly T[];
  readonly rows: readonly number[];
}

const NUMBERS = Array.from({ length: MOST_RUNGS }, (_, i) => i + 1);

/** A row left blank is a rung taken away; the ranks close up. */
export function deskRungs(fields: Fields): Rows<object> {
  const field = (row: number, name: string) => (fields[`echelon-${row}-${name}`] ?? '').trim();
  const rows = NUMBERS.filter((row) => ['fonction', 'nom', 'courriel', 'telephone'].some((name) => field(row, name) !== ''));
  const rungs = rows.map((row, i) => ({ rank: i + 1, role: orNull(field(row, 'fonction')), name: orNull(field(row, 'nom')), email: orNull(field(row, 'courriel')), phone: phoneOf(field(row, 'telephone')) }));
  return { rungs, rows };
}

/** A partner's rung keeps its office as long as its row is not left blank. */
export function partnerRungs(base: ContractDocument, fields: Fields): Rows<PartnerRung> {
  const role = (row: number) => (fields[`partenaire-${row}`] ?? '').trim();
  const rows = NUMBERS.filter((row) => role(row) !== '');
  const ranks = new Map(rows.map((row, i) => [row, i + 1]));
  const rungs = rows.map((row): PartnerRung => {
    const { samePersonAs, ...known } = base.partnerLadder[row - 1] ?? { filledBy: 'convention' as const };
    const same = samePersonAs === undefined ? undefined : ranks.get(samePersonAs);
    return { ...known, rank: ranks.get(row) ?? row, role: role(row), ...(same === undefined ? {} : { samePersonAs: same }) };
  });
  return { rungs, rows };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
