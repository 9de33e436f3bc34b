import { typo } from '../../domain/french/typography';
import type { Instant } from '../../domain/ids';
import { paragraph } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at } from './words';
import { writeLetter } from './write';

export interface AccountLinkProps {
  readonly context: LetterContext;
  readonly href: string;
  readonly until: Instant;
}

/** The one-time link by which somebody of the Caf chooses a password. */
export function accountLink({ context, href, until }: AccountLinkProps): WrittenLetter {
  const letter = writeLetter(
    context,
    {
      subject: 'Choisissez votre mot de passe',
      preview: 'Le lien sert une fois.',
      title: 'Choisissez votre mot de passe',
      blocks: [
        paragraph('L’administrateur de Guichet vous a ouvert un compte, ou vous permet de changer un mot de passe perdu.'),
        { kind: 'button', text: 'Choisir mon mot de passe', href },
        paragraph(`Ce lien sert **une seule fois**, jusqu’au ${at(context, until)}. Ne le transmettez à personne : qui l’ouvre entre à votre place.`),
      ],
    },
    { toPartner: false },
  );
  return { ...letter, subject: typo(`[${context.contract.name}] ${letter.subject}`) };
}
