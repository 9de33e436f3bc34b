import { COMMON_WORDS } from './common-passwords';

/** Characters, in what people count as characters. A long sentence is better than a short riddle: nothing else is asked. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'repeated' | 'personal';

export interface PasswordOwner {
  /** The address or name one signs in with. */
  readonly login: string;
  readonly name: string;
}

/** What is wrong with a password somebody wants; null when nothing is. `more`: other passwords to refuse, in lower case. */
export function passwordFault(password: string, owner: PasswordOwner, more: ReadonlySet<string> = new Set()): PasswordFault | null {
  const length = [...password.normalize('NFC')].length;
  if (length < SHORTEST_PASSWORD) return 'too-short';
  if (length > LONGEST_PASSWORD) return 'too-long';
  const plain = plainOf(password);
  if (isRepeated(plain) || isRun(plain)) return 'repeated';
  if (more.has(password.toLowerCase()) || isCommon(plain)) return 'common';
  return isPersonal(plain, owner) ? 'personal' : null;
}

/** In lower case, without accents. */
function plainOf(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Fewer than five different characters, or one short piece said again and again (« azeazeazeaze »). */
function isRepeated(plain: string): boolean {
  return new Set(plain).size < 5 || /^(.{1,6})\1+.{0,3}$/u.test(plain);
}

/** Each character follows the one before (« 123456789012 », « abcdefghijkl ») or goes back by one. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((char) => char.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  return [1, -1].some((by) => steps.filter((step) => step === by).length >= steps.length - 2);
}

/** A common word, or several in a row, under digits, signs and the usual disguises (« M0td3p@sse-2026! »). */
function isCommon(plain: string): boolean {
  return [lettersOf(plain), lettersOf(undisguised(plain))].some((letters) => letters.length < 4 || isMadeOfWords(letters));
}

function lettersOf(plain: string): string {
  return plain.replace(/[^a-z]/g, '');
}

const DISGUISES: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '€': 'e', '!': 'i' };

/** Signs that stand for letters within a word; those at its end are what is left of a year or of an exclamation. */
function undisguised(plain: string): string {
  return plain.replace(/[^a-z]+$/, '').replace(/[013457@$€!]/g, (sign) => DISGUISES[sign] ?? sign);
}

/** Two common words at most: three that nobody else puts together are a good password. */
function isMadeOfWords(letters: string): boolean {
  if (COMMON_WORDS.has(letters)) return true;
  for (let at = 3; at <= letters.length - 3; at += 1) {
    if (COMMON_WORDS.has(letters.slice(0, at)) && COMMON_WORDS.has(letters.slice(at))) return true;
  }
  return false;
}

/** Little more than one's own name or address. */
function isPersonal(plain: string, { login, name }: PasswordOwner): boolean {
  const own = [login, login.split('@')[0] ?? '', name, ...name.split(/\s+/)].map((text) => plainOf(text).replace(/[^a-z0-9]/g, '')).filter((text) => text.length >= 3);
  const bare = plain.replace(/[^a-z0-9]/g, '');
  const left = own.sort((a, b) => b.length - a.length).reduce((rest, word) => rest.replaceAll(word, ''), bare);
  return left.length < bare.length && left.replace(/\d/g, '').length < 6;
}
