import { Router } from 'express';
import { findStop, stateOfStop, type StopRow } from '../../db/planned-stop';
import { markOpened } from '../../db/stop-state';
import { askStop, planStop, type StopAsked } from '../../desk/planned-stop';
import { frenchDateTime } from '../../domain/french/dates';
import { phaseOf, stopRefusal } from '../../domain/stop-procedure';
import { writeCsv } from '../../paper/csv';
import { OwnStopPage } from '../../web/pages/portal/stop';
import { StopPage, type StopProps } from '../../web/pages/stop';
import { StopFormPage } from '../../web/pages/stop/form';
import { StopPreviewPage } from '../../web/pages/stop/preview';
import { StopsPage } from '../../web/pages/stops';
import { newStopPath, ownStopPath, stopActPath, stopAddressesCsvPath, stopPath, stopsPath, type StopAct } from '../../web/stop-paths';
import { NOTICE_WORDS, TOLD_STATES } from '../../web/words/stops';
import type { FieldError } from '../act-forms';
import { Forbidden } from '../errors';
import { sendCsv } from '../files';
import { posted, signedIn } from '../guard';
import { once, onceKey, FormRefused } from '../once';
import { ownStopView } from '../portal/stops';
import { readStopForm } from '../stop-form';
import type { WebTools } from '../tools';
import { addressLines, calendarOf, fieldsOf, mayChange, stopFormView, stopOf, stopPreview, stopsView, stopView } from '../view/stop';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const act = (name: StopAct): string => pattern(stopActPath(':arret', name));

/** Planned stops (article 4): the list, the form with its preview, a stop's page and what is done to it; the announcement on the portal. */
export function stopRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(stopsPath(), signedIn(tools, 'read-stops', async (visit) => visit.show(StopsPage(await stopsView(visit)))));
  router.get(newStopPath(), signedIn(tools, 'announce-stop', async (visit) => visit.show(StopFormPage(await stopFormView(visit, null, null)))));
  router.post(stopsPath(), posted(tools, 'announce-stop', announce));
  router.get(pattern(stopPath(':arret')), signedIn(tools, 'read-stops', async (visit) => visit.show(StopPage(await stopView(visit, await stopOf(visit))))));
  router.get(pattern(stopAddressesCsvPath(':arret')), signedIn(tools, 'read-stops', exported));
  router.post(act('modification'), posted(tools, 'announce-stop', change));
  router.post(act('annulation'), posted(tools, 'announce-stop', (visit) => done(visit, 'annulation', { kind: 'cancel', reason: '' }, 'Arrêt annulé. Ceux qui en étaient prévenus le sont aussi de son annulation.')));
  router.post(act('fin'), posted(tools, 'announce-stop', (visit) => done(visit, 'fin', { kind: 'end' }, 'Arrêt terminé. Ceux qui en étaient prévenus le sont de sa fin.')));
  router.get(pattern(ownStopPath(':arret')), signedIn(tools, 'visit-portal', read));
  return router;
}

/** The preview first; only what was shown there is kept, with the same fields. */
async function announce(visit: Visit): Promise<void> {
  const read = readStopForm(visit, await calendarOf(visit), visit.may('announce-national-stop'), null, null);
  if ('errors' in read) return visit.show(StopFormPage(await stopFormView(visit, { values: visit.fields(), errors: read.errors }, fieldsOf(visit))), 422);
  const step = visit.fields()['etape'];
  if (step === 'corriger') return visit.show(StopFormPage(await stopFormView(visit, null, fieldsOf(visit))));
  if (step !== 'confirmer') return visit.show(StopPreviewPage(await stopPreview(visit, read)));
  const id = onceKey(visit).slice(0, 12);
  const { path } = await once(visit, async (tx) => {
    await planStop(tx, { id, cafs: read.cafs, ...read.terms, planned_at: visit.now, planned_by: visit.session.account_id });
    return stopPath(id);
  });
  await tell(visit, id);
  await visit.goTo(path, { tone: 'done', text: read.terms.announce_at <= visit.now ? 'Arrêt annoncé : les lettres partent.' : `Arrêt enregistré : l’annonce partira le ${frenchDateTime(read.terms.announce_at, (await calendarOf(visit)).timeZone, { now: visit.now })}.` });
}

