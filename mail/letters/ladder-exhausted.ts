import type { Side } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import { heading, paragraph, when } from './block';
import type { HistoryLine, LetterContext, WrittenLetter } from './context';
import { at, because, cleanSubject, told } from './words';
import { writeLetter } from './write';

export interface LadderExhaustedProps {
  readonly context: LetterContext;
  readonly side: Side;
  readonly limit: Instant;
  readonly history: readonly HistoryLine[];
}

/** To the manager, once: every contact of the silent side was tried. */
export function ladderExhausted({ context, side, limit, history }: LadderExhaustedProps): WrittenLetter {
  const who = side === 'desk' ? 'la Caf' : (context.partner ?? 'le partenaire');
  return writeLetter(
    context,
    {
      subject: `Échelle épuisée : ${cleanSubject(context.subject)}`,
      preview: `Tous les contacts ont été sollicités : ${who} n’a pas répondu.`,
      title: 'Échelle épuisée : à vous de décider',
      blocks: [
        paragraph(
          `Tous les contacts prévus par le contrat ont été sollicités, et **${who} n’a pas répondu** avant le ${at(context, limit)} (${because(context.contract.escalation?.article ?? null, null)}).`,
        ),
        paragraph(
          'Le produit n’écrit plus à personne de lui-même. La demande reste signalée jusqu’à ce qu’une réponse soit donnée ou qu’elle soit résolue. Ce message n’est envoyé qu’une fois.',
        ),
        heading('Ce qui s’est passé'),
        { kind: 'history', lines: told(context, history) },
        ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la demande', href: context.url ?? '' }),
      ],
    },
    { toPartner: false },
  );
}
