import type { ExportedLine } from '../../db/directory';
import type { PartnerRole } from '../../domain/contract-types';
import { frenchPhone } from '../../web/pages/ticket/around';
import { ROLE_WORDS, SERVICE_SHORT } from '../../web/words/labels';
import { HEADINGS } from './columns';
import { writeCsv } from '../../paper/csv';

const TITLES = HEADINGS.map(([, heading]) => heading);

/** The file of the same columns that the import takes back. */
export function exportCsv(lines: readonly ExportedLine[]): string {
  return writeCsv(TITLES, lines.map((line) => cellsOf(line).map((cell) => cell ?? '')));
}

/** An empty file with its headings, to fill. */
export function templateCsv(): string {
  return writeCsv(TITLES, []);
}

function cellsOf(line: ExportedLine): (string | null)[] {
  const { partner_name, siret, convention_number, services, role, name, job_title, email, phones, ladder_rank } = line;
  return [
    partner_name,
    siret,
    convention_number,
    services.map((service) => SERVICE_SHORT[service]).join(', '),
    role === null ? null : ROLE_WORDS[role as PartnerRole],
    name,
    job_title,
    email,
    (phones ?? []).map((phone) => frenchPhone(phone).replaceAll('\u00a0', ' ')).join(', '),
    ladder_rank === null ? null : String(ladder_rank),
  ];
}
