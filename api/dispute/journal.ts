import { typo } from '../../domain/french/typography';
import type { PaperBlock } from '../../paper/document';
import { journalLines } from '../view/timeline';
import { wordsByNumber } from './data-files';
import { at } from './document';
import type { DisputeData } from './file';

/** Every line in the order of recording, with the beginning of its link: the whole of it is in journal.json. */
export function journalBlocks(data: DisputeData): PaperBlock[] {
  const words = wordsByNumber(data);
  const who = new Map(journalLines(data).map((line) => [line.n, line.who]));
  const rows = data.chain.map((line) => {
    const { title = line.kind, detail = null } = words.get(line.n) ?? {};
    const late = line.recorded_at.slice(0, 16) === line.at.slice(0, 16) ? '' : `\nenregistré le ${at(data, line.recorded_at)}`;
    return [String(line.n), `${at(data, line.at)}${late}`, who.get(line.n) ?? line.name ?? '', typo(detail === null ? title : `${title}\n${detail}`), line.chain.slice(0, 12)];
  });
  return [
    {
      kind: 'table', caption: null,
      columns: [{ title: 'N°', share: 2, align: 'right' }, { title: 'Compte à partir de', share: 6 }, { title: 'Qui', share: 5 }, { title: 'Quoi', share: 9 }, { title: 'Chaîne', share: 4 }],
      rows,
    },
    {
      kind: 'paragraph', muted: true,
      text: typo('Chaque ligne porte l’empreinte (SHA-256) de son contenu et de la ligne précédente : une ligne changée, ajoutée ou retirée romprait toutes les suivantes. Le dossier complet donne les empreintes entières et la façon de les recalculer.'),
    },
  ];
}
