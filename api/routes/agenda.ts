import { createHash, randomBytes } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { feedOf, findFeed, insertFeed, markFeedUsed, revokeFeed } from '../../db/calendar-feed';
import type { ConventionRow } from '../../db/partner';
import { scoped } from '../../db/scope';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { frenchDateTime } from '../../domain/french/dates';
import type { LocalDate } from '../../domain/ids';
import { AGENDA_KINDS, type AgendaEntry } from '../../domain/journeys/agenda';
import { addMonths, dateOfDay, dayOf } from '../../domain/local-date';
import { reachOf } from '../../domain/grants';
import { writeIcal } from '../../paper/ical';
import { agendaPath, conventionAgendaPath, feedFilePath, feedPath, feedRevocationPath, servicesPath, subcontractorPath, terminationPath, type AgendaQuery } from '../../web/convention-paths';
import { AgendaPage, AGENDA_WORDS, type AgendaProps } from '../../web/pages/convention/agenda';
import { changePath } from '../../web/paths-change';
import { meetingPath } from '../../web/paths-meeting';
import { reviewPath } from '../../web/paths-review';
import { registerConventionPath } from '../../web/register-paths';
import { stopPath } from '../../web/stop-paths';
import { agendaEntries } from '../convention/agenda';
import { open, posted, signedIn } from '../guard';
import { conventionOf } from '../register/convention';
import { rights } from '../rights';
import type { WebTools } from '../tools';
import { contractsNow, shellOf } from '../view/shell';
import { todayOfDesks } from '../view/today';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** The calendar of one's Cafs and of a convention, by month; and the link by which a calendar program reads it. */
export function agendaRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(agendaPath(), signedIn(tools, 'read-calendar', async (visit) => await show(visit, null, null)));
  router.get(pattern(conventionAgendaPath(':id')), signedIn(tools, 'read-calendar', async (visit) => await show(visit, await conventionOf(visit), null)));
  router.post(feedPath(), posted(tools, 'read-calendar', makeLink));
  router.post(feedRevocationPath(), posted(tools, 'read-calendar', async (visit) => {
    const revoked = await revokeFeed(visit.tools.sql, visit.session.account_id, visit.now);
    await visit.goTo(agendaPath(), revoked ? { tone: 'done', text: 'Lien révoqué : il n’ouvre plus rien.' } : { tone: 'warn', text: 'Vous n’aviez pas de lien.' });
  }));
  router.get(feedFilePath(), open('read-calendar-feed', async (req, res) => await sendFeed(tools, req, res)));
  return router;
}

async function show(visit: Visit, convention: ConventionRow | null, made: string | null): Promise<void> {
  const all = (await contractsNow(visit)) as ContractDocument[];
  const asked: AgendaQuery = { mois: visit.query('mois'), nature: visit.query('nature'), caf: visit.query('caf') };
  const wanted = convention?.caf ?? asked.caf;
  const contracts = all.some(({ caf }) => caf === wanted) ? all.filter(({ caf }) => caf === wanted) : all;
  const today = todayOfDesks(contracts, visit.now);
  const month = /^2\d{3}-(?:0[1-9]|1[0-2])$/.test(asked.mois ?? '') ? (asked.mois ?? '') : today.slice(0, 7);
  const from = `${month}-01` as LocalDate;
  const to = dateOfDay(dayOf(monthFrom(from, 1)) - 1);
  const [entries, shell, feed] = await Promise.all([
    agendaEntries(visit.tools.sql, { contracts, cafs: contracts.map(({ caf }) => caf), conventionId: convention?.id ?? null, services: convention?.services ?? null, from, to, now: visit.now }), shellOf(visit, 'calendrier'), feedOf(visit.tools.sql, visit.session.account_id),
  ]);
  const zoneOf = new Map(all.map(({ caf, calendar }) => [caf, calendar.timeZone]));
  const lines = entries.filter(({ kind }) => !AGENDA_KINDS.some((one) => one === asked.nature) || kind === asked.nature);
  const props: AgendaProps = {
    shell, tokens: visit.tokens(), convention: convention === null ? null : { id: convention.id, number: convention.number, partner: convention.partner_name }, month: monthWords(month), asked: { ...asked, mois: month },
    months: monthsAround(from, today),
    previous: monthFrom(from, -1).slice(0, 7), next: monthFrom(from, 1).slice(0, 7), today, cafs: convention === null ? all.map(({ caf, department }) => ({ value: caf, label: `${department} (${caf})` })) : [],
    lines: lines.map((entry) => ({ ...entry, href: hrefOf(entry), timeZone: zoneOf.get(entry.caf) ?? shell.timeZone })),
    ...(convention === null ? { feed: { since: feed === undefined ? null : frenchDateTime(feed.made_at, shell.timeZone, { now: visit.now }), made } } : {}),
  };
  visit.show(AgendaPage(props));
}

