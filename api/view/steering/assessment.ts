import { conventionOfCafs, escalationsOfConvention, exhaustedOfConvention, type EscalationCount } from '../../../db/assessment';
import { countByGroup, type FigureFilter, type GroupCount } from '../../../db/figures-asked';
import type { Side } from '../../../domain/contract-types';
import { frenchDate } from '../../../domain/french/dates';
import { typo } from '../../../domain/french/typography';
import type { LocalDate } from '../../../domain/ids';
import type { PaperBlock, PaperDocument } from '../../../paper/document';
import type { MeasuresView, SpreadView } from '../../../web/view/steering';
import { openDuration, percent, shares } from '../../../web/words/durations';
import { CHANNEL_WORDS, count, KIND_LONG, SERVICE_SHORT } from '../../../web/words/labels';
import { NotFound } from '../../errors';
import type { Visit } from '../../visit';
import { contractsNow } from '../shell';
import { deskDays, securityCafs } from './desk-days';
import { measuresOf } from './measures';
import { todayOf } from './morning';

const SIDES: Readonly<Record<Side, string>> = { desk: 'La Caf n’a pas répondu', partner: 'Le partenaire n’a pas répondu' };

/** What the yearly assessment of a convention is made of: requests, delays, escalations of a year, up to today. @throws NotFound */
export async function assessment(visit: Visit, id: string, year: string): Promise<PaperDocument> {
  const { tools: { sql }, cafs, now } = visit;
  const convention = /^2\d{3}$/.test(year) ? await conventionOfCafs(sql, cafs, id) : undefined;
  const contracts = await contractsNow(visit);
  const contract = contracts.find((one) => one.caf === convention?.caf);
  if (convention === undefined || contract === undefined) throw new NotFound('no such convention');
  const today = todayOf(deskDays([contract], now, []), now);
  const end = `${year}-12-31` as LocalDate;
  const [from, to] = [`${year}-01-01` as LocalDate, end < today ? end : today];
  const security = securityCafs(visit);
  const filter: FigureFilter = { cafs: [convention.caf], securityCafs: security, from, to, service: null, kind: null, channel: null, conventions: [convention.id] };
  const seesSecurity = security.includes(convention.caf);
  const [measures, groups, escalations, exhausted] = await Promise.all([
    measuresOf(sql, filter, [contract], now), countByGroup(sql, filter), escalationsOfConvention(sql, id, from, to, seesSecurity), exhaustedOfConvention(sql, id, from, to, seesSecurity),
  ]);
  return {
    title: `Bilan annuel ${year}`, subtitle: `${convention.partner}, convention ${convention.number}`, author: contract.desk.name, reference: convention.number, madeAt: now,
    blocks: [
      { kind: 'paragraph', muted: true, text: typo(`Demandes reçues du ${frenchDate(from)} au ${frenchDate(to)}${to < end ? ' (année en cours)' : ''}. Les délais sont en heures d’ouverture du guichet${measures.dayMs === null ? '' : ` ; 1 j = ${openDuration(measures.dayMs, null)}`}.${seesSecurity ? '' : ' Les incidents de sécurité, réservés au responsable de la sécurité, n’y figurent pas.'}`) },
      ...requests(measures, groups),
      ...delays(measures),
      ...escalated(escalations, exhausted),
    ],
  };
}

function requests(measures: MeasuresView, groups: Awaited<ReturnType<typeof countByGroup>>): PaperBlock[] {
  const { received, resolved, answer } = measures;
  return [
    { kind: 'heading', level: 1, text: 'Demandes' },
    { kind: 'facts', rows: [['Reçues', String(received)], ['Répondues', `${answer.n} (${percent(answer.n, received)})`], ['Résolues', `${resolved} (${percent(resolved, received)})`]] },
    groupTable('Par service', groups.service, SERVICE_SHORT, 'aucun service nommé'),
    groupTable('Par nature', groups.kind, KIND_LONG, 'à préciser'),
    groupTable('Par canal', groups.channel, CHANNEL_WORDS, 'inconnu'),
  ];
}

