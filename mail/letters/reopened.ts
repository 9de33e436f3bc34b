import type { Instant } from '../../domain/ids';
import type { Step } from '../../domain/plan';
import { paragraph } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at, clause, cleanSubject, personOf } from './words';
import { writeLetter } from './write';

export interface ReopenedProps {
  readonly context: LetterContext;
  readonly reopenedAt: Instant;
  readonly steps: readonly Step[];
}

/** The request is open again: the desk owes an answer from that instant. */
export function reopened({ context, reopenedAt, steps }: ReopenedProps): WrittenLetter {
  const rung = steps.find((step) => step.side === 'desk' && step.what === 'contact-rung' && step.because === 'delay');
  const escalation = context.contract.escalation;
  const limit =
    rung === undefined || escalation === null
      ? ''
      : ` Sans réponse avant le **${at(context, rung.at)}**, nous prévenons ${rung.rung === undefined ? 'le premier contact de la Caf' : personOf(rung.rung)} (${clause(escalation.article, escalation.rule)}).`;
  return writeLetter(context, {
    subject: `Rouverte : ${cleanSubject(context.subject)}`,
    preview: 'Votre demande est rouverte.',
    title: 'Votre demande est rouverte',
    blocks: [paragraph(`Votre demande est rouverte depuis le ${at(context, reopenedAt)}. Le guichet vous doit de nouveau une réponse.${limit}`)],
  });
}
