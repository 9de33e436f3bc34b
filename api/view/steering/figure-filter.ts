import type { FigureFilter } from '../../../db/figures-asked';
import { conventionsNamed } from '../../../db/partner-names';
import type { Channel, ServiceCode, TicketKind } from '../../../domain/contract-types';
import type { LocalDate } from '../../../domain/ids';
import type { FiguresQuery } from '../../../web/paths';
import type { FigureFilterView } from '../../../web/view/steering';
import { CHANNEL_WORDS, KIND_LONG, SERVICE_SHORT } from '../../../web/words/labels';
import type { Visit } from '../../visit';
import { addDays, isDay, securityCafs } from './desk-days';

/** What the figures are asked of: the filter, how the address says it, and how the form shows it. */
export interface AskedFigures {
  readonly filter: FigureFilter;
  readonly query: FiguresQuery;
  readonly view: FigureFilterView;
}

export const PERIODS = ['30-jours', 'mois', 'mois-dernier', '3-mois', 'annee', 'dates'] as const;
export type Period = (typeof PERIODS)[number];

/** What the address asks for; what it should not name counts as not asked. @param today the desk's own day */
export async function askedFigures(visit: Visit, today: LocalDate): Promise<AskedFigures> {
  const period = PERIODS.find((one) => one === visit.query('periode')) ?? '30-jours';
  const [from, to] = daysOf(period, today, visit.query('du'), visit.query('au'));
  const caf = visit.cafs.find((one) => one === visit.query('caf')) ?? null;
  const service = oneOf<ServiceCode>(SERVICE_SHORT, visit.query('service'));
  const kind = oneOf<TicketKind>(KIND_LONG, visit.query('nature'));
  const channel = oneOf<Channel>(CHANNEL_WORDS, visit.query('canal'));
  const cafs = caf === null ? visit.cafs : [caf];
  const [partner, convention] = [visit.query('partenaire').trim(), visit.query('convention')];
  const conventions = partner === '' && convention === '' ? null : await conventionsNamed(visit.tools.sql, cafs, partner, convention);
  return {
    filter: { cafs, securityCafs: securityCafs(visit), from, to, service, kind, channel, conventions: conventions?.map((one) => one.id) ?? null },
    query: {
      periode: period, ...(period === 'dates' ? { du: from, au: to } : {}), caf: caf ?? undefined, service: service ?? undefined, nature: kind ?? undefined, canal: channel ?? undefined,
      partenaire: partner, convention,
    },
    view: {
      period, from, to, caf, service, kind, channel, partner,
      convention: conventions?.length === 1 && conventions[0] !== undefined ? conventions[0] : null,
      cafs: visit.cafs.length > 1 ? visit.cafs : [],
      partners: conventions === null ? null : [...new Set(conventions.map((one) => one.partner))],
    },
  };
}

function oneOf<K extends string>(words: Readonly<Record<K, string>>, text: string): K | null {
  return (Object.keys(words) as K[]).find((one) => one === text) ?? null;
}

/** First and last day, both counted; dates given the wrong way round are turned. */
function daysOf(period: Period, today: LocalDate, du: string, au: string): [LocalDate, LocalDate] {
  const month = `${today.slice(0, 8)}01` as LocalDate;
  switch (period) {
    case '30-jours':
      return [addDays(today, -29), today];
    case 'mois':
      return [month, today];
    case 'mois-dernier': {
      const last = addDays(month, -1);
      return [`${last.slice(0, 8)}01` as LocalDate, last];
    }
    case '3-mois':
      return [addDays(today, -91), today];
    case 'annee':
      return [addDays(today, -364), today];
    case 'dates': {
      const [from, to] = [isDay(du) ? du : addDays(today, -29), isDay(au) ? au : today];
      return from <= to ? [from, to] : [to, from];
    }
  }
}
