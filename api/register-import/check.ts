import type { Db } from '../../db/connect';
import { importMemory, type ImportMemory } from '../../db/import-memory';
import type { ContactRow } from '../../db/partner';
import { registerMemory, type RegisterMemory } from '../../db/register-import';
import { localDateOf } from '../../domain/calendar';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { ServiceCode } from '../../domain/contract-types';
import type { Instant, LocalDate } from '../../domain/ids';
import type { FieldError } from '../act-forms';
import type { Matched } from '../directory/columns';
import { excerptOf, headingProblem, type BadLine } from '../import/check';
import { readTable, type Table } from '../import/read-table';
import { Together, type NewOfLine } from '../import/together';
import { matchRegister, REGISTER_HEADINGS, type RegisterColumn } from './columns';
import { checkRegisterLine, type RegisterLineRead } from './line';
import { RegisterTogether, type RegisterBrings } from './together';

/** A line that can be brought in, with what it brings. */
export interface GoodRegisterLine {
  readonly read: RegisterLineRead;
  readonly brings: NewOfLine;
  readonly register: RegisterBrings;
}
export interface CheckedRegister {
  readonly table: Omit<Table, 'lines'>;
  readonly matched: Matched<RegisterColumn>;
  readonly total: number;
  readonly bad: readonly BadLine[];
  readonly good: readonly GoodRegisterLine[];
  readonly memory: ImportMemory;
  readonly register: RegisterMemory;
}

/** Looks at a whole file of the register against what is known at its Caf. `problem`: it is no table, or its headings lack something. */
export async function checkRegister(db: Db, contract: ContractDocument, bytes: Buffer, now: Instant): Promise<CheckedRegister | { readonly problem: string }> {
  const table = readTable(bytes, matchRegister);
  if ('problem' in table) return table;
  const matched = matchRegister(table.headings);
  const unclear = headingProblem(matched);
  if (unclear !== null) return { problem: unclear };
  const today = localDateOf(contract.calendar, now);
  const checked = table.lines.map((line) => checkRegisterLine(line, matched.columns, today));
  const read = checked.flatMap((one) => ('read' in one ? [one.read] : []));
  const numbers = [...new Set(read.map(({ base }) => base.convention))];
  const memory = await importMemory(db, contract.caf, { names: [...new Set(read.map(({ base }) => base.partner.name))], sirets: [...new Set(read.flatMap(({ base }) => base.partner.siret ?? []))], numbers });
  const register = await registerMemory(db, contract.caf, numbers);
  const whole = completed(read, memory);
  const outcome = compared(whole, memory, new RegisterTogether(contract, register, memory, today), register, today);
  const errors = [...checked.flatMap((one) => ('errors' in one ? [one] : [])), ...outcome.bad].sort((a, b) => a.line - b.line);
  const excerpts = new Map(table.lines.map(({ line, cells }) => [line, excerptOf(cells)]));
  const bad = errors.flatMap(({ line, errors: reasons }) => reasons.map(({ field, message }): BadLine => ({ line, column: titleOf(field), reason: message, excerpt: excerpts.get(line) ?? '' })));
  return { table, matched, total: table.lines.length, bad, good: outcome.good, memory, register };
}

/** A convention's services are those of its bulletins where the file says none; what the file leaves out of a known administrator is as it is known. */
function completed(read: readonly RegisterLineRead[], memory: ImportMemory): RegisterLineRead[] {
  const known = new Map(memory.conventions.map(({ number, id }) => [number, id]));
  const people = peopleOf(memory);
  const said = new Set(read.filter(({ base }) => base.services !== null).map(({ base }) => base.convention));
  const found = new Map<string, Set<ServiceCode>>();
  for (const { base, bulletin } of read) if (bulletin !== null) found.set(base.convention, (found.get(base.convention) ?? new Set()).add(bulletin.service));
  return read.map((one) => {
    const { convention, services } = one.base;
    const own = known.has(convention) || said.has(convention) ? services : [...(found.get(convention) ?? [])].sort();
    return { ...one, base: { ...one.base, services: own, contact: contactOf(one, people.get(known.get(convention) ?? '') ?? []) } };
  });
}

/** Five thousand lines are not each compared with everybody. */
function peopleOf({ contacts }: ImportMemory): Map<string, ContactRow[]> {
  const people = new Map<string, ContactRow[]>();
  for (const one of contacts) people.set(one.convention_id, [...(people.get(one.convention_id) ?? []), one]);
  return people;
}

function contactOf({ base: { contact } }: RegisterLineRead, here: readonly ContactRow[]) {
  const known = contact === null ? undefined : here.find((one) => one.role === contact.role && (one.email === null ? contact.email === null && one.name.toLowerCase() === contact.name.toLowerCase() : one.email === contact.email));
  if (contact === null || known === undefined) return contact;
  return { ...contact, jobTitle: contact.jobTitle ?? known.job_title, phones: contact.phones.length === 0 ? known.phones : contact.phones, ladderRank: known.ladder_rank };
}

interface BadRead {
  readonly line: number;
  readonly errors: readonly FieldError[];
}

/** What is said of a whole convention is gathered first; then who has access is looked at, in the lines' order. */
function compared(read: readonly RegisterLineRead[], memory: ImportMemory, register: RegisterTogether, known: RegisterMemory, today: LocalDate): { good: GoodRegisterLine[]; bad: BadRead[] } {
  const together = new Together(memory);
  const first = read.map((one) => ({ one, base: together.add(one.base), gathered: register.gather(one) }));
  const [people, ids, entered] = [peopleOf(memory), new Map(memory.conventions.map(({ number, id }) => [number, id])), new Set(known.habilitations.map(({ contact_id }) => contact_id))];
  const over = new Set(known.files.filter(({ terminated_on }) => terminated_on !== null && terminated_on <= today).map(({ number }) => number));
  const good: GoodRegisterLine[] = [];
  const bad: BadRead[] = [];
  for (const { one, base, gathered } of first) {
    const last = register.finish(one, gathered.brings.dates);
    const access = last.access || ('brings' in base && administratorIsNew(one, base.brings, people.get(ids.get(one.base.convention) ?? '') ?? [], entered));
    const ended = access && over.has(one.base.convention) ? [{ field: 'convention', message: `La convention ${one.base.convention} est résiliée : elle ne donne plus d’accès.` }] : [];
    const errors = [...('errors' in base ? base.errors : []), ...gathered.errors, ...last.errors, ...ended];
    if (errors.length > 0 || 'errors' in base) bad.push({ line: one.base.line, errors });
    else good.push({ read: one, brings: base.brings, register: { ...gathered.brings, access } });
  }
  return { good, bad };
}

/** An administrator's line of access comes with them, or when the file says since when they have it. */
function administratorIsNew({ base: { contact }, givenOn, suspended }: RegisterLineRead, brings: NewOfLine, here: readonly ContactRow[], entered: ReadonlySet<string | null>): boolean {
  if (contact === null) return false;
  if (brings.contact) return true;
  const card = here.find((one) => one.role === contact.role && one.email === contact.email);
  return (givenOn !== null || suspended) && card !== undefined && !entered.has(card.id);
}

const TITLES: ReadonlyMap<string, string> = new Map<string, string>(REGISTER_HEADINGS.map(([column, title]) => [column, title]));
/** What a contact's own reading calls the rank. */
const OTHER_TITLES: ReadonlyMap<string, string> = new Map([['role', 'Rang'], ['telephone2', 'Téléphone'], ['echelon', 'Rang']]);

function titleOf(field: string | null): string | null {
  return field === null ? null : (TITLES.get(field) ?? OTHER_TITLES.get(field) ?? field);
}
