import { Router } from 'express';
import { findConvention } from '../../db/partner';
import { ownTraceRequests } from '../../db/trace';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { TraceAct } from '../../domain/journeys/trace-facts';
import { NewOwnTracePage, OwnTracePage, OwnTracesPage } from '../../web/pages/portal/traces';
import { newOwnTracePath, OWN_TRACE_ACTS, ownTraceActPath, ownTraceFilePath, ownTracePath, ownTracesPath, type OwnTraceActName } from '../../web/paths-traces';
import type { FieldError } from '../act-forms';
import { posted, signedIn } from '../guard';
import { storable } from '../intake/storable';
import { contractOfCaf, visitorOf, type Visitor } from '../portal/shell';
import { rights } from '../rights';
import type { WebTools } from '../tools';
import { actOnTraces, beginTraces } from '../traces/ask';
import { readTraceForm, tracesKept } from '../traces/form';
import { traceLine, traceLoaded, traceView } from '../traces/view';
import type { Visit } from '../visit';
import { sendTraceFile } from './traces';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Requests for traces on the portal: asked by an administrator or a deputy, read by whoever asked alone. */
export function ownTraceRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(ownTracesPath(), signedIn(tools, 'ask-traces', showList));
  router.get(newOwnTracePath(), signedIn(tools, 'ask-traces', async (visit) => await showNew(visit, null)));
  router.post(ownTracesPath(), posted(tools, 'ask-traces', open));
  router.get(pattern(ownTracePath(':demande')), signedIn(tools, 'ask-traces', async (visit) => await showOwn(visit, null)));
  router.get(pattern(ownTraceFilePath(':demande', ':fichier')), signedIn(tools, 'ask-traces', sendTraceFile));
  for (const act of OWN_TRACE_ACTS) router.post(pattern(ownTraceActPath(':demande', act)), posted(tools, 'ask-traces', (visit) => carryOut(visit, act)));
  return router;
}

async function showList(visit: Visit): Promise<void> {
  const visitor = await visitorOf(visit, 'traces');
  visit.show(OwnTracesPage({ shell: visitor.shell, requests: (await ownTraceRequests(visit.tools.sql, visit.session.account_id)).map(traceLine) }));
}

function askers(visit: Visit, { contacts }: Visitor) {
  const allowed = rights.conventionsWhere(visit.session.grants, 'ask-traces');
  return contacts.filter(({ convention_id, role }) => allowed.includes(convention_id) && (role === 'administrator' || role === 'deputy-administrator'));
}

function keptBy(visit: Visit, visitor: Visitor, caf: ReturnType<typeof askers>[number]['caf']): ReturnType<typeof tracesKept> {
  // What is kept of a version is its whole document (contracts/load, db/amendment).
  return tracesKept(contractOfCaf(visitor, caf) as ContractDocument, visit.now);
}

async function showNew(visit: Visit, errors: readonly FieldError[] | null): Promise<void> {
  const visitor = await visitorOf(visit, 'traces');
  const all = askers(visit, visitor);
  const [first] = all;
  const kept = first === undefined ? { earliest: '', today: '' } : keptBy(visit, visitor, first.caf);
  visit.show(NewOwnTracePage({
    shell: visitor.shell, tokens: visit.tokens(), conventions: all.map((one) => ({ value: one.convention_id, label: `${one.partner_name}, convention ${one.convention_number}` })), ...kept,
    refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

async function open(visit: Visit): Promise<void> {
  const visitor = await visitorOf(visit, 'traces');
  const contact = askers(visit, visitor).find((one) => one.convention_id === visit.fields()['convention']);
  if (contact === undefined) return await showNew(visit, [{ field: 'convention', message: 'Choisissez pour quelle convention : vous ne pouvez pas demander de traces pour celle-là.' }]);
  const read = readTraceForm(visit.fields(), keptBy(visit, visitor, contact.caf));
  if ('errors' in read) return await showNew(visit, read.errors);
  const convention = await findConvention(visit.tools.sql, contact.convention_id);
  if (convention === undefined) throw new Error('an asker without a convention');
  const { path } = await beginTraces(visit, { convention, channel: 'portal', asker: { name: contact.name, address: contact.email ?? '' }, asked: read.asked, by: null }, ownTracePath);
  await visit.goTo(path, { tone: 'done', text: 'Demande envoyée aux personnes habilitées de la Caf. Vous seul lirez leur réponse.' });
}

async function showOwn(visit: Visit, sent: { readonly act: OwnTraceActName; readonly errors: readonly FieldError[] } | null): Promise<void> {
  const visitor = await visitorOf(visit, 'traces');
  visit.show(OwnTracePage(await traceView(visit, visitor.shell, 'asker', sent === null ? null : { ...sent, values: visit.fields() })), sent === null ? 200 : 422);
}

async function carryOut(visit: Visit, name: OwnTraceActName): Promise<void> {
  const { row, state } = await traceLoaded(visit);
  const text = (storable(visit.fields())['texte'] ?? '').trim().slice(0, 10_000);
  if (text === '') return await showOwn(visit, { act: name, errors: [{ field: 'texte', message: name === 'precision' ? 'Écrivez votre précision.' : 'Dites pourquoi vous annulez.' }] });
  const asker = state.asker.address;
  const act: TraceAct = name === 'precision' ? { kind: 'give-precision', text, asker } : { kind: 'cancel-traces', reason: text, asker };
  const refused = await actOnTraces(visit, row.id, ownTracePath(row.id), act);
  if (refused !== null) return await showOwn(visit, { act: name, errors: refused });
  await visit.goTo(ownTracePath(row.id), { tone: 'done', text: name === 'precision' ? 'Précision envoyée.' : 'Demande annulée.' });
}
