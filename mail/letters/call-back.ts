import type { Instant } from '../../domain/ids';
import { paragraph, verbatim, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at, cleanSubject } from './words';
import { writeLetter } from './write';

export interface CallBackProps {
  readonly context: LetterContext;
  readonly due: Instant;
  readonly text: string;
}

/** A note to the partner: the desk promises to call back by a given time. It is not an answer. */
export function callBackNote({ context, due, text }: CallBackProps): WrittenLetter {
  return writeLetter(context, {
    subject: `Rappel prévu : ${cleanSubject(context.subject)}`,
    preview: `Le guichet vous rappelle avant le ${at(context, due)}.`,
    title: 'Le guichet vous rappellera',
    blocks: [
      paragraph(`Le guichet vous rappelle **avant le ${at(context, due)}**, à l’un de vos numéros enregistrés.`),
      ...when(text.trim() !== '', verbatim(text)),
      paragraph('Ce rappel ne remplace pas la réponse qui vous est due : son délai continue de courir.'),
    ],
  });
}
