import { typo } from '../../domain/french/typography';
import type { Instant } from '../../domain/ids';
import { paragraph } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at } from './words';
import { writeLetter } from './write';

export interface SignInLinkProps {
  readonly context: LetterContext;
  readonly href: string;
  readonly until: Instant;
}

/** The one-time link that somebody of a partner asked for. */
export function signInLink({ context, href, until }: SignInLinkProps): WrittenLetter {
  const letter = writeLetter(context, {
    subject: 'Votre lien de connexion',
    preview: 'Il sert une fois, pendant trente minutes.',
    title: 'Votre lien de connexion à Guichet',
    blocks: [
      paragraph('Vous avez demandé à vous connecter au guichet unique de votre Caf. Ouvrez ce lien, puis cliquez sur « Me connecter ».'),
      { kind: 'button', text: 'Ouvrir mon lien', href },
      paragraph(`Il sert **une seule fois**, jusqu’au ${at(context, until)}. Ne le transmettez à personne : qui l’ouvre entre à votre place.`),
      paragraph('Vous n’avez rien demandé ? Ignorez ce message : sans clic de votre part, rien ne se passe.'),
    ],
  });
  return { ...letter, subject: typo(`[${context.contract.name}] ${letter.subject}`) };
}
