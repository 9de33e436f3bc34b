import { frenchRule } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import type { Step } from '../../domain/plan';
import type { Rung } from '../../domain/ladder';
import { heading, list, paragraph, when, type Block } from './block';
import type { HistoryLine, LetterContext, WrittenLetter } from './context';
import { asA, at, clause, cleanSubject, personOf, requestRows, told } from './words';
import { writeLetter } from './write';

export interface EscalationProps {
  readonly context: LetterContext;
  readonly step: Step;
  readonly rung: Rung;
  readonly history: readonly HistoryLine[];
  /** Since when the silent side owes an answer; null when it owes none (« urgent » alone). */
  readonly owedSince: Instant | null;
  /** The rung after this one, and when it is contacted if nothing is answered; null when this is the last. */
  readonly following: { readonly rung: Rung | null; readonly at: Instant | null } | null;
}

/** To a named contact of the side that did not answer, or at once because one side judges it urgent (article 3.3). */
export function escalation(props: EscalationProps): WrittenLetter {
  const { context, step, rung } = props;
  const urgent = step.because === 'urgent';
  const subject = cleanSubject(context.subject);
  return writeLetter(
    context,
    {
      subject: urgent ? `URGENT : ${subject}` : `Sans réponse : ${subject}`,
      preview: urgent ? 'Une situation est jugée urgente.' : `Une réponse est attendue de ${rung.side === 'partner' ? 'votre organisme' : 'la Caf'}.`,
      title: urgent ? 'Une situation jugée urgente vous est signalée' : 'Une demande attend une réponse',
      blocks: [
        paragraph(
          `Nous vous écrivons **${asA(titleOf(rung))}**, échelon ${rung.rank} du contrat de service passé avec la Caf${context.partner === null ? '' : ` (${context.partner})`}.`,
        ),
        reason(props, urgent),
        { kind: 'facts', rows: requestRows(context, true) },
        ...expected(props, urgent),
        ...when(props.history.length > 0, heading('Ce qui s’est passé'), { kind: 'history', lines: told(context, props.history) }),
        ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la demande', href: context.url ?? '' }),
      ],
    },
    { toPartner: rung.side === 'partner' },
  );
}

function titleOf(rung: Rung): string {
  return rung.role ?? (rung.side === 'desk' ? 'contact de la Caf' : 'contact du partenaire');
}

function reason({ context, step, rung, owedSince }: EscalationProps, urgent: boolean): Block {
  const article = context.contract.escalation?.article ?? step.why.article;
  if (urgent) {
    const by = rung.side === 'desk' ? 'Le partenaire' : 'La Caf';
    return {
      kind: 'box',
      tone: 'stop',
      title: `${by} juge la situation urgente.`,
      items: [`Le contrat prévoit alors de vous prévenir tout de suite, sans attendre de délai (${clause(article, null)}).`],
    };
  }
  const silent = rung.side === 'desk' ? 'Le guichet de la Caf' : 'Votre support de niveau 1';
  const since = owedSince === null ? '' : ` depuis le **${at(context, owedSince)}**`;
  const rule = context.contract.escalation?.rule ?? null;
  const failed = step.why.atOnce === null ? '' : ' Le contact précédent n’a pas pu être joint : nous vous écrivons sans attendre.';
  return paragraph(`${silent} doit une réponse${since}, et ne l’a pas donnée dans le délai (${clause(article, rule)}).${failed}`);
}

function expected({ context, rung, following }: EscalationProps, urgent: boolean): readonly Block[] {
  const what =
    rung.side === 'desk'
      ? 'Répondre au partenaire, ou faire répondre le guichet'
      : 'Répondre à ce message, ou faire répondre votre support de niveau 1';
  return [heading('Ce qui est attendu de vous'), list([`${what}${urgent ? ', sans attendre' : ''}.`, afterwards(context, following)])];
}

function afterwards(context: LetterContext, following: EscalationProps['following']): string {
  const rule = context.contract.escalation?.rule;
  const delay = rule === undefined ? '' : ` sous ${frenchRule(rule)}`;
  const limit = following === null || following.at === null ? delay : ` avant le **${at(context, following.at)}**`;
  if (following === null || following.rung === null)
    return `Sans réponse${limit}, nous dirons au responsable du guichet que tous les contacts ont été sollicités.`;
  return `Sans réponse${limit}, nous contacterons ${personOf(following.rung)}.`;
}