async function change(visit: Visit): Promise<void> {
  const row = await changeable(visit);
  const read = readStopForm(visit, await calendarOf(visit), row.cafs === null, row.announced_at, row.began_at === null ? null : row.from_at);
  if ('errors' in read) return await again(visit, row, 'modification', read.errors);
  await done(visit, 'modification', { kind: 'change', terms: read.terms }, row.announced_at === null ? 'Arrêt modifié.' : 'Arrêt modifié. Ceux qui en étaient prévenus le sont de ce changement.');
}

async function done(visit: Visit, name: StopAct, asked: StopAsked, words: string): Promise<void> {
  const row = await changeable(visit);
  const no = stopRefusal(asked.kind, phaseOf(stateOfStop(row)));
  if (no !== null) return await again(visit, row, name, [{ field: null, message: no }]);
  try {
    await once(visit, async (tx) => {
      const refused = await askStop(tx, row.id, asked, visit.session.account_id, visit.now);
      if (refused !== null) throw new FormRefused([{ field: null, message: refused }]);
      return stopPath(row.id);
    });
  } catch (error) {
    if (!(error instanceof FormRefused)) throw error;
    return await again(visit, row, name, error.errors);
  }
  await tell(visit, row.id);
  await visit.goTo(stopPath(row.id), { tone: 'done', text: words });
}

/** @throws NotFound, Forbidden for a stop of other Cafs than one's own. */
async function changeable(visit: Visit): Promise<StopRow> {
  const row = await stopOf(visit);
  if (!mayChange(visit, row)) throw new Forbidden('Seul le niveau national, ou le guichet de ces Caf, change cet arrêt.');
  return row;
}

async function again(visit: Visit, row: StopRow, name: StopAct, errors: readonly FieldError[]): Promise<void> {
  visit.show(StopPage(await stopView(visit, row, { act: name, refused: { values: visit.fields(), errors }, fields: fieldsOf(visit) } satisfies StopProps['sent'])), 422);
}

/** Who cannot be told now is told by the chores: the fact is kept (rules: Door 8). */
async function tell({ tools }: Visit, id: string): Promise<void> {
  const row = await findStop(tools.sql, id);
  try {
    if (row !== undefined) await tools.tellStop(id, row.last_n);
  } catch (error) {
    tools.log.warn({ stop: id, error: error instanceof Error ? error.message : String(error) }, 'a stop’s workflow could not be told, it will be');
  }
}

async function exported(visit: Visit): Promise<void> {
  const row = await stopOf(visit);
  const { timeZone } = await calendarOf(visit);
  const when = (at: StopRow['announced_at']) => (at === null ? '' : frenchDateTime(at, timeZone));
  const lines = (await addressLines(visit, row)).map((one) => [one.caf, one.partner_name, one.name ?? '', one.address ?? '', TOLD_STATES[one.state][0], one.notice === null ? '' : NOTICE_WORDS[one.notice], when(one.left_at), when(one.opened_at), one.problem ?? '']);
  sendCsv(visit.res, `arret-${row.id}.csv`, writeCsv(['Caf', 'Partenaire', 'Nom', 'Adresse', 'État', 'Dernière lettre', 'Partie le', 'Lue sur le portail le', 'Motif du rejet'], lines));
}

/** The partner's own page of the announcement: reading it is noted at their address. */
async function read(visit: Visit): Promise<void> {
  const props = await ownStopView(visit, visit.param('arret'));
  await markOpened(visit.tools.sql, visit.param('arret'), props.address, visit.now);
  visit.show(OwnStopPage(props));
}
