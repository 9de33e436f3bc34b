import { typo } from '../../domain/french/typography';
import type { LetterBody } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { letterHtml } from './html';
import { letterText } from './text';
import { deskFoot } from './words';

const NO_NUMBERS = 'N’envoyez jamais de numéro d’allocataire ni de sécurité sociale par courriel.';

export interface LetterOptions {
  /** false: read inside the Caf; what only a partner needs is left out. */
  readonly toPartner?: boolean;
  /** An agent's own words: when they greet, we do not greet twice. */
  readonly words?: string;
}

const GREETS = /^\s*(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs|chère?s?)(?![\p{L}])/iu;

export function greetingOf(name: string | null): string {
  return name === null || name.trim() === '' ? 'Bonjour,' : `Bonjour ${name.trim()},`;
}

/**
 * A letter as subject, plain text and HTML. The subject carries the reference « [31-2026-000123] », by which answers thread;
 * the desk signs, a person only when it says so.
 */
export function writeLetter(context: LetterContext, body: LetterBody, options: LetterOptions = {}): WrittenLetter {
  const greeting = GREETS.test(options.words ?? '') ? '' : greetingOf(context.toName);
  const signature = context.signature ?? [context.contract.desk.name];
  const foot = [...deskFoot(context), ...(options.toPartner === false ? [] : [NO_NUMBERS])];
  return {
    subject: typo(context.reference === null ? body.subject : `[${context.reference}] ${body.subject}`),
    text: letterText(body, greeting, signature, foot),
    html: letterHtml(body, context.contract.desk.name, greeting, signature, foot),
  };
}
