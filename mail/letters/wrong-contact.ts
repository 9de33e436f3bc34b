import type { Instant } from '../../domain/ids';
import { paragraph } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at, cleanSubject } from './words';
import { writeLetter } from './write';

export interface WrongContactProps {
  readonly context: LetterContext;
  readonly side: 'desk' | 'partner';
  readonly rung: number;
  /** When that person was written to; null when it is not known. */
  readonly contactedAt: Instant | null;
  /** When the answer that had not been recognised came; null when it is not known. */
  readonly answeredAt: Instant | null;
}

/** To whoever was contacted wrongly: a message had been taken for something it was not (rules: Clock 3). */
export function wrongContact({ context, side, rung, contactedAt, answeredAt }: WrongContactProps): WrittenLetter {
  const contacted = contactedAt === null ? 'Nous vous avons écrit' : `Nous vous avons écrit le ${at(context, contactedAt)}`;
  const who = side === 'desk' ? 'la Caf avait répondu' : 'votre organisme avait répondu';
  const answered = answeredAt === null ? who : `${who} le ${at(context, answeredAt)}`;
  return writeLetter(
    context,
    {
      subject: `Sans objet : ${cleanSubject(context.subject)}`,
      preview: 'Notre message précédent était sans objet.',
      title: 'Notre message précédent était sans objet',
      blocks: [
        paragraph(
          `${contacted}, en tant qu’échelon ${rung} du contrat, parce qu’une réponse nous semblait manquer. **C’était une erreur** : ${answered}, et ce message n’avait pas été reconnu.`,
        ),
        paragraph('Vous n’avez rien à faire. L’erreur est corrigée et consignée. Veuillez nous excuser de ce dérangement.'),
      ],
    },
    { toPartner: side === 'partner' },
  );
}
