import type { Authentication } from './authenticate';
import { headerLines, splitRaw } from './digest-headers';
import { envelopeSender } from './return-path';

/** One method of an Authentication-Results header: « dkim=pass header.d=mairie-exemple.example ». */
interface Method {
  readonly name: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * What the desk's own mail server found, from the topmost Authentication-Results header under its name. That server must take out
 * such headers that arrive from outside (RFC 8601, 5), as Postfix with OpenDMARC, Exchange and Rspamd do.
 */
export function readRelaysVerdict(raw: Buffer, authservId: string): Authentication {
  const lines = headerLines(splitRaw(raw).head);
  const own = lines.map(([name, value]) => (name === 'authentication-results' ? parse(value) : null)).find((one) => one?.authservId === authservId.toLowerCase());
  if (!own) return { verdict: 'none', detail: 'no result of the relay' };
  const from = lines.find(([name]) => name === 'from')?.[1] ?? '';
  const detail = own.methods.map(({ name, result }) => `${name}=${result}`).join(' ') || 'none';
  return { verdict: verdictOf(own.methods, domainOf(envelopeSender(Buffer.from(`From:${from}\n\n`, 'latin1')) ?? '')), detail };
}

/** DMARC decides where there is one; otherwise a pass counts only for the domain that From shows. */
function verdictOf(methods: readonly Method[], fromDomain: string): Authentication['verdict'] {
  const dmarc = methods.find(({ name }) => name === 'dmarc')?.result;
  if (dmarc === 'pass' || dmarc === 'bestguesspass') return 'pass';
  if (dmarc === 'fail') return 'fail';
  if (methods.some((method) => method.result === 'pass' && sameOrganisation(domainOfMethod(method), fromDomain))) return 'pass';
  const dkimPassed = methods.some(({ name, result }) => name === 'dkim' && result === 'pass');
  return !dkimPassed && methods.some(({ name, result }) => name === 'spf' && result === 'fail') ? 'fail' : 'none';
}

function domainOfMethod({ name, properties }: Method): string {
  if (name === 'dkim') return domainOf(properties.get('header.d') ?? properties.get('header.i') ?? '');
  return name === 'spf' ? domainOf(properties.get('smtp.mailfrom') ?? properties.get('smtp.mail') ?? '') : '';
}

/** One is the other, or below it: what DMARC calls relaxed alignment, as far as it goes without a list of public suffixes. */
function sameOrganisation(one: string, other: string): boolean {
  if (!one.includes('.') || !other.includes('.')) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** « mx.example 1; spf=pass (comment) smtp.mailfrom=x.example; dkim=none » */
function parse(value: string): { readonly authservId: string; readonly methods: readonly Method[] } {
  const [id = '', ...clauses] = withoutComments(value).split(';').map((part) => part.trim());
  return { authservId: (id.split(/\s+/)[0] ?? '').toLowerCase(), methods: clauses.flatMap(method) };
}

function method(clause: string): Method[] {
  const [first, ...rest] = clause.split(/\s+(?=[\w.-]+\s*=)/).map(pair);
  if (!first || !first[0]) return [];
  return [{ name: first[0].split('/')[0] ?? '', result: first[1].toLowerCase(), properties: new Map(rest) }];
}

function pair(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 0) return ['', ''];
  return [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim().replace(/^"|"$/g, '')];
}

/** Comments may be nested, and may hold « ; » and « = ». */
function withoutComments(text: string): string {
  let depth = 0;
  let out = '';
  for (const character of text) {
    if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += character;
  }
  return out;
}
