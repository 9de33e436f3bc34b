import { habilitationsOfCafs, type HabilitationRow } from '../../db/register';
import { registerLines, type RegisterLine } from '../../db/register-list';
import { localDateOf } from '../../domain/calendar';
import type { Calendar } from '../../domain/calendar-types';
import type { CafCode, LocalDate } from '../../domain/ids';
import { contractsNow } from '../view/shell';
import type { Visit } from '../visit';

export const REGISTER_TITLES = ['Caf', 'Partenaire', 'Convention', 'Rang', 'Nom', 'Fonction', 'Courriel', 'Profil', 'État', 'Accès donné le', 'Accès retiré le'];

/** Every convention, whatever its state; only what the list shows is asked of a day. */
const WHOLE = { words: '', state: null, service: null, today: '2000-01-01' as LocalDate };
const RANKS: Readonly<Record<HabilitationRow['rank'], string>> = { administrator: 'administrateur', 'deputy-administrator': 'suppléant', user: 'utilisateur' };
const STATES: Readonly<Record<HabilitationRow['state'], string>> = { active: 'active', suspended: 'suspendue', withdrawn: 'retirée' };

/** One line a habilitation of the Cafs of who asks; a convention without any has one line. Days are those of each Caf. */
export async function registerRows(visit: Visit): Promise<string[][]> {
  const { sql } = visit.tools;
  const [lines, contracts] = await Promise.all([registerLines(sql, { ...WHOLE, cafs: visit.cafs }), contractsNow(visit)]);
  const calendars = new Map<CafCode, Calendar>(contracts.map(({ caf, calendar }) => [caf, calendar]));
  const held = new Map<string, HabilitationRow[]>();
  for (const row of await habilitationsOfCafs(sql, visit.cafs)) held.set(row.convention_id, [...(held.get(row.convention_id) ?? []), row]);
  return lines.flatMap((line) => {
    const rows = held.get(line.id) ?? [];
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
