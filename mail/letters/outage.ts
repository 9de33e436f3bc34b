import type { Contract } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import { frenchDateTime } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';
import { heading, list, paragraph, when } from './block';
import type { WrittenLetter } from './context';
import { letterHtml } from './html';
import { letterText } from './text';
import { greetingOf } from './write';

export interface OutageProps {
  readonly contract: Contract;
  readonly toName: string | null;
  readonly from: Instant;
  readonly until: Instant;
  /** Escalations by delay are held until then, and decided again. */
  readonly heldUntil: Instant;
  /** What fell due meanwhile. */
  readonly late: ReadonlyArray<{ readonly reference: Reference; readonly subject: string; readonly what: string; readonly limit: Instant }>;
  readonly url: string | null;
}

/** To the manager, once after an outage: what is late, and what waits for the senders' queues to come back (rules: Ladder 7). */
export function outage({ contract, toName, from, until, heldUntil, late, url }: OutageProps): WrittenLetter {
  const at = (instant: Instant) => frenchDateTime(instant, contract.calendar.timeZone);
  const body = {
    subject: 'Après interruption : ce qui est en retard',
    preview: 'Guichet a été interrompu ; voici ce qui est en retard.',
    title: 'Après une interruption',
    blocks: [
      paragraph(
        `Guichet a été interrompu du ${at(from)} au ${at(until)}. Aucun courriel n’est perdu : les serveurs des expéditeurs les présentent de nouveau. Les délais n’ont pas été arrêtés.`,
      ),
      paragraph(
        `Les escalades par délai attendent le **${at(heldUntil)}**, le temps que les réponses en route arrivent, puis sont décidées de nouveau.`,
      ),
      heading('Échéances passées pendant l’interruption'),
      ...when(late.length === 0, paragraph('Aucune.')),
      ...when(late.length > 0, list(late.map((one) => `**${one.reference}**, ${one.subject} : ${one.what}, ${at(one.limit)}`))),
      ...when(url !== null, { kind: 'button', text: 'Ouvrir la file d’attente', href: url ?? '' }),
    ],
  };
  const greeting = greetingOf(toName);
  const foot = [contract.desk.name];
  return {
    subject: typo(`[${contract.name}] ${body.subject}`),
    text: letterText(body, greeting, [contract.desk.name], foot),
    html: letterHtml(body, contract.desk.name, greeting, [contract.desk.name], foot),
  };
}