function groupTable(caption: string, groups: readonly GroupCount[], words: Readonly<Record<string, string>>, none: string): PaperBlock {
  if (groups.length === 0) return { kind: 'paragraph', muted: true, text: typo(`${caption} : aucune demande.`) };
  const rows = groups.map(({ key, count: n }) => [key === null ? none : (words[key] ?? key), String(n)]);
  return { kind: 'table', caption, columns: [{ title: caption.replace('Par ', '').replace(/^./, (letter) => letter.toUpperCase()), share: 3 }, { title: 'Demandes', share: 1, align: 'right' }], rows };
}

function delays({ pickup, answer, resolution, promise, owedMs, dayMs }: MeasuresView): PaperBlock[] {
  const row = (name: string, { n, medianMs, p90Ms }: SpreadView) => [name, openDuration(medianMs, dayMs), openDuration(p90Ms, dayMs), String(n)];
  const [desk = 0, partner = 0, national = 0] = shares([owedMs.desk, owedMs.partner, owedMs.national]);
  const kept = promise === null ? 'Sans objet : le contrat ne promet pas de délai de prise en charge.' : promise.decided === 0 ? 'Aucune promesse de prise en charge n’est échue.' : `${percent(promise.kept, promise.decided)} des demandes prises en charge dans le délai promis (${promise.kept} sur ${promise.decided}).`;
  const right = { share: 1, align: 'right' } as const;
  return [
    { kind: 'heading', level: 1, text: 'Délais' },
    { kind: 'table', caption: 'De la réception à l’acte d’une personne, jamais l’accusé automatique', columns: [{ title: 'Étape', share: 2 }, { title: 'Médiane', ...right }, { title: '9 sur 10 sous', ...right }, { title: 'Sur', ...right }], rows: [row('Prise en charge', pickup), row('Première réponse', answer), row('Résolution', resolution)] },
    { kind: 'note', tone: promise !== null && promise.kept < promise.decided ? 'late' : 'info', text: typo(kept) },
    { kind: 'table', caption: 'Qui fait attendre qui : temps d’ouverture pendant lequel chacun tenait la réponse due', columns: [{ title: 'Qui', share: 2 }, { title: 'Part', ...right }, { title: 'En tout', ...right }], rows: [['Caf', typo(`${desk} %`), openDuration(owedMs.desk, dayMs)], ['Partenaire', typo(`${partner} %`), openDuration(owedMs.partner, dayMs)], ['Cnaf', typo(`${national} %`), openDuration(owedMs.national, dayMs)]] },
  ];
}

function escalated(escalations: readonly EscalationCount[], exhausted: Readonly<Record<Side, number>>): PaperBlock[] {
  const rows = escalations.map(({ side, rung, because, count: n }) => [SIDES[side], String(rung), because === 'urgent' ? 'urgence' : 'délai', String(n)]);
  const table: PaperBlock = { kind: 'table', caption: 'Contacts sollicités', columns: [{ title: 'Côté', share: 3 }, { title: 'Échelon', share: 1 }, { title: 'Motif', share: 1 }, { title: 'Fois', share: 1, align: 'right' }], rows };
  const ends = exhausted.desk + exhausted.partner;
  return [
    { kind: 'heading', level: 1, text: 'Escalades' },
    rows.length === 0 ? { kind: 'note', tone: 'ok', text: 'Aucun contact n’a été sollicité : chaque côté a répondu dans le délai de son contrat.' } : table,
    ...(ends === 0 ? [] : [{ kind: 'note', tone: 'late', text: typo(`Échelle épuisée : ${count(exhausted.desk, 'fois', 'fois')} côté Caf, ${count(exhausted.partner, 'fois', 'fois')} côté partenaire.`) } as const]),
  ];
}
