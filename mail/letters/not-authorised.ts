import { list, paragraph, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { cleanSubject } from './words';
import { writeLetter } from './write';

export interface NotAuthorisedProps {
  readonly context: LetterContext;
  /** The partner's own level-1 support (« Claire Delmas »): names only, no addresses. */
  readonly levelOne: readonly string[];
}

/** To someone of a known partner who may not open a request: it points to their own level-1 support. Sent once. */
export function notAuthorised({ context, levelOne }: NotAuthorisedProps): WrittenLetter {
  return writeLetter(context, {
    subject: `Votre message : ${cleanSubject(context.subject)}`,
    preview: 'Adressez-vous au support de niveau 1 de votre organisme.',
    title: 'Adressez-vous d’abord à votre support de niveau 1',
    blocks: [
      paragraph(
        `Nous avons bien reçu votre message. ${context.contract.serviceContract ? 'Par contrat' : 'Par convention'}, seul le support de niveau 1 de votre organisme contacte le guichet pour un incident : il connaît vos habilitations et suit la demande pour vous.`,
      ),
      ...when(levelOne.length > 0, paragraph(`Pour ${context.partner ?? 'votre organisme'}, il s’agit de :`), list(levelOne)),
      ...when(levelOne.length === 0, paragraph('Votre administrateur Mon Compte Partenaire vous dira qui l’assure.')),
      paragraph('Si vous signalez un incident de sécurité, dites-le en réponse à ce message : une personne du guichet le lira.'),
    ],
  });
}
