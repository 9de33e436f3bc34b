import type { MessageRow } from '../db/message';
import type { Instant, Reference } from '../domain/ids';
import type { HistoryLine } from '../mail/letters/context';
import { ticketPath } from '../web/paths';
import type { Writing } from './write-letter';

const SAID: Readonly<Record<MessageRow['direction'], string | null>> = {
  in: 'Le partenaire a écrit',
  out: 'Le guichet a écrit',
  'internal-in': null,
  'internal-out': null,
  note: null,
};

/** What a partner's contact or the Caf's own may read of a ticket: what the two sides said to one another, oldest first. */
export function historyOf(writing: Writing, messages: readonly MessageRow[]): HistoryLine[] {
  const fresh = writing.said.map((message) => ({ at: message.at, direction: message.direction, channel: message.channel, text: message.text ?? '', automatic: null }));
  return [...messages, ...fresh]
    .flatMap((message) => lineOf(message))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(-MOST_LINES);
}
const MOST_LINES = 12;

function lineOf({ at, direction, channel, text, automatic }: Pick<MessageRow, 'direction' | 'channel' | 'text' | 'automatic'> & { at: Instant }): HistoryLine[] {
  const what = SAID[direction];
  if (what === null || automatic === 'bounce') return [];
  if (automatic !== null) return [{ at, what: 'Réponse automatique du partenaire', quote: null }];
  return [{ at, what: channel === 'phone' ? (direction === 'in' ? 'Le partenaire a appelé' : 'Le guichet a appelé') : what, quote: text }];
}

/** The ticket's page for the Caf's own people. */
export function ticketUrl(publicUrl: string, reference: Reference): string {
  return `${publicUrl}${ticketPath(reference)}`;
}
