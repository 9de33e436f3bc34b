import { epochMs, type Instant } from '../../domain/ids';
import { frenchDuration } from '../../domain/french/dates';
import { openMsBetween } from '../../domain/calendar';
import { paragraph, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at, because, requestRows } from './words';
import { writeLetter } from './write';

export interface PickupProps {
  readonly context: LetterContext;
  /** When the promise falls, or fell. */
  readonly limit: Instant;
  readonly receivedAt: Instant;
}

/** To the manager: the pickup promise is about to fall, and nobody has taken the request in hand. */
export function pickupWarning({ context, limit, receivedAt }: PickupProps): WrittenLetter {
  const left = frenchDuration(openMsBetween(context.contract.calendar, context.now, limit));
  const still = epochMs(limit) > epochMs(context.now) ? `Il reste ${left} d’ouverture.` : '';
  return letter(
    context,
    `À prendre en charge avant le ${at(context, limit)}`,
    'La promesse de prise en charge va échoir',
    `La demande reçue le ${at(context, receivedAt)} n’est pas encore prise en charge. La promesse tombe le **${at(context, limit)}** (${promiseWords(context)}). ${still}`,
  );
}

/** To the manager: the promise is broken (a person's act, never the automatic letter, keeps it). */
export function pickupBreach({ context, limit, receivedAt }: PickupProps): WrittenLetter {
  return letter(
    context,
    'Prise en charge en retard',
    'La promesse de prise en charge est rompue',
    `La demande reçue le ${at(context, receivedAt)} devait être prise en charge avant le **${at(context, limit)}** (${promiseWords(context)}). Personne ne l’a encore fait. L’accusé de réception automatique n’est pas une prise en charge.`,
  );
}

function promiseWords({ contract }: LetterContext): string {
  return because(contract.pickup?.article ?? null, contract.pickup?.rule ?? null);
}

function letter(context: LetterContext, subject: string, title: string, text: string): WrittenLetter {
  return writeLetter(
    context,
    {
      subject,
      preview: title,
      title,
      blocks: [
        paragraph(text.trim()),
        { kind: 'facts', rows: requestRows(context, true) },
        ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la demande', href: context.url ?? '' }),
      ],
    },
    { toPartner: false },
  );
}
