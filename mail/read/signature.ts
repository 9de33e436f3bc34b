import { isBannerLine, isDeviceLine, isFooterLine } from './footers';
import { signatureMark } from './html-text';
import { withoutMarks } from './quote';
import { fold } from './tidy';

export interface Signed {
  readonly text: string;
  readonly signature: string;
}

const closing = new RegExp(
  '^(?:.{0,60}\\b(?:merci|avance|remerciements?|attente|journee|reception|retour)\\b.{0,30}[ ,.])?' +
    '(?:(?:bien|tres|respectueuse?ment|sinceres?|meilleures?|mes|nos|avec (?:mes|nos)|recevez|veuillez)[ ,]+)*' +
    '(?:cordialement|cordiales? salutations?|cdlt|cdt|bien a vous|bien a toi|salutations?(?: (?:distinguees?|cordiales|respectueuses))?|respectueusement|sincerement|amicalement|' +
    'sentiments? (?:distingues?|respectueux)|best regards|kind regards|regards|sincerely|bien cordialement|(?:bonne|excellente|belle) (?:journee|reception|fin de journee|soiree)|a votre disposition)\\b.{0,60}$',
);
const contact =
  /^(tel|telephone|mob|mobile|port|portable|fax|telecopie|standard|ligne directe|accueil|courriel|e-?mail|mail|site|web|adresse|☎|📞|✆|✉)\b|www\.|https?:\/\/|\b\d{5} [a-z]|^\S+@\S+$|^\W{0,3}(\+33|0[1-9])[\d .()-]{8,}/;
const maxLines = 18;
/** A signature and footers stand within the last lines of a text. */
const lookedAt = 150;
const maxLineLength = 150;

/** Takes the signature block, device lines and footers off the end of a new text. `names`: how the sender may sign, as displayed. */
export function splitSignature(text: string, names: readonly string[]): Signed {
  const all = withoutBanner(text.split('\n'));
  const untouched = all.slice(0, -lookedAt);
  const lines = all.slice(-lookedAt);
  const end = footerStart(lines);
  const start = signatureStart(lines.slice(0, end), names);
  const kept = [...untouched, ...lines.slice(0, start.at)];
  const after = start.resume === null ? [] : lines.slice(start.resume, end);
  const signature = [...lines.slice(start.at, start.resume ?? end), ...lines.slice(end)];
  return { text: withoutMarks([...kept, ...after].join('\n')), signature: withoutMarks(signature.join('\n')) };
}

/** Notices of a gateway at the top are nobody's words. */
function withoutBanner(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0 || !isBannerLine(lines[first] ?? '')) return lines;
  const blank = lines.findIndex((line, at) => at > first && line.trim() === '');
  return blank > 0 && blank - first <= 5 ? lines.slice(blank) : lines.slice(first + 1);
}

/** Where footers begin: the first of them after which nothing but footers could be missed. Never the very first line. */
function footerStart(lines: readonly string[]): number {
  const first = lines.findIndex((line) => line.trim() !== '');
  for (let at = first + 1; at < lines.length; at += 1) {
    if (isFooterLine(lines[at] ?? '') && !isDeviceLine(lines[at] ?? '')) return at;
    if (isDeviceLine(lines[at] ?? '') && contentLines(lines.slice(at + 1)).length <= maxLines) return at;
  }
  return lines.length;
}

interface Start {
  readonly at: number;
  /** Where the sender's words go on (a postscript under the signature), or null. */
  readonly resume: number | null;
}

function signatureStart(lines: readonly string[], names: readonly string[]): Start {
  const postscript = lines.findIndex((line, i) => i > 0 && /^(p\.? ?s\.?|n\.? ?b\.?|post[- ]scriptum)\s*[:.-]/.test(fold(line.trim())));
  const before = postscript < 0 ? lines : lines.slice(0, postscript);
  const at = [delimiterAt(before), closingAt(before), nameAt(before, names), contactBlockAt(before)].find((found) => found !== null) ?? null;
  if (at === null) return { at: lines.length, resume: null };
  return { at, resume: postscript < 0 ? null : postscript };
}

/** « -- » alone on a line, or a mark of HTML; any other rule needs something above it. */
function delimiterAt(lines: readonly string[]): number | null {
  const at = lines.findIndex((line, i) => isDelimiter(line, lines.slice(i + 1)) && (line.trim() === '--' || contentLines(lines.slice(0, i)).length > 0));
  return at < 0 ? null : at;
}

function isDelimiter(line: string, block: readonly string[]): boolean {
  if (/^\s*--\s?$/.test(line)) return looksShort(block);
  return (line.trim() === signatureMark || /^\s*(?:—|–|__|-{3,7}|_{3,})\s*$/.test(line)) && looksShort(block) && !looksWritten(block);
}

/** After the last closing formula, when what follows looks like a name and an address rather than sentences. */
function closingAt(lines: readonly string[]): number | null {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    if (!closing.test(fold(lines[at] ?? '').trim())) continue;
    const block = lines.slice(at + 1);
    if (contentLines(block).length > 0 && looksShort(block) && !looksWritten(block)) return at + 1;
  }
  return null;
}

/** The sender's own name at the head of the last lines. */
function nameAt(lines: readonly string[], names: readonly string[]): number | null {
  const wanted = new Set(names.map(nameKey).filter((key) => key.length > 3));
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.length < 80 && wanted.has(nameKey(line)) && contentLines(lines.slice(0, at)).length > 0 && looksShort(lines.slice(at)) && !looksWritten(lines.slice(at))) return at;
  }
  return null;
}

function nameKey(name: string): string {
  return fold(name).replace(/\b(m|mr|mme|mlle)\b\.?/g, ' ').split(/[^a-z0-9]+/).filter(Boolean).sort().join(' ');
}

/** A last paragraph of short lines that holds a telephone, a mail address or a postal address. */
function contactBlockAt(lines: readonly string[]): number | null {
  let at = lines.length;
  while (at > 0 && (lines[at - 1] ?? '').trim() !== '') at -= 1;
  const block = contentLines(lines.slice(at));
  const asked = /:\s*$|rappel|joindre|contact|personne|allocataire|dossier|siret|\?/.test(fold(block[0] ?? ''));
  const says = block.filter((line) => contact.test(fold(line).trim())).length;
  return at > 0 && block.length >= 2 && says >= 1 && !asked && !looksWritten(block) && looksShort(block) ? at : null;
}

function contentLines(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '');
}

function looksShort(lines: readonly string[]): boolean {
  const content = contentLines(lines);
  return content.length <= maxLines && content.every((line) => line.length <= maxLineLength || isFooterLine(line));
}

/** Sentences of a person: a question, a verb addressed to someone, a long line that ends in a full stop. */
function looksWritten(lines: readonly string[]): boolean {
  return contentLines(lines).some((line) => {
    const words = fold(line);
    return /\?\s*$/.test(words) || /\b(merci de|pouvez|pourriez|veuillez|bonjour|je vous|nous vous|j'ai|je suis|je n'|il faut|vous trouverez)\b/.test(words) || (/[.!]\s*$/.test(line) && line.length > 60);
  });
}
