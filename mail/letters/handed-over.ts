import type { Reference } from '../../domain/ids';
import { paragraph } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { cleanSubject } from './words';
import { writeLetter } from './write';

export interface HandedOverProps {
  readonly context: LetterContext;
  /** « Caf du Val-d’Oise » */
  readonly cafName: string;
  readonly other: Reference;
  /** The other desk's mailbox; null = unknown. */
  readonly mailbox: string | null;
}

/** The request goes on at another Caf's desk, under another reference. */
export function handedOver({ context, cafName, other, mailbox }: HandedOverProps): WrittenLetter {
  return writeLetter(context, {
    subject: `Transférée : ${cleanSubject(context.subject)}`,
    preview: `Votre demande se poursuit : ${cafName}.`,
    title: 'Votre demande est transférée',
    blocks: [
      paragraph(
        `Votre demande relève d’un autre guichet : elle se poursuit auprès de la **${cafName}**, sous la référence **${other}**. Vous n’avez rien à renvoyer.`,
      ),
      paragraph(`Ce guichet vous écrira et vous dira ses délais.${mailbox === null ? '' : ` Pour lui écrire : ${mailbox}.`}`),
    ],
  });
}
