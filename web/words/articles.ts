import type { DelayRule } from '../../domain/calendar-types';
import { frenchRule } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';

/** « art. 3.3 »; « réglage du guichet » where no article states it. */
export function article(text: string | null): string {
  if (text === null) return 'réglage du guichet';
  return typo(/^art\./.test(text) ? text : `art. ${text}`);
}

/** « art. 3.3 — 1 mois ». */
export function ruleWords(articleText: string | null, rule: DelayRule | null): string {
  return rule === null ? article(articleText) : `${article(articleText)} — ${frenchRule(rule)}`;
}
