import { Router, type Response } from 'express';
import type { FigureList } from '../../db/figure-list';
import { everyMeasured } from '../../db/figure-list';
import { writeCsv } from '../../paper/csv';
import { writeOds } from '../../paper/ods';
import { FigureListPage } from '../../web/pages/steering/figure-list';
import { FiguresPage } from '../../web/pages/steering/figures';
import { figureListRoute, figuresFilePath, figuresPath, type FiguresFile } from '../../web/paths';
import { contractsNow, shellOf } from '../view/shell';
import { csvCell, figureSheet, ticketCells, ticketSheet, TICKET_TITLES } from '../view/steering/export';
import { figureListView } from '../view/steering/figure-list';
import { figuresView, type FiguresAnswer } from '../view/steering/figures';
import type { Visit } from '../visit';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';

/** All conventions go into a file; a page shows the first. */
const ALL_PARTNERS = 10_000;
const TYPES = { csv: 'text/csv; charset=utf-8', ods: 'application/vnd.oasis.opendocument.spreadsheet' } as const;

/** The figures with their definitions, the requests behind them, and both as files. */
export function figureRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(figuresPath(), signedIn(tools, 'read-figures', async (visit) => {
    const [{ page }, shell] = await Promise.all([figuresView(visit), shellOf(visit, 'pilotage')]);
    visit.show(FiguresPage({ shell, ...page }));
  }));
  router.get(figureListRoute(), signedIn(tools, 'read-morning', async (visit) => {
    const [view, shell] = await Promise.all([figureListView(visit), shellOf(visit, 'pilotage')]);
    visit.show(FigureListPage({ shell, ...view }));
  }));
  router.get(figuresFilePath('chiffres.csv'), signedIn(tools, 'read-figures', sendFiguresCsv));
  router.get(figuresFilePath('chiffres.ods'), signedIn(tools, 'read-figures', sendOds));
  router.get(figuresFilePath('demandes.csv'), signedIn(tools, 'read-morning', sendTicketsCsv));
  return router;
}

async function sendFiguresCsv(visit: Visit): Promise<void> {
  attach(visit, await figuresCsv(visit));
}

/** The figures as a table. */
export async function figuresCsv(visit: Visit): Promise<FiguresBytes> {
  const answer = await figuresView(visit, ALL_PARTNERS);
  const { titles, rows } = figureSheet(answer.page);
  return { name: nameOf('chiffres.csv', answer), bytes: Buffer.from(writeCsv(titles, rows.map((row) => row.map(csvCell)))) };
}

async function sendOds(visit: Visit): Promise<void> {
  attach(visit, await figuresOds(visit));
}

/** The figures and their requests as a workbook. */
export async function figuresOds(visit: Visit): Promise<FiguresBytes> {
  const answer = await figuresView(visit, ALL_PARTNERS);
  const calendars = await calendarsOf(visit);
  const sheets = [figureSheet(answer.page), ...(answer.page.lists ? [await ticketSheet(visit.tools.sql, listOf(answer), calendars)] : [])];
  return { name: nameOf('chiffres.ods', answer), bytes: writeOds(sheets, { title: 'Chiffres du guichet', madeAt: visit.now }) };
}

async function sendTicketsCsv(visit: Visit): Promise<void> {
  await writeTicketsCsv(visit, visit.res.type(TYPES.csv).set('Cache-Control', 'no-store'));
}

/** Written as it is read: a year of a hundred Cafs does not wait in memory. */
export async function writeTicketsCsv(visit: Visit, res: Response): Promise<void> {
  const [answer, calendars] = await Promise.all([figuresView(visit), calendarsOf(visit)]);
  res.attachment(nameOf('demandes.csv', answer));
  res.write(writeCsv(TICKET_TITLES, []));
  for await (const page of everyMeasured(visit.tools.sql, listOf(answer))) {
    const [first, ...rest] = page.map((ticket) => ticketCells(ticket, calendars).map(csvCell));
    if (first === undefined || res.closed) break;
    // The mark of the encoding stands once, before the titles.
    if (!res.write(writeCsv(first, rest).slice(1))) await new Promise<void>((resolve) => res.once('drain', resolve).once('close', resolve));
  }
  res.end();
}

function listOf({ filter }: FiguresAnswer): FigureList {
  return { filter, measure: null, week: null };
}

async function calendarsOf(visit: Visit) {
  return new Map((await contractsNow(visit)).map((contract) => [contract.caf, contract.calendar]));
}

interface FiguresBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file to keep: « guichet-chiffres-2026-05-01-2026-05-28.csv ». */
function nameOf(file: FiguresFile, { filter: { from, to } }: FiguresAnswer): string {
  const [name = '', extension = ''] = file.split('.');
  return `guichet-${name}-${from}-${to}.${extension}`;
}

function attach({ res }: Visit, { name, bytes }: FiguresBytes): void {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  res.attachment(name).type(TYPES[extension as keyof typeof TYPES]).set('Cache-Control', 'no-store').send(bytes);
}
