import type { Tx } from '../../db/connect';
import { findImport, finishImport, importBytes } from '../../db/import-file';
import { insertImported, lockDirectory } from '../../db/import-memory';
import { insertRegister } from '../../db/register-import';
import { setConventionDate, type Decided } from '../../desk/register';
import { chooseMode } from '../../desk/register-terms';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { MODE_WORDS } from '../../domain/french/register';
import { registerImportPath } from '../../web/register-paths';
import { NotFound } from '../errors';
import { resultOf, rowsOf } from '../import/bring-in';
import { FormRefused } from '../once';
import type { Visit } from '../visit';
import { checkRegister, type CheckedRegister } from './check';
import { LINE_DATES, type LineDate } from './line';
import { RegisterRowsMaker } from './rows';

/**
 * Brings a whole file of the register in, in the caller's transaction: it is looked at again as things are now, and one bad line refuses it
 * all. Done once: a second time leads to the same report. Nobody is written to: what it holds was decided before. @throws FormRefused, NotFound
 */
export async function bringRegisterIn(tx: Tx, visit: Visit, contract: ContractDocument, id: string): Promise<string> {
  await lockDirectory(tx, contract.caf);
  const bytes = await importBytes(tx, id, true);
  const row = await findImport(tx, visit.cafs, id, 'register');
  if (row === undefined) throw new NotFound('no such import');
  if (row.done_at !== null) return registerImportPath(id);
  const checked = bytes === null ? null : await checkRegister(tx, contract, bytes, visit.now);
  if (checked === null || 'problem' in checked || checked.bad.length > 0) throw new FormRefused([{ field: null, message: 'Ce fichier ne peut plus être importé tel quel : voyez les lignes ci-dessous.' }]);
  const base = { good: checked.good.map(({ read, brings }) => ({ read: read.base, brings })), memory: checked.memory };
  const rows = rowsOf(base);
  const decided: Decided = { at: visit.now, actor: visit.session.account_id, actorName: visit.session.name, reason: row.name };
  const maker = new RegisterRowsMaker(checked, rows, contract.calendar, decided);
  await insertImported(tx, contract.caf, rows);
  await insertRegister(tx, maker.rows());
  await setTerms(tx, checked, maker, decided);
  await finishImport(tx, id, visit.now, { ...resultOf(base, rows), known: checked.good.filter((line) => !bringsAny(line)).length, also: alsoWords(checked) });
  return registerImportPath(id);
}

/** Signatures before the opening, which waits for them. @throws FormRefused */
async function setTerms(tx: Tx, { good, register }: CheckedRegister, maker: RegisterRowsMaker, decided: Decided): Promise<void> {
  for (const line of good) if (line.register.mode && line.read.mode !== null) await chooseMode(tx, maker.idOf(line), line.read.mode, MODE_WORDS[line.read.mode], decided);
  const known = new Map(register.files.map(({ number, opened_on }) => [number, opened_on]));
  // An opening that moves later makes room for signatures that do; any other comes after what it waits for.
  const later = ({ read }: CheckedRegister['good'][number]): boolean => (read.dates.ouverte ?? '') > (known.get(read.base.convention) ?? '9999');
  for (const [column, isTurn] of [['ouverte', later] as const, ...(Object.keys(LINE_DATES) as LineDate[]).map((one) => [one, (line: CheckedRegister['good'][number]) => one !== 'ouverte' || !later(line)] as const)]) {
    for (const line of good) {
      const date = line.register.dates.includes(column) && isTurn(line) ? line.read.dates[column] : undefined;
      const refused = date === undefined ? null : await setConventionDate(tx, maker.idOf(line), LINE_DATES[column], date, decided);
      if (refused !== null) throw new FormRefused([{ field: null, message: `Convention ${line.read.base.convention} : ${refused.refused}` }]);
    }
  }
}

export function bringsAny({ brings, register }: CheckedRegister['good'][number]): boolean {
  return brings.partner || brings.convention || brings.contact || register.access || register.bulletin || register.quota || register.mode || register.dates.length > 0;
}

/** What it brings to the register, in French. */
export function alsoWords({ good }: Pick<CheckedRegister, 'good'>): string[] {
  const of = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [`${n} ${n > 1 ? many : one}`]);
  const all = (what: 'mode' | 'bulletin' | 'quota' | 'access'): number => good.filter(({ register }) => register[what]).length;
  return [
    ...of(good.reduce((sum, { register }) => sum + register.corrected.length, 0), 'date corrigée', 'dates corrigées'),
    ...of(good.reduce((sum, { register }) => sum + register.dates.length - register.corrected.filter((words) => !words.startsWith('bulletin')).length, 0), 'date', 'dates'),
    ...of(all('mode'), 'mode', 'modes'),
    ...of(all('bulletin'), 'bulletin', 'bulletins'),
    ...of(all('quota'), 'nombre permis', 'nombres permis'),
    ...of(all('access'), 'accès', 'accès'),
  ];
}
