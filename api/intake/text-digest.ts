import { createHash } from 'node:crypto';
import { REFERENCE_PATTERN } from '../../domain/reference';
import type { ReadMail } from '../../mail/read/types';

/** What a machine that repeats itself changes: dates, times, days, our references. A number that is neither stays: two requests may differ by it alone. */
const CHANGING = [
  new RegExp(REFERENCE_PATTERN.source, 'gi'),
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/gi,
  /\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/g,
  /\b\d{1,2}(?:er)?\s+(?:janv|f[ée]vr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c)\p{L}*\.?(?:\s+\d{4})?/giu,
  /\b(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)?\b\.?/gi,
  /\b\d{1,2}\s*[h:]\s*\d{2}(?:\s*(?:[:m]|min)\s*\d{2}\s*s?)?\b/gi,
];

/** The same words from the same person, but for dates and times: what tells a machine that answers itself (rules: Door). */
export function textDigest({ from, subject, text }: Pick<ReadMail, 'from' | 'subject' | 'text'>): string {
  const words = CHANGING.reduce((kept, pattern) => kept.replace(pattern, ' '), `${subject}\n${text}`);
  return createHash('sha256').update(`${from ?? ''}\n${words.replace(/\s+/g, ' ').trim()}`).digest('hex').slice(0, 40);
}
