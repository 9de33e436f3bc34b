import { instant } from '../../domain/ids';
import type { PaperDocument } from '../../paper/document';

/** Every block, over several pages. */
export function sampleDocument(rows = 60): PaperDocument {
  return {
    title: 'Dossier de la demande',
    subtitle: 'Demande 31-2026-000123 : page blanche à l’ouverture d’un dossier',
    author: 'Guichet de la Caf de la Haute-Garonne',
    reference: '31-2026-000123',
    madeAt: instant('2026-11-03T10:00:00+01:00'),
    blocks: [
      { kind: 'note', tone: 'ok', text: 'Le journal est entier\u202f: chaque ligne porte l’empreinte de la précédente.' },
      { kind: 'heading', level: 1, text: 'La demande' },
      { kind: 'facts', rows: [['Partenaire', 'Commune de Castelbrun'], ['Reçue', 'mar.\u00a03\u00a0nov.\u00a02026 à 10\u00a0h\u00a000'], ['Service', 'CDAP']] },
      { kind: 'heading', level: 2, text: 'Ce qui a été dit' },
      { kind: 'paragraph', text: 'Les courriels sont joints tels qu’ils ont été reçus et envoyés. «\u00a0Œuvre, ça, là, 1\u202f234,56\u00a0€\u00a0»', muted: true },
      { kind: 'verbatim', text: 'Bonjour,\n\nune page blanche 😀 depuis ce matin.\tMerci\u0007 !\n\n' + 'Une ligne très longue qui se répète. '.repeat(40) },
      { kind: 'note', tone: 'late', text: 'Une promesse a été rompue.' },
      { kind: 'heading', level: 1, text: 'Journal', newPage: true },
      {
        kind: 'table', caption: 'Journal de la demande', columns: [{ title: 'N°', share: 1, align: 'right' }, { title: 'Quand', share: 4 }, { title: 'Quoi', share: 9 }],
        rows: Array.from({ length: rows }, (_, i) => [`${i + 1}`, 'mar. 3 nov. 2026 à 10 h 00', i % 7 === 0 ? 'Réponse de la Caf, avec une explication assez longue pour tenir sur deux ou trois lignes de la colonne, et encore un peu.' : 'Demande reçue']),
      },
      { kind: 'heading', level: 3, text: 'Fin' },
    ],
  };
}