function monthFrom(first: LocalDate, months: number): LocalDate {
  return dateOfDay(addMonths(dayOf(first), months).day);
}

/** From a year before to two years after today, and the month that is shown. */
function monthsAround(shown: LocalDate, today: LocalDate): { value: string; label: string }[] {
  const around = Array.from({ length: 37 }, (_, i) => monthFrom(`${today.slice(0, 7)}-01` as LocalDate, i - 12));
  return [...new Set([...around, shown])].sort().map((first) => ({ value: first.slice(0, 7), label: monthWords(first.slice(0, 7)) }));
}

function monthWords(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** Where an entry is followed. */
function hrefOf({ kind, journey, convention, key }: AgendaEntry): string | null {
  if (kind === 'stop') return stopPath(key.split('/')[1] ?? '');
  if (journey?.kind === 'reverse-review') return reviewPath(journey.id);
  if (journey?.kind === 'termination') return terminationPath(journey.id);
  if (journey?.kind === 'subcontractor') return subcontractorPath(journey.id);
  if (journey?.kind === 'meeting') return meetingPath(journey.id);
  if (journey?.kind === 'administrator-change') return changePath(journey.id);
  if (convention === null) return null;
  return kind === 'amendment' ? servicesPath(convention.id) : registerConventionPath(convention.id);
}

/** A new link; the one before opens nothing any more. It is shown once: its digest alone is kept. */
async function makeLink(visit: Visit): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await visit.tools.sql.begin(async (tx) => {
    await revokeFeed(tx, visit.session.account_id, visit.now);
    await insertFeed(tx, visit.session.account_id, hashOf(token), visit.now);
  });
  await show(visit, null, `${visit.tools.publicUrl}${feedFilePath(token)}`);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

const MONTHS_BACK = 3;
const MONTHS_AHEAD = 13;

/** What a calendar program reads: under the rights that the link's owner has now; gone when the link is unknown or revoked. */
async function sendFeed(tools: WebTools, req: Request, res: Response): Promise<void> {
  const now = tools.clock.now();
  const token = typeof req.query['lien'] === 'string' ? req.query['lien'] : '';
  const feed = await findFeed(tools.sql, hashOf(token), now);
  if (feed === undefined) return void res.status(410).type('text/plain').send('Ce lien n’existe pas, ou il est révoqué.');
  const sql = scoped(tools.sql, { ...reachOf(feed.grants), who: feed.account_id });
  const cafs = rights.cafsWhere(feed.grants, 'read-calendar');
  const contracts = (await contractsNow({ tools: { ...tools, sql }, cafs, now })) as ContractDocument[];
  const today = todayOfDesks(contracts, now);
  const entries = await agendaEntries(sql, { contracts, cafs: contracts.map(({ caf }) => caf), conventionId: null, services: null, from: monthFrom(today, -MONTHS_BACK), to: monthFrom(today, MONTHS_AHEAD), now });
  await markFeedUsed(sql, hashOf(token), now);
  const host = new URL(tools.publicUrl).host;
  const events = entries.filter(({ state }) => state !== 'void').map((entry) => ({
    uid: `${entry.key}@${host}`, when: entry.between ?? { on: entry.on }, category: AGENDA_WORDS[entry.kind], url: null,
    summary: [entry.words, entry.convention === null ? `Caf ${entry.caf}` : `${entry.convention.partner}, convention ${entry.convention.number}`].join(' – '),
  }));
  res.set({ 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'inline; filename="guichet.ics"', 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' }).send(writeIcal('Guichet', events, now));
}
