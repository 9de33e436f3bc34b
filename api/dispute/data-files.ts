import { factWords } from '../../web/words/facts';
import { laddersOf } from '../view/ladders';
import { writeCsv } from '../../paper/csv';
import type { PaperFile } from '../../paper/zip';
import type { Fact } from '../../domain/ticket-facts';
import type { DisputeData } from './file';

/** The journal twice: as it is kept, and for a spreadsheet. */
export function journalFiles(data: DisputeData): PaperFile[] {
  return [
    { name: 'journal.csv', bytes: Buffer.from(journalCsv(data), 'utf8') },
    { name: 'journal.json', bytes: json({ reference: data.row.reference, madeAt: data.now, whole: data.broken === null, firstBroken: data.broken, lines: data.chain }) },
  ];
}

/** Instants as they are kept (UTC), so that nothing depends on who reads. */
function journalCsv(data: DisputeData): string {
  const words = wordsByNumber(data);
  const rows = data.chain.map((line) => {
    const { title = '', detail = null } = words.get(line.n) ?? {};
    return [String(line.n), line.at, line.recorded_at, line.name ?? line.actor ?? '', line.kind, title, detail ?? '', JSON.stringify(line.body), line.digest, line.chain];
  });
  return writeCsv(['N°', 'Compte à partir de (UTC)', 'Enregistré (UTC)', 'Qui', 'Fait', 'Quoi', 'Détail', 'Données', 'Empreinte', 'Chaîne'], rows);
}

export function wordsByNumber(data: DisputeData): Map<number, ReturnType<typeof factWords>> {
  const context = { contract: data.ticket.contract, ladders: laddersOf(data) };
  return new Map(data.ticket.facts.map((fact: Fact) => [fact.n, factWords(fact, context)]));
}

export function reckoningsFile({ row, ticket, now }: DisputeData): PaperFile {
  const { caf, name, version, effectiveFrom, calendar } = ticket.contract;
  return { name: 'calculs.json', bytes: json({ reference: row.reference, madeAt: now, contract: { caf, name, version, effectiveFrom, calendar }, reckonings: Object.fromEntries(ticket.frozen) }) };
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8');
}
