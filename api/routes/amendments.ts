import { Router } from 'express';
import { findAmendment, saveDraft, withdrawDraft } from '../../db/amendment';
import { getContract } from '../../db/contract';
import { signAmendment } from '../../desk/amendment';
import { spreadChanges } from '../../desk/spread';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { localDateOf } from '../../domain/calendar';
import type { CafCode, LocalDate } from '../../domain/ids';
import { AmendmentPage } from '../../web/pages/amendment/draft';
import { AmendmentFormPage } from '../../web/pages/amendment/form';
import { amendmentChangePath, amendmentCsvPath, amendmentDropPath, amendmentPath, amendmentSignPath, amendmentsPath, newAmendmentPath } from '../../web/contract-paths';
import { contractPath } from '../../web/paths';
import type { Refused } from '../../web/components/form';
import { MOST_RUNGS } from '../contract-form/rungs';
import { readAmendment } from '../contract-form/read';
import { amendmentValues } from '../contract-form/values';
import { NotFound } from '../errors';
import { managersForm, managersPage } from '../managers';
import { deskCaf, latestContract, oneKey } from '../desk-caf';
import { amendmentCsv, amendmentView } from '../view/amendment';
import { shellOf } from '../view/shell';
import { isDay } from '../view/steering/desk-days';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

/** Draft amendments: prepared as a form, tried on the open tickets, signed or given up. */
export function amendmentRoutes(tools: WebTools): Router {
  const router = Router();
  const [caf, id] = [':caf' as CafCode, ':id'];
  const plain = (path: string) => path.replaceAll('%3A', ':');
  router.get(plain(newAmendmentPath(caf)), managersPage(tools, showNew));
  router.post(plain(amendmentsPath(caf)), managersForm(tools, (visit) => save(visit, null)));
  router.get(plain(amendmentPath(caf, id)), managersPage(tools, showDraft));
  router.get(plain(amendmentChangePath(caf, id)), managersPage(tools, showChange));
  router.post(plain(amendmentChangePath(caf, id)), managersForm(tools, (visit) => save(visit, visit.param('id'))));
  router.get(plain(amendmentCsvPath(caf, id)), managersPage(tools, sendCsv));
  router.post(plain(amendmentSignPath(caf, id)), managersForm(tools, sign));
  router.post(plain(amendmentDropPath(caf, id)), managersForm(tools, drop));
  return router;
}

async function showNew(visit: Visit): Promise<void> {
  const base = await latestContract(visit, deskCaf(visit));
  await showForm(visit, base, null, { ...amendmentValues(base), effet: '' }, null);
}

async function showChange(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  const draft = await findAmendment(visit.tools.sql, caf, visit.param('id'));
  if (draft?.state !== 'draft') throw new NotFound('no such draft');
  await showForm(visit, await latestContract(visit, caf), draft.id, amendmentValues(draft.body), null);
}

async function showForm(visit: Visit, base: ContractDocument, draft: string | null, values: Readonly<Record<string, string>>, refused: Refused | null): Promise<void> {
  const rungs = Math.min(MOST_RUNGS, Math.max(base.deskLadder.length, base.partnerLadder.length, filled(values)) + 1);
  const page = { shell: await shellOf(visit, 'contrats'), caf: base.caf, name: base.name, baseVersion: base.version, draft, values, refused, rungs, tokens: visit.tokens() };
  visit.show(AmendmentFormPage(page), refused === null ? 200 : 422);
}

/** The last row of rungs that holds something. */
function filled(values: Readonly<Record<string, string>>): number {
  const rows = Object.entries(values).flatMap(([name, value]) => (value === '' ? [] : (/^(?:echelon|partenaire)-(\d)/.exec(name)?.[1] ?? [])));
  return Math.max(0, ...rows.map(Number));
}

async function save(visit: Visit, draft: string | null): Promise<void> {
  const caf = deskCaf(visit);
  if (draft !== null && (await findAmendment(visit.tools.sql, caf, draft))?.state !== 'draft') throw new NotFound('no such draft');
  const base = await latestContract(visit, caf);
  const fields = visit.fields();
  const read = readAmendment(base, fields);
  if ('errors' in read) return await showForm(visit, base, draft, fields, { values: fields, errors: read.errors });
  const id = draft ?? oneKey(visit);
  await saveDraft(visit.tools.sql, { id, caf, base_version: base.version, body: read.contract, open_tickets: read.contract.openTicketsOnAmendment }, visit.session.account_id, visit.now);
  await visit.goTo(amendmentPath(caf, id), { tone: 'done', text: 'Projet enregistré : rien n’est encore changé.' });
}

async function showDraft(visit: Visit, refused: Refused | null = null): Promise<void> {
  visit.show(AmendmentPage(await amendmentView(visit, deskCaf(visit), visit.param('id'), refused)), refused === null ? 200 : 422);
}

async function sendCsv(visit: Visit): Promise<void> {
  const csv = await amendmentCsv(visit, deskCaf(visit), visit.param('id'));
  visit.res.type('text/csv').set('Content-Disposition', 'attachment; filename="essai-avenant.csv"').set('Cache-Control', 'no-store').send(csv);
}

async function sign(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  const { tools, now } = visit;
  const fields = visit.fields();
  const errors = await signErrors(visit, caf);
  if (errors.length > 0) return await showDraft(visit, { values: fields, errors });
  const signatures = { caf: (fields['caf'] ?? '').trim(), partner: (fields['partenaire'] ?? '').trim(), on: (fields['date'] ?? '') as LocalDate };
  const openTickets = fields['ouvertes'] === 'move' ? 'move' : 'keep-version';
  const outcome = await signAmendment(tools.sql, { caf, id: visit.param('id'), by: visit.session.account_id, at: now, openTickets, signatures });
  if (outcome.state === 'refused') return await showDraft(visit, { values: fields, errors: [{ field: null, message: outcome.reason }] });
  await spreadChanges(tools, now);
  await visit.goTo(amendmentPath(caf, visit.param('id')), { tone: 'done', text: `Avenant signé : la version ${outcome.version} sera en vigueur à sa date d’effet.` });
}

export async function signErrors(visit: Visit, caf: CafCode): Promise<Refused['errors']> {
  const fields = visit.fields();
  const { calendar } = await getContract(visit.tools.sql, caf, (await latestContract(visit, caf)).version);
  const blank = [['caf', 'Écrivez qui a signé pour la Caf.'], ['partenaire', 'Écrivez qui a signé pour les partenaires.']] as const;
  const date = fields['date'] ?? '';
  const wrong = !isDay(date) ? 'Donnez la date de signature.' : date > localDateOf(calendar, visit.now) ? 'La date de signature est à venir.' : null;
  return [
    ...blank.filter(([field]) => (fields[field] ?? '').trim() === '').map(([field, message]) => ({ field, message })),
    ...(wrong === null ? [] : [{ field: 'date', message: wrong }]),
  ];
}

async function drop(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  await withdrawDraft(visit.tools.sql, caf, visit.param('id'), visit.now);
  await visit.goTo(contractPath(caf), { tone: 'done', text: 'Projet d’avenant abandonné.' });
}
