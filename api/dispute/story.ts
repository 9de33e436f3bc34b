import { typo } from '../../domain/french/typography';
import type { PaperTable } from '../../paper/document';
import { timelineOf } from '../view/timeline';
import { at } from './document';
import type { DisputeData } from './file';

/** The one timeline of the request's page: its past, then what happens if nobody acts. */
export function storyTable(data: DisputeData): PaperTable {
  const rows = timelineOf(data).map((entry) => [
    at(data, entry.at),
    typo(entry.when === 'future' ? `À venir : ${entry.title}` : entry.title),
    typo([...(entry.detail ?? []), entry.rule?.text ?? null, entry.problem ?? null].filter((line) => line !== null && line !== '').join(' · ')),
  ]);
  return { kind: 'table', caption: null, columns: [{ title: 'Quand', share: 5 }, { title: 'Quoi', share: 6 }, { title: 'Qui, et pourquoi', share: 9 }], rows };
}
