import { localDateOf } from '../../../domain/calendar';
import type { LocalDate } from '../../../domain/ids';
import { counted, type Review } from '../../../domain/journeys/review-facts';
import { frenchDate } from '../../../domain/french/dates';
import { resultWords } from '../../../domain/french/review';
import { heading, list, paragraph, verbatim, when, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { because } from '../words';
import { journeyLetter, type JourneyContext } from './context';

/** What the letters of a reverse review say. */
export interface ReviewWords {
  readonly context: JourneyContext;
  readonly state: Review;
  readonly article: string | null;
  /** Days from the date of the review; null = the letter is of no offset. */
  readonly days: number | null;
  /** The date of the next review; null = none is known. */
  readonly next: LocalDate | null;
}

type Words = (words: ReviewWords) => WrittenLetter;

export const REVIEW_LETTERS: Readonly<Record<string, Words>> = {
  'review-coming': (words) => written(words, 'Revue inverse de vos habilitations', `À faire pour le ${dueOf(words)}.`, [...asked(words), ...howTo(words)]),
  'review-today': (words) => written(words, 'Revue inverse : c’est aujourd’hui', 'Le résultat est attendu ce jour.', [...asked(words), ...howTo(words)]),
  'review-late': (words) => written(words, 'Revue inverse en retard', `Attendue depuis le ${dueOf(words)}.`, [
    ...(isBack(words)
      ? [paragraph(`La revue inverse de vos habilitations était attendue le **${dueOf(words)}** (${because(words.article, null)}). Le résultat que vous aviez envoyé n’a pas pu être accepté, et nous n’avons rien reçu depuis :`), verbatim(words.state.returned ?? '')]
      : [paragraph(`La revue inverse de vos habilitations était attendue le **${dueOf(words)}** (${because(words.article, null)}). Nous n’en avons pas reçu le résultat.`)]),
    ...howTo(words),
    ...when(words.context.contract.escalation !== null, paragraph('Sans nouvelle de votre part, les contacts que le contrat désigne chez vous sont sollicités l’un après l’autre.')),
  ]),
  'review-received': (words) => written(words, 'Résultat de la revue inverse reçu', 'Nous le vérifions.', [paragraph('Nous avons bien reçu le résultat de votre revue inverse. Un agent le vérifie et vous répond.')]),
  'review-returned': (words) => written(words, 'Revue inverse à compléter', 'Le résultat ne peut pas encore être accepté.', [
    paragraph('Nous ne pouvons pas encore accepter le résultat de votre revue inverse comme preuve :'),
    verbatim(words.state.returned ?? ''),
    paragraph(`Répondez à ce message avec ce qui manque, ou complétez la revue sur le portail. ${isPast(words) ? `Elle était attendue le **${dueOf(words)}**.` : `Elle reste attendue pour le **${dueOf(words)}**.`}`),
    ...open(words),
  ]),
  'review-accepted': (words) => written(words, 'Revue inverse acceptée', 'La preuve est conservée.', [
    paragraph(`Le résultat de la revue inverse du ${dueOf(words)} est accepté comme preuve (${because(words.article, null)}) : ${resultWords(words.state.result)}. L’attestation est jointe.`),
    ...when(counted(words.state.result).withdrawn > 0, paragraph('Les habilitations que vous retirez sont retirées au registre de la Caf.')),
    ...when(words.next !== null, paragraph(`La prochaine revue est attendue le **${words.next === null ? '' : frenchDate(words.next, { form: 'long' })}**. Nous vous remercions.`)),
  ]),
  'review-called-off': (words) => written(words, 'Revue inverse sans objet', 'Vous n’avez plus rien à faire.', [
    paragraph(`La revue inverse du ${dueOf(words)} n’est plus attendue :`),
    verbatim(words.state.calledOff ?? ''),
  ]),
  'review-unanswered': (words) => written(words, 'Revue inverse sans réponse', 'Les rappels n’ont pas eu de suite.', [
    paragraph(`La revue inverse attendue le **${dueOf(words)}** n’a pas eu de suite malgré les rappels${isBack(words) ? ' : le résultat reçu a été redemandé, et rien n’est venu depuis' : ''}. Le contrat ne prévoit pas d’échelle de contacts chez le partenaire : la suite vous appartient.`),
  ], false),
};

function asked(words: ReviewWords): Block[] {
  const year = paragraph(`Chaque année, l’administrateur principal passe en revue toutes les habilitations de son organisme et en adresse le résultat à la Caf, comme preuve (${because(words.article, null)}). Le résultat de cette année est attendu le **${dueOf(words)}**.`);
  return isBack(words) ? [paragraph('Le résultat que vous avez envoyé n’a pas pu être accepté :'), verbatim(words.state.returned ?? ''), paragraph(`Complété, il reste attendu le **${dueOf(words)}** (${because(words.article, null)}).`)] : [year];
}

/** A result came, and was sent back. */
function isBack({ state }: ReviewWords): boolean {
  return state.phase === 'returned';
}

/** Its date has passed, by the Caf's own calendar. */
function isPast({ state, context }: ReviewWords): boolean {
  return state.due < localDateOf(context.contract.calendar, context.now);
}

function howTo({ context }: ReviewWords): Block[] {
  return [
    heading('Comment faire'),
    list(['Dans Mon Compte Partenaire, ouvrez la liste de vos utilisateurs.', 'Pour chacun, conservez, retirez ou modifiez l’habilitation, dans la liste jointe ou sur le portail.', 'Envoyez la revue sur le portail, ou répondez à ce message en joignant la liste remplie.'], true),
    ...open({ context }),
  ];
}

function open({ context: { url } }: Pick<ReviewWords, 'context'>): readonly Block[] {
  return when(url !== null, { kind: 'button', text: 'Ouvrir la revue', href: url ?? '' });
}

function written({ context }: ReviewWords, title: string, preview: string, blocks: readonly Block[], toPartner = true): WrittenLetter {
  const convention = context.convention === null ? [] : [['Convention', context.convention] as const];
  const partner = context.partner === null ? [] : [['Partenaire', context.partner] as const];
  return journeyLetter(context, { subject: title, preview, title, blocks: [...blocks, { kind: 'facts', rows: [['Revue', context.id], ...convention, ...partner] }] }, toPartner);
}

function dueOf({ state }: ReviewWords): string {
  return frenchDate(state.due, { form: 'long' });
}
