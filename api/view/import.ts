import { importBytes, lastImports, type ImportRow } from '../../db/import-file';
import type { Refused } from '../../web/components/form';
import type { ImportProps } from '../../web/pages/directory/import';
import type { ImportState, NewLineView } from '../../web/view/import';
import type { ImportsProps } from '../../web/pages/directory/imports';
import { ROLE_WORDS } from '../../web/words/labels';
import { HEADINGS, REQUIRED } from '../directory/columns';
import { checkFile, type CheckedFile, type GoodLine } from '../import/check';
import { MOST_LINES } from '../import/read-table';
import type { Visit } from '../visit';
import { contractOf } from './call';
import { contractsNow, shellOf } from './shell';

/** The page on which a file is chosen. */
export async function importsView(visit: Visit, refused: Refused | null): Promise<ImportsProps> {
  const [contracts, last, shell] = await Promise.all([contractsNow(visit), lastImports(visit.tools.sql, visit.cafs, 5), shellOf(visit, 'partenaires')]);
  return {
    shell,
    tokens: visit.tokens(),
    cafs: contracts.map((contract) => ({ value: contract.caf, label: `${contract.department} (${contract.caf})` })),
    headings: HEADINGS.map(([, heading]) => heading),
    required: HEADINGS.filter(([column]) => REQUIRED.includes(column)).map(([, heading]) => heading),
    mostLines: MOST_LINES,
    last: last.map((row) => ({ id: row.id, at: row.done_at ?? row.at, who: row.account_name, name: row.name, contacts: row.result?.contacts.length ?? 0 })),
    refused,
  };
}

/** A file as it stands now: looked at afresh each time, since the memory changes. */
export async function importView(visit: Visit, row: ImportRow, refused: Refused | null): Promise<ImportProps> {
  const { id, caf, name } = row;
  return { shell: await shellOf(visit, 'partenaires'), tokens: visit.tokens(), id, caf, name, state: await importState(visit, row), refused };
}

/** What a file would do as things stand, or what it did. */
export async function importState(visit: Visit, row: ImportRow): Promise<ImportState> {
  if (row.done_at !== null && row.result !== null) return { kind: 'done', at: row.done_at, who: row.account_name, ...row.result };
  const bytes = await importBytes(visit.tools.sql, row.id);
  if (bytes === null) return { kind: 'gone' };
  const checked = await checkFile(visit.tools.sql, contractOf(await contractsNow(visit), row.caf), bytes);
  return 'problem' in checked ? { kind: 'unreadable', problem: checked.problem } : checkedState(checked);
}

export const REASONS_SHOWN = 200;
export const LINES_SHOWN = 50;
export const SEPARATORS = { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation' } as const;

function checkedState({ table, matched, total, bad, good }: CheckedFile): ImportState {
  const bringing = (what: 'partner' | 'convention' | 'contact') => good.filter(({ brings }) => brings[what]).length;
  return {
    kind: 'checked',
    encoding: table.encoding,
    separator: SEPARATORS[table.separator],
    ignored: matched.ignored,
    total,
    bad: bad.slice(0, REASONS_SHOWN),
    badLines: new Set(bad.map(({ line }) => line)).size,
    reasons: bad.length,
    partners: bringing('partner'),
    conventions: bringing('convention'),
    contacts: bringing('contact'),
    known: good.filter(({ brings }) => !brings.partner && !brings.convention && !brings.contact).length,
    lines: good.slice(0, LINES_SHOWN).map(lineOf),
  };
}

function lineOf({ read, brings }: GoodLine): NewLineView {
  const { line, partner, convention, contact } = read;
  const effects = [brings.partner ? 'nouveau partenaire' : null, brings.convention ? 'nouvelle convention' : null, brings.contact ? 'nouveau contact' : null].filter((effect) => effect !== null);
  return {
    line,
    partner: partner.name,
    convention,
    contact: contact?.name ?? null,
    role: contact === null ? null : ROLE_WORDS[contact.role],
    email: contact?.email ?? null,
    brings: effects.length === 0 ? 'déjà connu' : effects.join(', '),
  };
}
