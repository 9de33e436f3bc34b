import { countByConvention, countByGroup, type FigureFilter, type GroupCount } from '../../../db/figures-asked';
import type { LocalDate } from '../../../domain/ids';
import { dayOf, mondayOf } from '../../../domain/local-date';
import type { FiguresProps } from '../../../web/pages/steering/figures';
import type { GroupView } from '../../../web/view/steering';
import { CHANNEL_WORDS, KIND_LONG, SERVICE_SHORT } from '../../../web/words/labels';
import type { Visit } from '../../visit';
import { contractsNow } from '../shell';
import { deskDays, securityCafs } from './desk-days';
import { askedFigures } from './figure-filter';
import { measuresOf } from '../../../desk/measures';
import { lastWeeks, todayOf } from './morning';

const PARTNERS_SHOWN = 10;

export interface FiguresAnswer {
  readonly page: Omit<FiguresProps, 'shell'>;
  readonly filter: FigureFilter;
}

/** The figures that the address asks for. @param partners how many conventions are listed */
export async function figuresView(visit: Visit, partners = PARTNERS_SHOWN): Promise<FiguresAnswer> {
  const { tools: { sql }, now } = visit;
  const contracts = await contractsNow(visit);
  const { filter, query, view } = await askedFigures(visit, todayOf(deskDays(contracts, now, securityCafs(visit)), now));
  const [measures, groups, conventions] = await Promise.all([measuresOf(sql, filter, contracts, now), countByGroup(sql, filter), countByConvention(sql, filter, partners)]);
  const page = {
    filter: view, query, measures,
    lists: visit.may('read-morning'),
    weeks: lastWeeks(groups.week, filter.to, weeksBetween(filter.from, filter.to)),
    services: labelled(groups.service, SERVICE_SHORT, 'Aucun service nommé'),
    kinds: labelled(groups.kind, KIND_LONG, 'Nature à préciser'),
    channels: labelled(groups.channel, CHANNEL_WORDS, 'Canal inconnu'),
    partners: conventions.map(({ convention, number, partner, count }) => ({ convention, number, partner: partner ?? 'Partenaire à identifier', count })),
  };
  return { page, filter };
}

function weeksBetween(from: LocalDate, to: LocalDate): number {
  return (dayOf(mondayOf(to)) - dayOf(mondayOf(from))) / 7 + 1;
}

function labelled(counts: readonly GroupCount[], words: Readonly<Record<string, string>>, none: string): GroupView[] {
  return counts.map(({ key, count }) => ({ key, count, label: key === null ? none : (words[key] ?? key) }));
}
