import { everyMeasured, type FigureList, type MeasuredTicket } from '../../../db/figure-list';
import type { Sql } from '../../../db/connect';
import { localDateOf } from '../../../domain/calendar';
import { HOLDERS, type Holder } from '../../../domain/figures';
import type { Calendar } from '../../../domain/calendar-types';
import type { CafCode } from '../../../domain/ids';
import type { OdsCell, OdsSheet } from '../../../paper/ods';
import type { FiguresProps } from '../../../web/pages/steering/figures';
import type { SpreadView } from '../../../web/view/steering';
import { CHANNEL_WORDS, KIND_LONG, PHASE_WORDS, SERVICE_SHORT } from '../../../web/words/labels';

const HOUR_MS = 3_600_000;
const NAMES: Readonly<Record<Holder, string>> = { desk: 'Caf', partner: 'Partenaire', national: 'Cnaf' };

/** The figures as lines of a sheet: table, line, measure, value, unit, definition. */
export function figureSheet({ measures, weeks, services, kinds, channels, partners, filter }: Omit<FiguresProps, 'shell'>): OdsSheet {
  const count = (table: string, line: string, n: number, definition: string): OdsCell[] => [table, line, 'demandes', n, 'demandes', definition];
  const owed = HOLDERS.map((holder) => ['Qui fait attendre qui', NAMES[holder], 'temps d’ouverture', hours(measures.owedMs[holder]), 'heures', 'Temps d’ouverture pendant lequel chacun tenait la réponse due, attentes en cours comprises.'] satisfies OdsCell[]);
  return {
    name: 'Chiffres',
    titles: ['Tableau', 'Ligne', 'Mesure', 'Valeur', 'Unité', 'Définition'],
    rows: [
      ['Période', `du ${filter.from} au ${filter.to}`, 'jour de réception', null, null, 'Jours du calendrier de chaque Caf, tous deux compris.'],
      count('Ensemble', 'Reçues', measures.received, 'Hors réponses automatiques ; une demande fusionnée compte avec celle qui la reçoit.'),
      count('Ensemble', 'Résolues', measures.resolved, 'Résolues et non rouvertes.'),
      ...spread('Prise en charge', measures.pickup, 'De la réception à l’acte d’une personne, jamais l’accusé automatique.'),
      ...spread('Première réponse', measures.answer, 'De la réception à la première lettre ou au premier appel abouti vers le partenaire.'),
      ...spread('Résolution', measures.resolution, 'De la réception à la dernière résolution.'),
      ...(measures.promise === null ? [] : [promised('à temps', measures.promise.kept), promised('issue connue', measures.promise.decided)]),
      ...owed,
      ...weeks.map((week) => count('Par semaine', week.monday, week.count, 'Semaine du lundi indiqué.')),
      ...services.map((one) => count('Par service', one.label, one.count, 'Service dont parle la demande.')),
      ...kinds.map((one) => count('Par nature', one.label, one.count, 'Nature de la demande.')),
      ...channels.map((one) => count('Par canal', one.label, one.count, 'Canal de la première arrivée.')),
      ...partners.map((one) => count('Par partenaire', one.number === null ? one.partner : `${one.partner} (${one.number})`, one.count, 'Convention de la demande.')),
    ],
  };
}

function spread(line: string, { n, medianMs, p90Ms }: SpreadView, definition: string): OdsCell[][] {
  return [
    ['Délais', line, 'médiane', hours(medianMs), 'heures d’ouverture', definition],
    ['Délais', line, '9 sur 10 sous', hours(p90Ms), 'heures d’ouverture', definition],
    ['Délais', line, 'sur', n, 'demandes', definition],
  ];
}

function promised(measure: string, n: number): OdsCell[] {
  return ['Promesse de prise en charge', 'Prise en charge', measure, n, 'demandes', 'Demandes dont le contrat promet un délai et dont l’issue est connue.'];
}

/** Hundredths of an hour: a spreadsheet adds them up. */
function hours(ms: number | null): number | null {
  return ms === null ? null : Math.round((ms / HOUR_MS) * 100) / 100;
}

export const TICKET_TITLES = [
  'Référence', 'Caf', 'Partenaire', 'Convention', 'Objet', 'Canal', 'Service', 'Nature', 'Reçue le', 'État', 'Prise en charge (h)', 'À temps', 'Première réponse (h)', 'Résolution (h)',
  'Attente Caf (h)', 'Attente partenaire (h)', 'Attente Cnaf (h)',
] as const;

/** One request as a line; the waits are those that are over. */
export function ticketCells(ticket: MeasuredTicket, calendars: ReadonlyMap<CafCode, Calendar>): OdsCell[] {
  const calendar = calendars.get(ticket.caf);
  const h = (seconds: number | null) => hours(seconds === null ? null : seconds * 1_000);
  return [
    ticket.reference, ticket.caf, ticket.partner ?? '', ticket.convention ?? '', ticket.subject, CHANNEL_WORDS[ticket.channel], ticket.service === null ? '' : SERVICE_SHORT[ticket.service],
    ticket.kind === null ? '' : KIND_LONG[ticket.kind], { date: calendar === undefined ? ticket.received_at.slice(0, 10) : localDateOf(calendar, ticket.received_at) }, PHASE_WORDS[ticket.phase],
    h(ticket.pickup_s), ticket.in_time === null ? '' : ticket.in_time ? 'oui' : 'non', h(ticket.answer_s), h(ticket.resolution_s), h(ticket.desk_owed_s), h(ticket.partner_owed_s), h(ticket.national_owed_s),
  ];
}

/** A cell as a French spreadsheet reads it in a CSV: a comma in numbers. */
export function csvCell(cell: OdsCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  return 'date' in cell ? cell.date : String(cell.percent).replace('.', ',');
}

/** The requests as a sheet, the oldest first; cut at so many, and says so. */
export async function ticketSheet(sql: Sql, list: FigureList, calendars: ReadonlyMap<CafCode, Calendar>, most = 50_000): Promise<OdsSheet> {
  const rows: OdsCell[][] = [];
  for await (const page of everyMeasured(sql, list)) {
    rows.push(...page.map((ticket) => ticketCells(ticket, calendars)));
    if (rows.length > most) break;
  }
  const cut: OdsCell[][] = rows.length > most ? [[`Le classeur s’arrête à ${most} demandes : prenez l’export CSV pour toutes.`]] : [];
  return { name: 'Demandes', titles: TICKET_TITLES, rows: [...rows.slice(0, most), ...cut] };
}
