import { Router } from 'express';
import { deskDaysFrom, daysInForce, findDeskDay } from '../../db/desk-day';
import { getContract } from '../../db/contract';
import { putDays, withdrawDay } from '../../desk/desk-days';
import { spreadChanges } from '../../desk/spread';
import { localDateOf } from '../../domain/calendar';
import { withDays, type DeskDay } from '../../domain/desk-days';
import { frenchDate, frenchHour } from '../../domain/french/dates';
import type { CafCode } from '../../domain/ids';
import { DeskDaysPage, type DeskDaysProps } from '../../web/pages/desk-decisions/days';
import { deskDayDropPath, deskDaysPath } from '../../web/contract-paths';
import type { Refused } from '../../web/components/form';
import { readDeskDays } from '../contract-form/days';
import { deskCaf, latestContract, oneKey } from '../desk-caf';
import { managersForm, managersPage } from '../managers';
import { dryRun } from '../view/dry-run';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

/** Closing days and days of exceptional opening: tried, put in force, taken away. */
export function deskDayRoutes(tools: WebTools): Router {
  const router = Router();
  const plain = (path: string) => path.replaceAll('%3A', ':');
  router.get(plain(deskDaysPath(':caf' as CafCode)), managersPage(tools, (visit) => showDays(visit, queryFields(visit), null)));
  router.post(plain(deskDaysPath(':caf' as CafCode)), managersForm(tools, put));
  router.post(plain(deskDayDropPath(':caf' as CafCode, ':id')), managersForm(tools, drop));
  return router;
}

const FIELDS = ['nature', 'du', 'au', 'horaires', 'motif'] as const;

function queryFields(visit: Visit): Record<string, string> {
  return Object.fromEntries(FIELDS.map((name) => [name, visit.query(name)]));
}

async function showDays(visit: Visit, fields: Readonly<Record<string, string>>, wrong: string | null): Promise<void> {
  const caf = deskCaf(visit);
  const contract = await latestContract(visit, caf);
  const today = localDateOf(contract.calendar, visit.now);
  const read = (fields['du'] ?? '') === '' && wrong === null ? null : readDeskDays(fields, contract.calendar, today);
  const errors = [...(read !== null && 'errors' in read ? read.errors : []), ...(wrong === null ? [] : [{ field: null, message: wrong }])];
  const refused: Refused | null = errors.length === 0 ? null : { values: fields, errors };
  const [days, inForce] = await Promise.all([deskDaysFrom(visit.tools.sql, caf, today), daysInForce(visit.tools.sql, caf)]);
  const page: DeskDaysProps = {
    shell: await shellOf(visit, 'contrats'), caf, name: contract.name, calendar: withDays(contract, inForce).calendar, values: fields, refused, tokens: visit.tokens(),
    days: days.map(({ id, day, kind, hours, reason, put_by_name, put_at }) => ({ id, day, kind, hours: hoursWords(hours), reason, by: put_by_name ?? 'Responsable', at: put_at })),
    trial: refused === null ? await trialOf(visit, caf, read !== null && 'days' in read ? read.days : null, inForce) : null,
  };
  visit.show(DeskDaysPage(page), refused === null || visit.req.method === 'GET' ? 200 : 422);
}

function hoursWords(hours: DeskDay['hours']): string | null {
  return hours === null ? null : hours.map(([from, to]) => `${frenchHour(from)} – ${frenchHour(to)}`).join(', ');
}

/** The days typed, or one in force taken away, tried on the open tickets. */
export async function trialOf(visit: Visit, caf: CafCode, typed: readonly DeskDay[] | null, inForce: readonly DeskDay[]): Promise<DeskDaysProps['trial']> {
  const { sql } = visit.tools;
  const dropped = visit.query('retirer') === '' ? undefined : await findDeskDay(sql, caf, visit.query('retirer'));
  if (typed === null && dropped === undefined) return null;
  const after = dropped === undefined ? [...inForce, ...(typed ?? [])] : inForce.filter((one) => one.day !== dropped.day);
  const sorted = [...after].sort((a, b) => (a.day < b.day ? -1 : 1));
  const run = await dryRun(sql, caf, visit.now, async ({ row, ticket }) => ({
    kind: 'days', id: 'essai', before: ticket.contract, after: withDays(await getContract(sql, caf, row.contract_version), sorted),
  }));
  return { words: wordsOf(dropped === undefined ? (typed ?? []) : [dropped], dropped !== undefined), run, drop: dropped?.id ?? null };
}

/** « fermé le ven. 15 mai », « ouvert du … au … », « sans la fermeture du … ». */
function wordsOf(days: readonly DeskDay[], dropped: boolean): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  const when = first.day === last.day ? `le ${frenchDate(first.day)}` : `du ${frenchDate(first.day)} au ${frenchDate(last.day)}`;
  if (dropped) return `sans ${first.kind === 'closed' ? 'la fermeture' : 'l’ouverture'} ${when.replace(/^le /, 'du ')}`;
  return `${first.kind === 'closed' ? 'fermé' : 'ouvert'} ${when}${first.hours === null ? '' : `, ${hoursWords(first.hours) ?? ''}`}`;
}

async function put(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  const { calendar } = await latestContract(visit, caf);
  const fields = visit.fields();
  const read = readDeskDays(fields, calendar, localDateOf(calendar, visit.now));
  if ('errors' in read) return await showDays(visit, fields, null);
  const change = { id: `jours-${oneKey(visit)}`, caf, days: read.days, reason: read.reason };
  const wrong = await putDays(visit.tools.sql, change, visit.session.account_id, visit.now);
  if (wrong !== null) return await showDays(visit, fields, wrong);
  await spreadChanges(visit.tools, visit.now);
  await visit.goTo(deskDaysPath(caf), { tone: 'done', text: 'En vigueur : les délais en cours sont recalculés, chaque demande le dit à son journal.' });
}

async function drop(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  const wrong = await withdrawDay(visit.tools.sql, caf, visit.param('id'), visit.session.account_id, visit.now);
  if (wrong === null) await spreadChanges(visit.tools, visit.now);
  await visit.goTo(deskDaysPath(caf), wrong === null ? { tone: 'done', text: 'Jour retiré : les délais en cours sont recalculés.' } : { tone: 'warn', text: wrong });
}
