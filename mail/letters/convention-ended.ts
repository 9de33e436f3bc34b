import { paragraph } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { cleanSubject } from './words';
import { writeLetter } from './write';

/** The convention has ended: the desk follows the request no more (convention, article 17.2). */
export function conventionEnded({ context }: { readonly context: LetterContext }): WrittenLetter {
  const whose = context.partner === null ? '' : ` de ${context.partner}`;
  return writeLetter(context, {
    subject: `Close : ${cleanSubject(context.subject)}`,
    preview: 'La convention a pris fin.',
    title: 'Votre demande est close',
    blocks: [
      paragraph(`La convention${whose} avec la ${context.contract.name} a pris fin, et son contrat de service avec elle. **Votre demande est close** : le guichet ne la suit plus, et plus personne ne doit de réponse.`),
      paragraph('Si elle touche à la fermeture elle-même, répondez à ce message : une personne du guichet le lira.'),
    ],
  });
}
