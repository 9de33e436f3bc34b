import type { Step } from '../../domain/plan';
import { paragraph, verbatim, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at, clause, cleanSubject, personOf } from './words';
import { writeLetter } from './write';

export interface QuestionProps {
  readonly context: LetterContext;
  readonly text: string;
  /** The steps ahead: by when the partner owes its answer, and who is contacted otherwise. */
  readonly steps: readonly Step[];
}

/** A question to the partner: from now on the partner owes the answer. */
export function question({ context, text, steps }: QuestionProps): WrittenLetter {
  const rung = steps.find((step) => step.side === 'partner' && step.what === 'contact-rung' && step.because === 'delay');
  const escalation = context.contract.escalation;
  return writeLetter(
    context,
    {
      subject: cleanSubject(context.subject),
      preview: 'Le guichet a besoin d’une réponse de votre part.',
      title: 'Le guichet vous pose une question',
      blocks: [
        verbatim(text),
        paragraph(
          rung?.rung === undefined || escalation === null
            ? 'Nous attendons votre réponse pour avancer. Répondez simplement à ce message, en gardant son objet.'
            : `Nous attendons votre réponse avant le **${at(context, rung.at)}**. Sans réponse, nous contacterons ${personOf(rung.rung)} (${clause(escalation.article, escalation.rule)}). Répondez simplement à ce message, en gardant son objet.`,
        ),
        paragraph('Une réponse automatique d’absence ne compte pas comme une réponse.'),
        ...when(context.url !== null, { kind: 'button', text: 'Répondre en ligne', href: context.url ?? '' }),
      ],
    },
    { words: text },
  );
}
