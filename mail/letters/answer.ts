import type { Step } from '../../domain/plan';
import { paragraph, verbatim, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at, clause, cleanSubject, personOf } from './words';
import { writeLetter } from './write';

export interface AnswerProps {
  readonly context: LetterContext;
  /** What the agent wrote, sent as it is. */
  readonly text: string;
  /** The steps ahead: by when the desk owes the rest. */
  readonly steps: readonly Step[];
}

/** An answer after which the desk still owes one. */
export function answer({ context, text, steps }: AnswerProps): WrittenLetter {
  const rung = steps.find((step) => step.side === 'desk' && step.what === 'contact-rung' && step.because === 'delay');
  const escalation = context.contract.escalation;
  return writeLetter(
    context,
    {
      subject: cleanSubject(context.subject),
      preview: 'Le guichet vous répond.',
      title: 'Réponse du guichet',
      blocks: [
        verbatim(text),
        paragraph(
          rung === undefined || escalation === null
            ? 'Le guichet vous doit encore une réponse et revient vers vous.'
            : `Le guichet vous doit encore une réponse. Sans nouvelles avant le **${at(context, rung.at)}**, nous prévenons ${rung.rung === undefined ? 'le premier contact de la Caf' : personOf(rung.rung)} (${clause(escalation.article, escalation.rule)}).`,
        ),
        ...when(context.url !== null, { kind: 'button', text: 'Suivre ma demande', href: context.url ?? '' }),
      ],
    },
    { words: text },
  );
}
