import { createHash, randomBytes } from 'node:crypto';
import { Router } from 'express';
import { contactsOfConvention, conventionsOfCaf } from '../../db/partner';
import { insertAnswer, insertTraceFile, readings, traceFile, traceRequests, type TraceAnswer } from '../../db/trace';
import type { Channel } from '../../domain/contract-types';
import { ANSWER_WAYS, type TraceAct } from '../../domain/journeys/trace-facts';
import { NewTracePage } from '../../web/pages/traces/new';
import { ReadingsPage, TracesPage } from '../../web/pages/traces/list';
import { TraceRequestPage } from '../../web/pages/traces/request';
import { newTracePath, readingsPath, TRACE_ACTS, traceActPath, traceFilePath, tracePath, tracesPath, type TraceActName } from '../../web/paths-traces';
import { ROLE_WORDS } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { sendAttached } from '../files';
import { posted, signedIn } from '../guard';
import { storable } from '../intake/storable';
import { termsOfCaf } from '../register/convention';
import type { WebTools } from '../tools';
import { actOnTraces, beginTraces } from '../traces/ask';
import { readTraceForm, tracesKept } from '../traces/form';
import { noteReading, readingView, traceLine, traceLoaded, traceView } from '../traces/view';
import { uploadsOf, withFiles } from '../upload';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const LIMITS = { bytes: 20_000_000, files: 10, fieldBytes: 100_000, fields: 20 };

/** Requests for traces, at the Caf: entered by an agent, answered by trace readers alone, every reading written down. */
export function traceRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(tracesPath(), signedIn(tools, 'read-traces', showList));
  router.get(readingsPath(), signedIn(tools, 'read-readings', showReadings));
  router.get(newTracePath(), signedIn(tools, 'enter-traces', async (visit) => await showNew(visit, visit.query('convention'), null)));
  router.post(tracesPath(), posted(tools, 'enter-traces', enter));
  router.get(pattern(tracePath(':demande')), signedIn(tools, 'read-traces', async (visit) => visit.show(TraceRequestPage(await traceView(visit, await shellOf(visit, 'traces'), 'caf', null)))));
  router.get(pattern(traceFilePath(':demande', ':fichier')), signedIn(tools, 'read-traces', sendTraceFile));
  for (const act of TRACE_ACTS) router.post(pattern(traceActPath(':demande', act)), ...(act === 'reponse' ? [withFiles(tools, LIMITS)] : []), posted(tools, 'read-traces', (visit) => carryOut(visit, act)));
  return router;
}

async function showList(visit: Visit): Promise<void> {
  const [rows, shell] = await Promise.all([traceRequests(visit.tools.sql, visit.cafs), shellOf(visit, 'traces')]);
  visit.show(TracesPage({ shell, requests: rows.map(traceLine) }));
}

async function showReadings(visit: Visit): Promise<void> {
  const [rows, shell] = await Promise.all([readings(visit.tools.sql, visit.cafs, null), shellOf(visit, 'traces')]);
  visit.show(ReadingsPage({ shell, readings: rows.map(readingView) }));
}

/** A convention, its people who may ask, and since when there are traces. */
async function chosenOf(visit: Visit, id: string) {
  const conventions = await conventionsOfCaf(visit.tools.sql, visit.cafs);
  const convention = conventions.find((one) => one.id === id);
  if (convention === undefined) return { conventions, convention, chosen: null, askers: [] };
  const people = await contactsOfConvention(visit.tools.sql, convention.id);
  const askers = people.filter(({ role, email }) => email !== null && (role === 'administrator' || role === 'deputy-administrator'));
  const kept = tracesKept(await termsOfCaf(visit.tools.sql, convention.caf, visit), visit.now);
  return { conventions, convention, askers, chosen: { id: convention.id, ...kept, askers: askers.map((one) => ({ value: one.id, label: `${one.name}, ${ROLE_WORDS[one.role].toLowerCase()}` })) } };
}

