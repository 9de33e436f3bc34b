import { paragraph, type Block } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { cleanSubject } from './words';
import { writeLetter } from './write';

/** What is asked of whoever sent a claimant's number by mail. */
export const NO_NUMBERS: Block = {
  kind: 'box',
  tone: 'info',
  title: 'Merci de ne pas envoyer de numéro de sécurité sociale ni d’allocataire',
  items: [],
  after: 'Votre message en contient un : nous l’avons masqué à l’écran. Le guichet n’en a pas besoin pour traiter votre demande, et un courriel n’est pas un moyen sûr de le transmettre.',
};

/** A reply on a request holds a personal number: said once, the request goes on as before. */
export function personalNumbers({ context }: { readonly context: LetterContext }): WrittenLetter {
  return writeLetter(context, {
    subject: `Numéro personnel reçu : ${cleanSubject(context.subject)}`,
    preview: 'Merci de ne pas envoyer de numéro de sécurité sociale ni d’allocataire.',
    title: 'Votre message est bien arrivé',
    blocks: [paragraph('Votre message rejoint votre demande, qui suit son cours.'), NO_NUMBERS],
  });
}
