import { forecast } from '../../domain/forecast';
import { isManaged } from '../../domain/french/managed';
import { typo } from '../../domain/french/typography';
import type { Fact } from '../../domain/ticket-facts';
import { effective } from '../../domain/ticket-state';
import { contractPath } from '../../web/paths';
import type { JournalLine, TimelineEntry } from '../../web/view/ticket';
import { futureEntries, journalOf, pastEntries, type FutureOptions, type PastOptions } from '../../web/view/timeline';
import { laddersOf } from './ladders';
import { reckoningOfFact } from './past-reckoning';
import type { TicketData } from './ticket-data';

/** The past and the future of a ticket on one line: its facts as they count today, then what happens if nobody acts. `linked`: articles lead to the contract. */
export function timelineOf(data: TicketData, linked = true): TimelineEntry[] {
  const options = { ...optionsOf(data), ...(linked ? {} : { contractHref: null }) };
  const shown = effective(data.ticket.facts).filter((fact) => fact.kind !== 'verdict-corrected');
  return [...pastEntries(shown, options).map((entry) => acknowledged(entry, data)), ...futureEntries(forecast(data.ticket), options)];
}

/** Every fact with who and when. */
export function journalLines(data: TicketData): JournalLine[] {
  return journalOf(data.ticket.facts, optionsOf(data));
}

export function optionsOf(data: TicketData): PastOptions & FutureOptions {
  const names = new Map(data.journal.map((line) => [line.n, line.name]));
  const { contract } = data.ticket;
  return { contract, ladders: laddersOf(data), whoOf: (fact: Fact) => names.get(fact.n) ?? null, contractHref: contractPath(contract.caf), now: data.now, noteOf: (fact) => noteOf(data, fact), reckoningOf: (fact) => reckoningOfFact(data.ticket.facts, data.ticket.frozen, fact) };
}

/** Why a manager decided it, in the words written then; of an assignment, whom. */
function noteOf({ messages, names }: TicketData, fact: Fact): string | null {
  if (!isManaged(fact)) return null;
  if (fact.kind === 'assigned') return fact.to === null ? null : (names.get(fact.to) ?? null);
  const text = 'message' in fact ? messages.find((message) => message.id === fact.message)?.text : undefined;
  return text === undefined || text === '' ? null : typo(`Motif : ${text}`);
}

function acknowledged(entry: TimelineEntry, { letters, state }: TicketData): TimelineEntry {
  const sent = letters.some((letter) => letter.kind === 'acknowledgement' && letter.state !== 'withheld');
  return sent && entry.at === state.receivedAt && entry.title === 'Demande reçue' ? { ...entry, title: 'Demande reçue, accusé envoyé' } : entry;
}
