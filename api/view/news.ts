import type { NewsRow } from '../../db/news';
import type { NewsView } from '../../web/view/acts';

const DONE: Partial<Record<NewsRow['kind'], (who: string) => string>> = {
  'partner-wrote': () => 'Le partenaire a écrit',
  'internal-reply': () => 'Une réponse interne est arrivée',
  'desk-wrote': (who) => `${who} a écrit au partenaire`,
  'desk-called': (who) => `${who} a appelé le partenaire`,
  urgent: () => 'La situation a été jugée urgente',
  resolved: (who) => `${who} a résolu la demande`,
  reopened: (who) => `${who} a rouvert la demande`,
  closed: () => 'La demande a été close',
  'merged-into': (who) => `${who} a fusionné la demande avec une autre`,
  'handed-over': (who) => `${who} a transféré la demande à une autre Caf`,
};
const LONGEST = 300;

/** What others did meanwhile, in French. */
export function newsView(rows: readonly NewsRow[]): NewsView[] {
  return rows.map(({ at, kind, pending, name, text }) => {
    const who = name ?? 'Le guichet';
    const what = pending ? `${who} est en train d’écrire au partenaire (l’envoi peut encore être annulé)` : (DONE[kind]?.(who) ?? 'La demande a changé');
    const words = (text ?? '').trim();
    return { at, what, quote: words === '' ? null : words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words };
  });
}
