import type { DelayRule } from '../../domain/calendar-types';
import type { Side } from '../../domain/contract-types';
import { ruleWords } from '../../web/words/articles';

/** As much of a step as its few words need; a ticket's row keeps it, the forecast makes it. */
export interface StepToSay {
  readonly what: string;
  readonly side: Side | null;
  readonly rung: number | null;
  readonly role: string | null;
}

/** « 1er », « 2e »: raised on the page. */
export function ordinal(n: number): string {
  return n === 1 ? '1er' : `${n}e`;
}

const OF_SIDE: Readonly<Record<Side, string>> = { desk: ' Caf', partner: '' };

/** « 1er contact Caf : responsable », « Prise en charge promise ». */
export function stepTitle({ what, side, rung, role }: StepToSay): string {
  const contact = `${ordinal(rung ?? 1)} contact${OF_SIDE[side ?? 'desk']}`;
  const whom = role === null ? contact : `${contact} : ${role}`;
  switch (what) {
    case 'pickup-warning':
      return 'Rappel au guichet : prise en charge à faire';
    case 'pickup-breach':
      return 'Prise en charge promise';
    case 'contact-rung':
      return whom;
    case 'propose-rung':
      return `À décider : ${whom}`;
    case 'skip-rung':
      return `${contact} passé`;
    case 'ladder-exhausted':
      return 'Échelle épuisée : responsable prévenu';
    case 'urgent-flag':
      return 'Urgence signalée, sans escalade';
    case 'call-back':
      return 'Rappel promis';
    case 'internal-reminder':
      return 'Relance interne';
    case 'pause-end':
      return 'Fin de la pause';
    case 'terms-change':
      return 'Passage à une nouvelle version du contrat';
    case 'close':
      return 'Clôture de la demande';
    default:
      return what;
  }
}

/** « Val-d’Oise, art. 3.3 — 1 mois »; null when no rule makes it (a call that was promised). */
export function stepRule(department: string | null, what: string, article: string | null, rule: DelayRule | null): string | null {
  if (what === 'call-back' || what === 'pause-end' || what === 'terms-change') return null;
  const words = ruleWords(article, rule);
  return department === null ? words : `${department}, ${words}`;
}
