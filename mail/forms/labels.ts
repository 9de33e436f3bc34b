import { FORM_KEYS, type FormKey } from '../../domain/journeys/change-form';
import type { ReadLine } from '../../domain/journeys/change-facts';

type Lines = Partial<Record<FormKey, ReadLine>>;

/** How the lines of annex 3 are named on forms, folded; the first that matches wins, the narrow before the wide. */
const LABELS: ReadonlyArray<readonly [FormKey, RegExp]> = [
  ['replacedEmail', /(?:remplac|ancien|sortant).*(?:mail|courriel|messagerie)|(?:mail|courriel|messagerie).*(?:remplac|ancien|sortant)/],
  ['replacedFirstName', /prenom.*(?:remplac|ancien|sortant)|(?:remplac|ancien|sortant).*prenom/],
  ['replacedLastName', /\bnom\b.*(?:remplac|ancien|sortant)|(?:remplac|ancien|sortant).*\bnom\b/],
  ['replaces', /remplac/],
  ['signatoryFunction', /(?:fonction|qualite).*signataire|signataire.*(?:fonction|qualite)/],
  ['signatoryName', /signataire/],
  ['conventionNumber', /convention/],
  ['partner', /^(?:partenaire|organisme|nom (?:du partenaire|de l organisme)|structure)/],
  ['firstName', /prenom/],
  ['lastName', /\bnom\b/],
  ['job', /fonction|poste occupe|emploi|qualite/],
  ['mobile', /portable|mobile/],
  ['landline', /telephone|fixe|^tel\b/],
  ['personalEmail', /mail|courriel|messagerie|adresse electronique/],
];

/** Lines out of labels and values. `sure`: a field's own name, or a label that stands beside its value. The first value of a line holds. */
export function linesOf(pairs: Iterable<readonly [label: string, value: string]>, sure: ReadLine['sure']): Lines {
  const lines: Lines = {};
  for (const [label, given] of pairs) {
    const key = keyOf(label);
    const value = tidied(given);
    if (key === undefined || value === '' || lines[key] !== undefined) continue;
    lines[key] = { value: key === 'replaces' ? yesOrNo(value) : value, sure };
  }
  return lines;
}

function keyOf(label: string): FormKey | undefined {
  const exact = FORM_KEYS.find((key) => key === label);
  const folded = fold(label);
  return exact ?? LABELS.find(([, pattern]) => pattern.test(folded))?.[0];
}

/** « Nom : Marchetti », one a line; tabulations part cells of a table. */
export function* labelled(text: string): Generator<readonly [string, string]> {
  for (const line of text.slice(0, 100_000).split(/\r?\n/)) {
    const parted = /^\s*([^:\t]{2,120}?)\s*(?::|\t)\s*(.{1,300}?)\s*$/.exec(line);
    if (parted !== null) yield [parted[1] ?? '', (parted[2] ?? '').replace(/^[:\t\s]+/, '')];
  }
}

function yesOrNo(value: string): string {
  return /^(?:oui|yes|true|x|on|1)\b/i.test(value) ? 'oui' : /^(?:non|no|off)\b/i.test(value) ? 'non' : value;
}

function tidied(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').replace(/^[.…_\s]+|[…_\s]+$/g, '').slice(0, 200);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
}
