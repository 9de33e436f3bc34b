import { importBytes, lastImports, type ImportRow } from '../../db/import-file';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { RANK_WORDS } from '../../domain/french/register';
import type { Refused } from '../../web/components/form';
import type { ImportProps } from '../../web/pages/directory/import';
import type { ImportsProps } from '../../web/pages/directory/imports';
import type { ImportState, NewLineView } from '../../web/view/import';
import { MOST_LINES } from '../import/read-table';
import { contractOf } from '../view/call';
import { LINES_SHOWN, REASONS_SHOWN, SEPARATORS } from '../view/import';
import { contractsNow, shellOf } from '../view/shell';
import type { Visit } from '../visit';
import { alsoWords, bringsAny } from './bring-in';
import { checkRegister, type CheckedRegister, type GoodRegisterLine } from './check';
import { REGISTER_HEADINGS, REGISTER_REQUIRED } from './columns';

/** The page on which a file of the register is chosen. */
export async function registerImportsView(visit: Visit, refused: Refused | null): Promise<ImportsProps> {
  const [contracts, last, shell] = await Promise.all([contractsNow(visit), lastImports(visit.tools.sql, visit.cafs, 5, 'register'), shellOf(visit, 'habilitations')]);
  return {
    shell, tokens: visit.tokens(), refused, what: 'register', mostLines: MOST_LINES,
    cafs: contracts.map((contract) => ({ value: contract.caf, label: `${contract.department} (${contract.caf})` })),
    headings: REGISTER_HEADINGS.map(([, heading]) => heading),
    required: REGISTER_HEADINGS.filter(([column]) => REGISTER_REQUIRED.includes(column)).map(([, heading]) => heading),
    last: last.map((row) => ({ id: row.id, at: row.done_at ?? row.at, who: row.account_name, name: row.name, contacts: row.result?.contacts.length ?? 0 })),
  };
}

/** A file as it stands now: looked at afresh each time, since the register changes. */
export async function registerImportView(visit: Visit, row: ImportRow, refused: Refused | null): Promise<ImportProps> {
  const { id, caf, name } = row;
  return { shell: await shellOf(visit, 'habilitations'), tokens: visit.tokens(), id, caf, name, state: await stateOf(visit, row), refused, what: 'register' };
}

async function stateOf(visit: Visit, row: ImportRow): Promise<ImportState> {
  if (row.done_at !== null && row.result !== null) return { kind: 'done', at: row.done_at, who: row.account_name, ...row.result };
  const bytes = await importBytes(visit.tools.sql, row.id);
  if (bytes === null) return { kind: 'gone' };
  const contract = contractOf(await contractsNow(visit), row.caf) as ContractDocument;
  const checked = await checkRegister(visit.tools.sql, contract, bytes, visit.now);
  return 'problem' in checked ? { kind: 'unreadable', problem: checked.problem } : checkedState(checked);
}

function checkedState(checked: CheckedRegister): ImportState {
  const { table, matched, total, bad, good } = checked;
  const bringing = (what: 'partner' | 'convention' | 'contact') => good.filter(({ brings }) => brings[what]).length;
  return {
    kind: 'checked', encoding: table.encoding, separator: SEPARATORS[table.separator], ignored: matched.ignored, total, bad: bad.slice(0, REASONS_SHOWN), badLines: new Set(bad.map(({ line }) => line)).size, reasons: bad.length,
    partners: bringing('partner'), conventions: bringing('convention'), contacts: bringing('contact'), known: good.filter((line) => !bringsAny(line)).length, also: alsoWords(checked), lines: good.slice(0, LINES_SHOWN).map(lineOf),
  };
}

function lineOf({ read, brings, register }: GoodRegisterLine): NewLineView {
  const { base, user, bulletin, quota } = read;
  const person = user ?? base.contact;
  const rank = user !== null ? RANK_WORDS.user : base.contact === null ? null : base.contact.role === 'administrator' ? RANK_WORDS.administrator : RANK_WORDS['deputy-administrator'];
  const effects = [
    brings.partner ? 'nouveau partenaire' : null, brings.convention ? 'nouvelle convention' : null, register.dates.length > register.corrected.length ? 'dates' : null, ...register.corrected.map((words) => `corrige : ${words}`), register.mode ? 'mode' : null,
    register.bulletin && !register.corrected.some((words) => words.startsWith('bulletin')) ? `bulletin ${bulletin?.service ?? ''}` : null, register.quota ? `${quota?.profile ?? ''} : ${quota?.users ?? 'à saisir'}` : null, brings.contact ? 'nouvel administrateur' : register.access ? 'accès' : null,
  ].filter((effect) => effect !== null);
  return { line: base.line, partner: base.partner.name, convention: base.convention, contact: person?.name ?? null, role: rank === null ? null : [rank, user === null ? null : quota?.profile].filter(Boolean).join(', '), email: person?.email ?? null, brings: effects.length === 0 ? 'déjà connu' : effects.join(', ') };
}