async function showNew(visit: Visit, asked: string, errors: readonly FieldError[] | null): Promise<void> {
  const { conventions, chosen } = await chosenOf(visit, asked);
  visit.show(NewTracePage({
    shell: await shellOf(visit, 'traces'), tokens: visit.tokens(), conventions: conventions.map(({ id, partner_name, number }) => ({ value: id, label: `${partner_name}, convention ${number}` })),
    chosen, refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

const CHANNELS: readonly Channel[] = ['email', 'phone', 'post'];

async function enter(visit: Visit): Promise<void> {
  const fields = visit.fields();
  const { convention, chosen, askers } = await chosenOf(visit, fields['convention'] ?? '');
  const asker = askers.find(({ id }) => id === fields['demandeur']);
  const channel = CHANNELS.find((one) => one === fields['canal']);
  const read = chosen === null ? { errors: [{ field: 'convention', message: 'Choisissez une convention.' }] } : readTraceForm(fields, chosen);
  const errors: FieldError[] = [
    ...(asker === undefined ? [{ field: 'demandeur', message: 'Choisissez l’administrateur ou le suppléant qui demande.' }] : []), ...(channel === undefined ? [{ field: 'canal', message: 'Dites comment cette demande est arrivée.' }] : []), ...('errors' in read ? read.errors : []),
  ];
  if (convention === undefined || asker === undefined || channel === undefined || 'errors' in read) return await showNew(visit, fields['convention'] ?? '', errors);
  await beginTraces(visit, { convention, channel, asker: { name: asker.name, address: asker.email ?? '' }, asked: read.asked, by: visit.session.account_id }, () => newTracePath());
  await visit.goTo(newTracePath(), { tone: 'done', text: 'Demande de traces enregistrée : les personnes habilitées sont prévenues, et le demandeur reçoit un accusé de réception.' });
}

const SAID: Readonly<Record<TraceActName, string>> = { reponse: 'Réponse envoyée : le demandeur seul la lit.', precision: 'Question envoyée au demandeur.', refus: 'Demande refusée, le motif est envoyé au demandeur.' };

async function carryOut(visit: Visit, name: TraceActName): Promise<void> {
  const { row, state } = await traceLoaded(visit);
  const [by, text] = [visit.session.account_id, (storable(visit.fields())['texte'] ?? '').trim().slice(0, 50_000)];
  if (name === 'reponse') return await answer(visit, row, state.asker.address, text);
  if (text === '') return await again(visit, name, [{ field: 'texte', message: name === 'refus' ? 'Écrivez le motif.' : 'Écrivez votre question.' }]);
  const act: TraceAct = name === 'refus' ? { kind: 'refuse-traces', reason: text, by } : { kind: 'ask-precision', question: text, by };
  await finish(visit, name, await actOnTraces(visit, row.id, tracePath(row.id), act));
}

/** What was found is kept apart from the journal, for its reader alone. */
async function answer(visit: Visit, { id, caf }: Awaited<ReturnType<typeof traceLoaded>>['row'], asker: string, text: string): Promise<void> {
  const files = uploadsOf(visit.req);
  const way = ANSWER_WAYS.find((one) => one === visit.fields()['voie']) ?? 'portal';
  if (files.length > LIMITS.files || files.some(({ tooLong }) => tooLong)) return await again(visit, 'reponse', [{ field: 'fichiers', message: 'Dix fichiers et 20 Mo au plus. Choisissez de nouveau vos fichiers.' }]);
  if (text === '' && files.length === 0) return await again(visit, 'reponse', [{ field: 'texte', message: 'Écrivez la réponse, ou joignez un fichier.' }]);
  const kept: TraceAnswer = { id: `reponse-${randomBytes(9).toString('base64url')}`, journey: id, caf, reader: `partner:${asker}`, body: text, at: visit.now, by_account: visit.session.account_id };
  const refused = await actOnTraces(visit, id, tracePath(id), { kind: 'answer-traces', answer: kept.id, way, by: visit.session.account_id }, async (tx) => {
    await insertAnswer(tx, kept);
    for (const { name, type, bytes } of files) await insertTraceFile(tx, kept, { id: `fichier-${randomBytes(9).toString('base64url')}`, name, type, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }, bytes);
  });
  await finish(visit, 'reponse', refused);
}

async function finish(visit: Visit, name: TraceActName, refused: readonly FieldError[] | null): Promise<void> {
  if (refused !== null) return await again(visit, name, refused);
  await visit.goTo(tracePath(visit.param('demande')), { tone: 'done', text: SAID[name] });
}

async function again(visit: Visit, act: TraceActName, errors: readonly FieldError[]): Promise<void> {
  visit.show(TraceRequestPage(await traceView(visit, await shellOf(visit, 'traces'), 'caf', { act, values: visit.fields(), errors })), 422);
}

/** For a trace reader or the asker: written down, then given; never shown nor run by the browser. */
export async function sendTraceFile(visit: Visit): Promise<void> {
  const loaded = await traceLoaded(visit);
  const file = await traceFile(visit.tools.sql, loaded.row.id, visit.param('fichier'));
  if (file === undefined) throw new NotFound('no such file');
  await noteReading(visit, loaded, 'file', file.name);
  sendAttached(visit.res, { name: file.name, type: 'application/octet-stream', bytes: file.bytes });
}
