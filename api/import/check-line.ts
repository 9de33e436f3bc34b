import type { ContactValues } from '../../db/contact';
import type { ServiceCode } from '../../domain/contract-types';
import { plainCell } from '../../paper/csv';
import type { FieldError } from '../act-forms';
import type { Column } from '../directory/columns';
import { folded, readContact } from '../directory/contact-form';
import { readConvention, readPartner, type PartnerValues } from '../directory/partners';
import type { TableLine } from './read-table';

/** A line understood by itself, before it is compared with the others and the memory. */
export interface ReadLine {
  readonly line: number;
  readonly partner: PartnerValues;
  readonly convention: string;
  /** Null = the cell is empty. */
  readonly services: readonly ServiceCode[] | null;
  /** Null = the line names nobody. */
  readonly contact: ContactValues | null;
}
export type CheckedLine = { readonly read: ReadLine } | { readonly line: number; readonly errors: readonly FieldError[] };

const PERSON: readonly Column[] = ['role', 'prenom', 'nom', 'fonction', 'courriel', 'telephone', 'telephone2', 'echelon'];

/** Reads one line by the columns that were understood; its errors name the columns. */
export function checkLine({ line, cells }: TableLine, columns: ReadonlyArray<Column | null>, ranks: readonly number[]): CheckedLine {
  const errors: FieldError[] = [];
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) errors.push({ field: null, message: 'Plus de cellules que d’en-têtes : un texte contient le séparateur sans être entre guillemets.' });
  const typed = typedOf(cells, columns);
  const partner = readPartner({ partenaire: typed('partenaire'), siret: typed('siret') }, errors);
  const { number } = readConvention({ convention: typed('convention') }, errors);
  const services = servicesOf(typed('services'), errors);
  const contact = PERSON.every((column) => typed(column) === '') ? null : contactOf(typed, ranks, errors);
  return errors.length === 0 ? { read: { line, partner, convention: number, services, contact } } : { line, errors };
}

/** The text of a line's cells by their columns. */
export function typedOf<C extends string>(cells: readonly string[], columns: ReadonlyArray<C | null>): (column: C) => string {
  return (column) => {
    const place = columns.indexOf(column);
    return place === -1 ? '' : plainCell((cells[place] ?? '').trim());
  };
}

function contactOf(typed: (column: Column) => string, ranks: readonly number[], errors: FieldError[]): ContactValues | null {
  const nom = [typed('prenom'), typed('nom')].filter((part) => part !== '').join(' ');
  const read = readContact(
    { nom, role: typed('role'), fonction: typed('fonction'), courriel: typed('courriel'), telephone: typed('telephone'), telephone2: typed('telephone2'), echelon: typed('echelon') },
    ranks,
  );
  if (!('errors' in read)) return read;
  errors.push(...read.errors);
  return null;
}

const SERVICES = new Map<string, ServiceCode>([['cdap', 'CDAP'], ['afas', 'AFAS'], ['dgfip', 'DGFIP'], ['offre dgfip', 'DGFIP']]);

/** The services that a cell names; null = none. What is no service is pushed. */
export function servicesOf(text: string, errors: FieldError[]): readonly ServiceCode[] | null {
  const words = text.split(/[,;/+|]+/).map((word) => word.trim()).filter((word) => word !== '');
  const read = words.map((word) => SERVICES.get(folded(word)));
  words.forEach((word, i) => read[i] === undefined && errors.push({ field: 'services', message: `Service inconnu : « ${word.slice(0, 40)} » (CDAP, AFAS ou Offre DGFiP).` }));
  return words.length === 0 ? null : [...new Set(read.flatMap((service) => service ?? []))].sort();
}
