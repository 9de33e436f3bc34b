import { fold } from './tidy';

/** Lines longer than this are looked at by their start alone. */
const maxLine = 500;
const marks = /^[>|\s]*/;

/** The lines of a text, with their words folded once however often they are looked at. */
export class QuoteLines {
  private readonly folded: string[] = [];

  constructor(readonly raw: readonly string[]) {}

  get length(): number {
    return this.raw.length;
  }

  line(at: number): string {
    return this.raw[at] ?? '';
  }

  bare(at: number): string {
    return (this.folded[at] ??= bare(this.line(at)));
  }

  from(start: number): QuoteLines {
    return new QuoteLines(this.raw.slice(start));
  }
}

/** A line's words without quote marks, stars of bold text or accents. */
function bare(line: string): string {
  return fold(line.slice(0, maxLine)).replace(marks, '').replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '').trim();
}

export function isMarked(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

const labels: Record<string, readonly string[]> = {
  from: ['de', 'from', 'expediteur', 'von', 'from (de)'],
  to: ['a', 'to', 'pour', 'destinataire', 'destinataires', 'an'],
  date: ['envoye', 'envoye le', 'sent', 'date', 'gesendet', 'date d\'envoi', 'message du', 'recu le', 'emis le'],
  subject: ['objet', 'subject', 'sujet', 'betreff', 'object', 'titre'],
  other: ['cc', 'copie', 'copie a', 'cci', 'importance', 'priorite', 'pieces jointes', 'pj', 'attachments', 'reply-to', 'repondre a'],
};
const kindOfLabel = new Map(Object.entries(labels).flatMap(([kind, words]) => words.map((word) => [word, kind] as const)));

/** Which part of a copied mail head a line is (« De : … », « Envoyé le : … »), or null. `words`: the line, bare. */
export function headLabel(words: string): string | null {
  if (/^message du \d/.test(words)) return 'date';
  const at = words.indexOf(':');
  if (at < 1 || at > 20) return null;
  return kindOfLabel.get(words.slice(0, at).trim()) ?? null;
}

/** Whether a copied head begins at line `at`: From with two other labels, on lines that follow one another. */
export function isHeadBlock(lines: QuoteLines, at: number): boolean {
  if (headLabel(lines.bare(at)) === null) return false;
  if (/^[^:]*:\s*$/.test(lines.bare(at)) && headLabel(lines.bare(at + 1)) === null) return false;
  const seen = new Set<string>();
  let strangers = 0;
  for (let i = at; i < Math.min(lines.length, at + 14) && strangers < 3; i += 1) {
    if (lines.bare(i) === '' && seen.size >= 3) break;
    if (lines.bare(i) === '') continue;
    const label = headLabel(lines.bare(i));
    if (label) seen.add(label);
    strangers = label ? 0 : strangers + 1;
  }
  return seen.has('from') && seen.size >= 3 && (seen.has('date') || seen.has('subject'));
}

/** The head that HCL Notes copies as a table: name, date, then « A », « cc », « Objet », each alone on its line. */
export function isNotesHead(lines: QuoteLines, at: number): boolean {
  const next = lines.bare(at + 1) === '' ? at + 2 : at + 1;
  if (!/^\d\d?\/\d\d?\/\d{4} \d\d?:\d\d/.test(lines.bare(next)) || lines.bare(at) === '') return false;
  const alone = new Set(Array.from({ length: 16 }, (_, i) => lines.bare(next + 1 + i)));
  return (alone.has('a') || alone.has('to') || alone.has('pour')) && (alone.has('objet') || alone.has('subject'));
}

const separators = [
  /^-{2,}\s*(message d'origine|message original|message initial|message transfere|mail original|courriel original|mail d'origine|mail transfere|original message|original mail|original appointment|forwarded message|message forwarded|forwarded by|message reexpedie|message recu|ursprungliche nachricht)\b.{0,120}$/,
  /^(debut du message (transfere|reexpedie)|begin forwarded message|message transfere|message d'origine|message initial|original message)\s*:?\s*-*$/,
  /^[-=_#* ]{0,12}(merci de |veuillez (saisir |ecrire )?|please |votre )?(repond(re|ez)|reponse|reply|write|type|ecri(re|vez)|saisi(r|ssez)).{0,40}(au[- ]dessus de cette ligne|au[- ]dessus de ce trait|above this line).{0,20}$/,
];

/** « -----Message d'origine----- » and its like. `words`: the line, bare. */
export function isSeparator(words: string): boolean {
  return separators.some((pattern) => pattern.test(words));
}

/** A rule of underscores, equal signs or dashes, as Outlook and webmails put above a copied head. */
export function isRule(line: string): boolean {
  return /^\s*(?:[_=\u2500\u2014]{8,}|-{8,}|\*{8,})\s*$/.test(line);
}

const attributions = [
  /^(?:le|on|am|el|il|op) (?=.{0,60}\d).{4,400}\b(?:a ecrit|ecrit|wrote|schrieb|escribio|ha scritto|a repondu|writes)\s*(?:\([^()]{0,60}\)|le [^:]{4,40}\d)?\s*:$/,
  /^.{3,120} a ecrit le \d.{4,60}:$/,
  /^(?:quoting|citation de|selon) .{2,200}:$/,
  /^(?:\d{4}-\d\d-\d\d|\d\d?\/\d\d?\/\d{2,4}|\d\d? [a-z]{3,9}\.? \d{4}).{0,60}<?\S+@\S+>?.{0,60}:$/,
  /^(?:le|on) .{0,40}\d{4}.{0,60}, .{2,200} <\S+@\S+>\s*:$/,
];

/** « Nom <adresse> a écrit : », which may begin with anything: on one line, or wrapped within the address. */
const addressAttribution = /^.{0,200}\S@\S.{0,200}\b(?:a ecrit|ecrit|wrote|schrieb)\b[^:]{0,60}(?:\d\d?:\d\d[^:]{0,20})?:$/;

/** How many lines from `at` are an attribution (« Le … a écrit : », wrapped or not); 0 when there is none. */
export function attributionLength(lines: QuoteLines, at: number): number {
  const first = lines.bare(at);
  if (first === '') return 0;
  let joined = '';
  for (let count = 1; count <= 4 && at + count <= lines.length; count += 1) {
    const words = lines.bare(at + count - 1);
    if (words === '') return 0;
    joined = joined ? `${joined} ${words}` : words;
    if (joined.length > 700) return 0;
    if (joined.endsWith(':') && isAttribution(joined, count === 1 || first.includes('<'))) return count;
  }
  return 0;
}

function isAttribution(words: string, mayStartAnyhow: boolean): boolean {
  return attributions.some((pattern) => pattern.test(words)) || (mayStartAnyhow && addressAttribution.test(words));
}
