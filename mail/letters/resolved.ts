import { counted } from '../../domain/french/dates';
import { paragraph, verbatim, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { cleanSubject } from './words';
import { writeLetter } from './write';

export interface ResolvedProps {
  readonly context: LetterContext;
  /** What the agent wrote; may be empty. */
  readonly text: string;
}

/** The request is resolved: nobody owes an answer, and an answer reopens it (a setting of the desk). */
export function resolved({ context, text }: ResolvedProps): WrittenLetter {
  const { reopenWithinCalendarDays, closeAfterCalendarDays } = context.contract.settings;
  return writeLetter(
    context,
    {
      subject: `Résolue : ${cleanSubject(context.subject)}`,
      preview: 'Votre demande est résolue.',
      title: 'Votre demande est résolue',
      blocks: [
        ...when(text.trim() !== '', verbatim(text)),
        paragraph('Pour le guichet, votre demande est résolue : plus personne ne doit de réponse.'),
        paragraph(
          `Si ce n’est pas le cas, répondez à ce message dans les **${counted(reopenWithinCalendarDays, 'jour', 'jours')}** : la demande est rouverte aussitôt. Sans nouvelles de vous, elle est close dans ${counted(closeAfterCalendarDays, 'jour', 'jours')} (réglages du guichet).`,
        ),
      ],
    },
    { words: text },
  );
}
