import { frenchDateTime } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';
import type { Instant } from '../../domain/ids';
import { writeCsv } from '../../paper/csv';
import type { PaperDocument } from '../../paper/document';
import { causeWords } from '../../web/pages/retention/retention';
import type { ErasureProps } from '../../web/view/retention';

export function erasureCsv({ lines }: ErasureProps): string {
  return writeCsv(['Quoi', 'Combien', 'De quand', 'Règle'], lines.map(({ what, n, period, rule }) => [what, String(n), period, rule]));
}

/** The report as a paper to be kept: numbers alone. */
export function erasurePaper({ erasure, terms, lines, shell }: ErasureProps, now: Instant): PaperDocument {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone);
  return {
    title: typo('Compte rendu d’effacement'),
    subtitle: typo(`${erasure.scope}, ${at(erasure.beganAt)}`),
    author: 'Guichet',
    reference: erasure.id,
    madeAt: now,
    blocks: [
      { kind: 'facts', rows: [['Pourquoi', typo(causeWords(erasure))], ['Fin', typo(erasure.doneAt === null ? 'en cours' : at(erasure.doneAt))], ['Durées en vigueur', typo(terms.join(' ; '))]] },
      { kind: 'heading', level: 1, text: 'Ce qui a été effacé' },
      { kind: 'table', caption: null, columns: [{ title: 'Quoi', share: 6 }, { title: 'Combien', share: 2, align: 'right' }, { title: 'De quand', share: 5 }, { title: 'Règle', share: 5 }], rows: lines.map(({ what, n, period, rule }) => [typo(what), n.toLocaleString('fr-FR'), typo(period), typo(rule)]) },
      { kind: 'paragraph', muted: true, text: typo('Ce compte rendu ne contient aucune donnée personnelle. Les sauvegardes de la base gardent ce qui est effacé jusqu’à leur propre terme.') },
    ],
  };
}
