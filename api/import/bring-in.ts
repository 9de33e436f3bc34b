import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db/connect';
import { findImport, finishImport, importBytes, type ImportResult } from '../../db/import-file';
import { insertImported, lockDirectory, type ImportRows } from '../../db/import-memory';
import { insertChange } from '../../db/setting-change';
import type { Contract } from '../../domain/contract-types';
import { importPath } from '../../web/settings-paths';
import { NotFound } from '../errors';
import { FormRefused } from '../once';
import type { Visit } from '../visit';
import { checkFile, type CheckedFile, type GoodLine } from './check';

const newId = (kind: string): string => `${kind}-${randomBytes(9).toString('base64url')}`;

/**
 * Brings a whole file in, in the caller's transaction: it is looked at again against the memory as it is now, and one bad line refuses
 * it all. Done once: a second time leads to the same report. @throws FormRefused, NotFound
 */
export async function bringIn(tx: Tx, visit: Visit, contract: Contract, id: string): Promise<string> {
  await lockDirectory(tx, contract.caf);
  const bytes = await importBytes(tx, id, true);
  const row = await findImport(tx, visit.cafs, id);
  if (row === undefined) throw new NotFound('no such import');
  if (row.done_at !== null) return importPath(id);
  const checked = bytes === null ? null : await checkFile(tx, contract, bytes);
  if (checked === null || 'problem' in checked || checked.bad.length > 0) throw new FormRefused([{ field: null, message: 'Ce fichier ne peut plus être importé tel quel : voyez les lignes ci-dessous.' }]);
  const rows = rowsOf(checked);
  await insertImported(tx, contract.caf, rows);
  const result = resultOf(checked, rows);
  await finishImport(tx, id, visit.now, result);
  await insertChange(tx, {
    at: visit.now, account: visit.session.account_id, caf: contract.caf, area: 'import', what: 'imported', subject: id, label: row.name,
    before: null, after: { partners: result.partners.length, conventions: result.conventions.length, contacts: result.contacts.length },
  });
  return importPath(id);
}

/** The rows that good lines bring; the ids of new partners and conventions are made here. */
export function rowsOf({ good, memory }: Pick<CheckedFile, 'good' | 'memory'>): ImportRows {
  const partnerIds = new Map(memory.partners.map((row) => [row.name.toLowerCase(), row.id]));
  const conventionIds = new Map(memory.conventions.map((row) => [row.number, row.id]));
  for (const { read, brings } of good) {
    if (brings.partner) partnerIds.set(read.partner.name.toLowerCase(), newId('partenaire'));
    if (brings.convention) conventionIds.set(read.convention, newId('convention'));
  }
  const partnerOf = ({ read }: GoodLine): string => partnerIds.get(read.partner.name.toLowerCase()) ?? '';
  return {
    partners: good.filter(({ brings }) => brings.partner).map((line) => ({ id: partnerOf(line), ...line.read.partner })),
    conventions: good.filter(({ brings }) => brings.convention).map((line) => ({ id: conventionIds.get(line.read.convention) ?? '', partner_id: partnerOf(line), number: line.read.convention, services: servicesOf(line, good) })),
    contacts: good.flatMap(({ read, brings }) => (brings.contact && read.contact !== null ? [{ ...read.contact, id: newId('contact'), convention_id: conventionIds.get(read.convention) ?? '' }] : [])),
  };
}

/** Any of a convention's lines may say its services. */
function servicesOf({ read }: GoodLine, good: readonly GoodLine[]): readonly ('CDAP' | 'AFAS' | 'DGFIP')[] {
  return good.find((other) => other.read.convention === read.convention && other.read.services !== null)?.read.services ?? [];
}

/** What an import made, for its report. */
export function resultOf({ good }: Pick<CheckedFile, 'good'>, { partners, conventions }: ImportRows): ImportResult {
  return {
    partners: partners.map(({ name }) => name),
    conventions: conventions.map(({ number }) => number),
    contacts: good.flatMap(({ read, brings }) => (brings.contact && read.contact !== null ? [{ name: read.contact.name, convention: read.convention }] : [])),
    known: good.filter(({ brings }) => !brings.partner && !brings.convention && !brings.contact).length,
  };
}
