import { heading, paragraph, verbatim, when } from './block';
import type { HistoryLine, LetterContext, WrittenLetter } from './context';
import { cleanSubject, requestRows, told } from './words';
import { writeLetter } from './write';

export interface InternalProps {
  readonly context: LetterContext;
  /** What the agent wrote; may be empty for a sector. */
  readonly text: string;
  readonly history: readonly HistoryLine[];
}

/** To a sector of the Caf: its answer threads back into the ticket, and is not yet an answer to the partner. */
export function sectorTransmission({ context, text, history }: InternalProps): WrittenLetter {
  return internal(
    context,
    'Transmission',
    'Le guichet vous transmet une demande',
    text,
    history,
    'Répondez à ce message en gardant son objet : votre réponse rejoint la demande. C’est le guichet qui répond au partenaire.',
  );
}

/** To the national level (Cnaf), for what it alone can treat. */
export function nationalReferral({ context, text, history }: InternalProps): WrittenLetter {
  return internal(
    context,
    'Saisine du national',
    'Le guichet saisit le national',
    text,
    history,
    'Répondez à ce message en gardant son objet : votre réponse rejoint la demande. Le guichet de la Caf reste l’interlocuteur du partenaire.',
  );
}

function internal(context: LetterContext, subject: string, title: string, text: string, history: readonly HistoryLine[], how: string): WrittenLetter {
  return writeLetter(
    context,
    {
      subject: `${subject} : ${cleanSubject(context.subject)}`,
      preview: title,
      title,
      blocks: [
        ...when(text.trim() !== '', verbatim(text)),
        { kind: 'facts', rows: requestRows(context, true) },
        paragraph(how),
        ...when(history.length > 0, heading('Ce qui s’est passé'), { kind: 'history', lines: told(context, history) }),
        ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la demande', href: context.url ?? '' }),
      ],
    },
    { toPartner: false, words: text },
  );
}
