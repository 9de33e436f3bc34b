import { habilitationsOf, registerLines, type HabilitationRow, type RegisterLine } from '../../db/register';
import { localDateOf } from '../../domain/calendar';
import type { Calendar } from '../../domain/calendar-types';
import type { CafCode } from '../../domain/ids';
import { contractsNow } from '../view/shell';
import type { Visit } from '../visit';

export const REGISTER_TITLES = ['Caf', 'Partenaire', 'Convention', 'Rang', 'Nom', 'Fonction', 'Courriel', 'Profil', 'État', 'Accès donné le', 'Accès retiré le'];

const RANKS: Readonly<Record<HabilitationRow['rank'], string>> = { administrator: 'administrateur', 'deputy-administrator': 'suppléant', user: 'utilisateur' };
const STATES: Readonly<Record<HabilitationRow['state'], string>> = { active: 'active', suspended: 'suspendue', withdrawn: 'retirée' };

/** One line a habilitation of the Cafs of who asks; a convention without any has one line. Days are those of each Caf. */
export async function registerRows(visit: Visit): Promise<string[][]> {
  const { sql } = visit.tools;
  const [lines, contracts] = await Promise.all([registerLines(sql, visit.cafs), contractsNow(visit)]);
  const calendars = new Map<CafCode, Calendar>(contracts.map(({ caf, calendar }) => [caf, calendar]));
  const held = await Promise.all(lines.map((line) => habilitationsOf(sql, line.id)));
  return lines.flatMap((line, i) => {
    const rows = held[i] ?? [];
    return rows.length === 0 ? [[...head(line), ...Array.from({ length: 8 }, () => '')]] : rows.map((row) => [...head(line), ...cells(row, calendars.get(line.caf))]);
  });
}

function head({ caf, partner_name, number }: RegisterLine): string[] {
  return [caf, partner_name, number];
}

function cells({ rank, name, job_title, email, profile, state, given_at, ended_at }: HabilitationRow, calendar: Calendar | undefined): string[] {
  const day = (at: HabilitationRow['given_at'] | null): string => (at === null || calendar === undefined ? '' : localDateOf(calendar, at));
  return [RANKS[rank], name, job_title ?? '', email ?? '', profile ?? '', STATES[state], day(given_at), day(ended_at)];
}
