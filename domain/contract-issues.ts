import type { z } from 'zod';

/** One refusal of a contract file: where, what was found, what is expected, in French and in English. */
export interface ContractIssue {
  /** Keys and list positions from the top of the file. */
  readonly path: ReadonlyArray<string | number>;
  /** What stands there, as JSON; null = nothing. */
  readonly found: string | null;
  readonly fr: string;
  readonly en: string;
}

type RawIssue = z.core.$ZodIssue;
interface Words {
  readonly fr: string;
  readonly en: string;
}

const SEPARATOR = '\n';
const TYPES: Record<string, Words> = {
  string: { fr: 'un texte entre guillemets', en: 'a text in quotes' },
  number: { fr: 'un nombre', en: 'a number' },
  int: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false', en: 'true or false' },
  array: { fr: 'une liste', en: 'a list' },
  tuple: { fr: 'une plage [début, fin]', en: 'a range [from, to]' },
  object: { fr: 'un groupe de clés', en: 'a group of keys' },
};

/** The message of a rule in both languages, as zod carries it. */
export function both(fr: string, en: string): { error: string } {
  return { error: fr + SEPARATOR + en };
}

/** Every issue zod found in `data`; an unknown key makes one issue each. */
export function contractIssues(issues: readonly RawIssue[], data: unknown): ContractIssue[] {
  return issues.flatMap((issue) => pathsOf(issue).map((path) => ({ path, found: foundAt(data, path), ...expectedBy(issue) })));
}

function pathsOf(issue: RawIssue): Array<Array<string | number>> {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
}

function expectedBy(issue: RawIssue): Words {
  const [fr, en] = issue.message.split(SEPARATOR);
  if (fr !== undefined && en !== undefined) return { fr, en };
  return wordsOf(issue);
}

function wordsOf(issue: RawIssue): Words {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { fr: 'aucune clé de ce nom', en: 'no key of that name' };
    case 'invalid_type':
      return TYPES[issue.expected] ?? { fr: issue.expected, en: issue.expected };
    case 'invalid_value':
      return oneOf(issue.values.map((value) => String(value)));
    case 'too_small':
      return issue.origin === 'string'
        ? { fr: 'un texte non vide', en: 'a text that is not empty' }
        : { fr: `au moins ${issue.minimum}`, en: `at least ${issue.minimum}` };
    case 'too_big':
      return { fr: `au plus ${issue.maximum}`, en: `at most ${issue.maximum}` };
    default:
      return { fr: issue.message, en: issue.message };
  }
}

function oneOf(values: readonly string[]): Words {
  return { fr: `l’une des valeurs : ${values.join(', ')}`, en: `one of: ${values.join(', ')}` };
}

/** The value at `path` in `data`, as JSON cut at 120 characters; null when nothing stands there. */
export function foundAt(data: unknown, path: ReadonlyArray<string | number>): string | null {
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    data,
  );
  if (value === undefined) return null;
  const json = JSON.stringify(value);
  return json.length > 120 ? `${json.slice(0, 119)}…` : json;
}
