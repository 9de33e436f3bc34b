import { folded } from './contact-form';

/** What a column of the file holds. */
export type Column = 'partenaire' | 'siret' | 'convention' | 'services' | 'role' | 'prenom' | 'nom' | 'fonction' | 'courriel' | 'telephone' | 'telephone2' | 'echelon';

/** The headings that the template and the export write, in their order. */
export const HEADINGS: ReadonlyArray<readonly [Column, string]> = [
  ['partenaire', 'Partenaire'],
  ['siret', 'SIRET'],
  ['convention', 'Convention'],
  ['services', 'Services'],
  ['role', 'Rôle'],
  ['nom', 'Prénom et nom'],
  ['fonction', 'Fonction'],
  ['courriel', 'Courriel'],
  ['telephone', 'Téléphone'],
  ['echelon', 'Échelon'],
];

/** Without these a line cannot be understood. */
export const REQUIRED: readonly Column[] = ['partenaire', 'convention', 'role', 'nom'];

/** Other headings that people write, without accents nor case. */
const SYNONYMS: Readonly<Record<Column, readonly string[]>> = {
  partenaire: ['organisme', 'nom du partenaire', 'nom de l organisme', 'raison sociale', 'structure', 'collectivite'],
  siret: ['n siret', 'no siret', 'numero siret', 'numero de siret'],
  convention: ['n convention', 'n de convention', 'no convention', 'numero de convention', 'numero de la convention', 'numero convention', 'reference de la convention'],
  services: ['service', 'services ouverts'],
  role: ['qualite', 'profil', 'role dans la convention', 'type de contact'],
  prenom: ['prenoms'],
  nom: ['nom', 'nom et prenom', 'nom prenom', 'prenom nom', 'nom complet', 'contact', 'nom du contact', 'nom de famille'],
  fonction: ['poste', 'emploi', 'intitule du poste'],
  courriel: ['email', 'e mail', 'mail', 'adresse mail', 'adresse email', 'adresse electronique', 'adresse de courriel', 'mel'],
  telephone: ['tel', 'telephone fixe', 'tel fixe', 'fixe', 'numero de telephone', 'n de telephone', 'telephones'],
  telephone2: ['portable', 'mobile', 'telephone portable', 'telephone mobile', 'tel portable', 'gsm', 'autre telephone', 'autres telephones', 'telephone 2'],
  echelon: ['rang', 'echelon d escalade', 'echelon de l escalade', 'ordre', 'ordre d escalade'],
};

/** How a file's headings were understood. */
export interface Matched<C extends string = Column> {
  /** By place; null = not understood, or given before: left out. */
  readonly columns: ReadonlyArray<C | null>;
  readonly missing: readonly string[];
  /** Headings left out, as they were written. */
  readonly ignored: readonly string[];
  readonly twice: readonly string[];
}

export type Matcher<C extends string> = (headings: readonly string[]) => Matched<C>;

/** What matches the headings of a kind of file, whatever their order, case and accents. */
export function columnMatcher<C extends string>(written: ReadonlyArray<readonly [C, string]>, required: readonly C[], synonyms: Readonly<Record<C, readonly string[]>>): Matcher<C> {
  const known = new Map<string, C>([
    ...written.map(([column, heading]) => [folded(heading), column] as const),
    ...(Object.keys(synonyms) as C[]).flatMap((column) => [[folded(column), column] as const, ...synonyms[column].map((words) => [words, column] as const)]),
  ]);
  return (headings) => {
    const found = headings.map((heading) => known.get(folded(heading)) ?? null);
    const columns = found.map((column, i) => (column !== null && found.indexOf(column) === i ? column : null));
    const named = (i: number): string => headings[i]?.trim() ?? '';
    return {
      columns,
      missing: required.filter((column) => !columns.includes(column)).map((column) => written.find(([one]) => one === column)?.[1] ?? column),
      ignored: headings.flatMap((heading, i) => (found[i] === null && heading.trim() !== '' ? [named(i)] : [])),
      twice: headings.flatMap((_, i) => (found[i] !== null && columns[i] === null ? [named(i)] : [])),
    };
  };
}

export const matchColumns: Matcher<Column> = columnMatcher(HEADINGS, REQUIRED, SYNONYMS);
