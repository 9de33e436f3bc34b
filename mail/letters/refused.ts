import { paragraph, verbatim, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { cleanSubject } from './words';
import { writeLetter } from './write';

export interface RefusedProps {
  readonly context: LetterContext;
  /** Why, in the words of the person who refused; may be empty. */
  readonly reason: string;
}

/** To a stranger whose message is not a request to the desk; written by a person's decision only. */
export function refused({ context, reason }: RefusedProps): WrittenLetter {
  return writeLetter(context, {
    subject: `Votre message : ${cleanSubject(context.subject)}`,
    preview: 'Le guichet ne peut pas traiter votre message.',
    title: 'Nous ne pouvons pas traiter votre message',
    blocks: [
      paragraph(
        'Nous avons lu votre message. Ce guichet est réservé aux partenaires de la Caf pour Mon Compte Partenaire, et nous ne pouvons pas le traiter ici.',
      ),
      ...when(reason.trim() !== '', verbatim(reason)),
      paragraph('Si vous êtes allocataire, adressez-vous à votre Caf par votre espace Mon Compte.'),
    ],
  });
}
