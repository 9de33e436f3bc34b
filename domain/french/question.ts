import type { ServiceCode, Side, TicketKind } from '../contract-types';
import type { CafCode } from '../ids';
import type { Condition, Standing, TicketQuestion } from '../ticket-question';
import { plain, readDue, type Today } from './due-words';

const SERVICES: Readonly<Record<string, ServiceCode>> = { cdap: 'CDAP', afas: 'AFAS', dgfip: 'DGFIP', 'offre dgfip': 'DGFIP' };
const KINDS: Readonly<Record<string, TicketKind>> = {
  incident: 'technical-incident', question: 'administrative-question', administrateur: 'administrator-change', revue: 'reverse-review',
  securite: 'security-incident', habilitation: 'habilitation', autre: 'other',
};
const SIDES: Readonly<Record<string, Side>> = { caf: 'desk', guichet: 'desk', partenaire: 'partner' };
const STANDINGS: Readonly<Record<string, Standing>> = { ouverte: 'open', 'a-prendre': 'to-take', resolue: 'resolved', close: 'closed' };

/** A condition without its `not`, whichever it is. */
type Bare = Condition extends infer C ? (C extends Condition ? Omit<C, 'not'> : never) : never;
type Read = (value: string, today: Today) => Bare | string;

/** The operators of the line, with an example each; the help on the page is made of this list. */
export const OPERATORS: ReadonlyArray<{ readonly name: string; readonly example: string; readonly what: string }> = [
  { name: 'de', example: 'de:peyrade', what: 'qui a écrit : nom ou adresse' },
  { name: 'partenaire', example: 'partenaire:castelbrun', what: 'nom du partenaire' },
  { name: 'service', example: 'service:CDAP', what: 'CDAP, AFAS ou DGFiP' },
  { name: 'nature', example: 'nature:incident', what: 'incident, question, habilitation, administrateur, revue, sécurité, autre' },
  { name: 'doit', example: 'doit:partenaire', what: 'qui doit répondre : caf ou partenaire' },
  { name: 'échéance', example: 'échéance:<vendredi', what: '<3j, demain, <=12/06, dépassée' },
  { name: 'secteur', example: 'secteur:securite', what: 'secteur saisi' },
  { name: 'caf', example: 'caf:31', what: 'code de la Caf' },
  { name: 'état', example: 'état:ouverte', what: 'ouverte, à-prendre, résolue, close' },
];

const READERS: Readonly<Record<string, Read>> = {
  de: (text) => ({ is: 'from', text }),
  partenaire: (text) => ({ is: 'partner', text }),
  service: (value) => oneOf(SERVICES, value, 'service:', (service) => ({ is: 'service', service })),
  nature: (value) => oneOf(KINDS, value, 'nature:', (kind) => ({ is: 'kind', kind })),
  doit: (value) => oneOf(SIDES, value, 'doit:', (side) => ({ is: 'owes', side })),
  echeance: (value, today) => dueOf(value, today),
  avant: (value, today) => dueOf(/^[<>]/.test(value) ? value : `<${value}`, today),
  secteur: (text) => ({ is: 'sector', text: plain(text) }),
  caf: (value) => (/^(\d{2,3}|2[ab])$/i.test(value) ? { is: 'caf', caf: value.toUpperCase() as CafCode } : `« caf:${value} » : donnez un code de Caf, par exemple caf:31.`),
  etat: (value) => oneOf(STANDINGS, value, 'état:', (standing) => ({ is: 'standing', standing })),
};

function oneOf<T>(values: Readonly<Record<string, T>>, typed: string, operator: string, make: (value: T) => Bare): Bare | string {
  const found = values[plain(typed)];
  return found === undefined ? `« ${operator}${typed} » : valeurs connues, ${Object.keys(values).join(', ')}.` : make(found);
}

function dueOf(typed: string, today: Today): Bare | string {
  const span = readDue(typed, today);
  return span === undefined ? `« échéance:${typed} » : écrivez un jour ou un délai, par exemple <vendredi, <=12/06, <3j, dépassée.` : { is: 'due', ...span };
}

const MOST_CONDITIONS = 20;
const TOKEN = /(-)?(?:(\p{L}+):)?(?:[«"“]\s*([^"»”]*?)\s*["»”]|(\S+))/gu;

/** Reads a line such as « service:CDAP doit:partenaire "page blanche" -test ». What cannot be read is a problem, never left out in silence. */
export function readQuestion(line: string, today: Today): TicketQuestion {
  const conditions: Condition[] = [];
  const problems: string[] = [];
  for (const [, minus, operator, quoted, bare] of phoneTogether(line).matchAll(TOKEN)) {
    const value = quoted ?? bare ?? '';
    const read = operator === undefined ? wordsOf(value, quoted !== undefined) : operated(operator, value, today);
    if (typeof read === 'string') problems.push(read);
    else if (read !== null) conditions.push({ ...read, not: minus !== undefined } as Condition);
  }
  if (conditions.length > MOST_CONDITIONS) problems.push(`Cette recherche a trop de termes (${conditions.length}) : gardez-en ${MOST_CONDITIONS} au plus.`);
  return { conditions, problems };
}

function operated(operator: string, value: string, today: Today): Bare | string {
  const reader = READERS[plain(operator)];
  if (reader === undefined) return `« ${operator}: » n’est pas un critère. Critères connus : ${OPERATORS.map(({ name }) => `${name}:`).join(' ')} — pour chercher ce texte tel quel, mettez-le entre guillemets.`;
  return reader(value, today);
}

const REFERENCE = /^(?:\d{2,3}|2[AB])-20\d{2}(?:-\d{1,6})?$/i;

/** A word or a phrase, « urgent », a reference or its beginning, a telephone number; null when nothing of it can be looked for. */
function wordsOf(text: string, phrase: boolean): Bare | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  if (phrase) return { is: 'words', text };
  if (plain(text) === 'urgent') return { is: 'urgent' };
  if (REFERENCE.test(text)) return { is: 'reference', text: text.toLowerCase() };
  const phone = /^(?:\+33|0033|0)[1-9]\d{8}$/.exec(text);
  if (phone !== null) return { is: 'phone', e164: `+33${text.slice(-9)}` };
  return text.endsWith('*') && text.length > 3 ? { is: 'beginning', text: text.slice(0, -1) } : { is: 'words', text };
}

/** « 05 36 49 01 10 », « +33 5 36.49.01.10 »: a number is one word, however it is spaced. */
function phoneTogether(line: string): string {
  return line.replaceAll(/(?<![\d-])(\+33|0033|0)[\s.\u00a0\u202f]?([1-9])(?:[\s.\u00a0\u202f]?\d{2}){4}(?![\d-])/g, (number) => number.replace(/[^\d+]/g, ''));
}
