import type { ServiceCode } from '../../domain/contract-types';
import { kindInWords } from './kind';
import { fold } from './tidy';

/** What the subject says in its tags, strict or loose: « [CDAP] [MAIRIE DE X] incident technique », « Re: cdap - Mairie de X - incident ». */
export interface SubjectWords {
  /** Without « RE : », « TR : », « [EXTERNE] » and their like. */
  readonly bare: string;
  readonly services: readonly ServiceCode[];
  readonly organisation: string | null;
  readonly urgent: boolean;
}

const prefix =
  /^\s*(?:(?:re|ré|r|tr|fw|fwd|rép|rep|aw|wg|réf|i|vs|sv|trans|transf)\s*(?:\[\d+\]|\(\d+\))?\s*:|\[(?:ext|externe|external|spam|tag spam|suspect|extérieur|e?mail externe)[^\]]{0,12}\]|\*{2,5}\s*spam\s*\*{2,5}|(?:réponse automatique|automatic reply|absence du bureau|lu|non lu|non remis|undeliverable|accepté|read)\s*:)\s*/iu;
const urgentTag = /[[(]\s*(?:tr[eè]s\s+)?urgent\s*!*\s*[\])]|^\W*(?:tr[eè]s\s+)?urgent(?:e|issime)?\b\s*[-–:!/|]|\s[-–:!/|]\s*urgent\W*$|^\W*urgent\W*$/iu;
/** In capitals anywhere, unless denied. */
const urgentShout = /(?<!\b(?:NON|PAS|PEU)[ -])\bURGENT\b/;

export function readSubject(subject: string, referencePatterns: readonly RegExp[]): SubjectWords {
  const bare = withoutPrefixes(subject.slice(0, 1000));
  const cleared = referencePatterns.reduce((text, pattern) => text.replace(pattern, ' '), bare);
  const urgent = urgentTag.test(bare) || urgentShout.test(bare);
  const useful = cleared.replace(urgentTag, ' ').replace(urgentShout, ' ').replace(/_+/g, ' - ');
  return { bare, services: servicesIn(useful), organisation: organisationIn(useful), urgent };
}

function withoutPrefixes(subject: string): string {
  let bare = subject.trim();
  for (let turn = 0; turn < 20 && prefix.test(bare); turn += 1) bare = bare.replace(prefix, '');
  return bare.trim();
}

const serviceWords: ReadonlyArray<readonly [ServiceCode, RegExp]> = [
  ['CDAP', /\bc\.?d\.?a\.?p\b|\bconsultation des? (?:donnees|dossiers) (?:des? )?allocataires/],
  ['AFAS', /\ba\.?f\.?a\.?s\b/],
  ['DGFIP', /\boffre\s+d\.?g\.?fi\.?p\b|\bd\.?g\.?f\.?i\.?p\b/],
];

/** Services named, each once, in the order of the contract's list. */
export function servicesIn(text: string): ServiceCode[] {
  const words = fold(text);
  return serviceWords.filter(([, pattern]) => pattern.test(words)).map(([code]) => code);
}

/** A tag that is neither the service nor the kind; else the piece of « CDAP - Mairie de X - incident » that names a body. */
function organisationIn(subject: string): string | null {
  const tags = [...matches(subject, /\[\s*([^[\]]{2,120}?)\s*\]/g), ...matches(subject, /[({]\s*([^[\](){}]{2,120}?)\s*[)}]/g)];
  const tagged = tags.find((tag) => isBody(tag) && !isKindAlone(tag)) ?? (tags.some(isService) ? tags.find(namesOrganisation) : undefined);
  if (tagged !== undefined) return tidyName(tagged);
  const pieces = subject.replace(/[[\](){}]/g, ' | ').split(/\s+[-–—/|:]+\s*|\s*[|]\s*|:\s+|,\s+/);
  const piece = pieces.map(withoutEdges).find((text) => namesOrganisation(text) && startsWithBody(text));
  if (piece !== undefined) return tidyName(piece);
  return bodyWithin(withoutEdges(subject));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '');
}

function isKindAlone(tag: string): boolean {
  return /^(?:incidents?|questions?|demandes?|habilitations?)(?: (?:techniques?|administratives?|d'habilitations?))?$/.test(fold(tag).trim());
}

function isService(tag: string): boolean {
  return /^(?:(?:offre )?(?:cdap|afas|dgfip))$/.test(fold(tag).trim());
}

function namesOrganisation(text: string): boolean {
  const words = fold(text).trim();
  return words.length > 1 && /[a-z]{2}/.test(words) && !isService(text) && !/^(?:urgent|rappel|relance|important|mcp|mon compte partenaire|caf|nom organisme|organisme|ext|externe)$/.test(words) && kindInWords(words) === null;
}

const body =
  /\b(?:mairie|ville|commune|c\.?c\.?a\.?s|c\.?i\.?a\.?s|conseil (?:departemental|regional|general)|departement|communaute|metropole|agglomeration|syndicat|association|office|bailleur|creche|mission locale|centre (?:social|communal|hospitalier)|residence|habitat|prefecture|m\.?d\.?p\.?h|maison (?:des?|france)|foyer|etablissement|universite|crous|fondation|cpam|udaf|opac|oph|sa hlm|hlm)\b/;

function isBody(text: string): boolean {
  return body.test(fold(text));
}

function startsWithBody(text: string): boolean {
  return fold(text).search(body) === 0;
}

/** « cdap mairie de villeneuve incident technique »: from the body's word to the words of the kind. */
function bodyWithin(text: string): string | null {
  const words = fold(text);
  const from = words.length === text.length ? words.search(body) : -1;
  if (from < 0) return null;
  const rest = words.slice(from);
  const end = rest.search(/\s+(?:-|–|:|\/|incident|probleme|panne|question|demande|bug|erreur|impossible|acces|rappel|relance|urgent|habilitation|changement|revue|mot de passe|pour|concernant|suite|connexion|n'|ne |cdap|afas|dgfip)(?:\s|$|\w)/);
  const name = tidyName(text.slice(from, end < 0 ? undefined : from + end));
  return /\s/.test(name) ? name : null;
}

function withoutEdges(text: string): string {
  return text.replace(/^[\s\-–—:/|,.]+|[\s\-–—:/|,.]+$/g, '').replace(/^(?:offre\s+)?(?:cdap|afas|dgfip)\s+/i, '');
}

function tidyName(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/^[\s\-–:[\]]+|[\s\-–:[\]]+$/g, '').slice(0, 120);
}
