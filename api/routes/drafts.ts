import { Router } from 'express';
import { saveDraft } from '../../db/draft';
import type { Reference } from '../../domain/ids';
import { frenchTime } from '../../domain/french/dates';
import { getContract } from '../../db/contract';
import { TICKET_ACTS, actAnchor, draftPath, ticketPath, type TicketAct } from '../../web/paths';
import { FILE_FIELD, keptFileField } from '../../web/view/acts';
import { fileSize } from '../../web/words/labels';
import { attachedFiles, FILE_LIMITS, keepFiles } from '../act-files';
import { NotFound } from '../errors';
import { withFiles } from '../upload';
import { posted, requireOn } from '../guard';
import { KIND_OF } from '../view/ticket-acts';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { ticketOf } from './acts';

/** What is typed in a ticket's forms, kept as it is typed, or by « Garder le brouillon »: by whoever may do the act itself. */
export function draftRoutes(tools: WebTools): Router {
  return Router().post(draftPath(':reference' as Reference, ':act' as TicketAct).replace('%3A', ':'), withFiles(tools, FILE_LIMITS), posted(tools, 'note', keep));
}

async function keep(visit: Visit): Promise<void> {
  const { tools, session, now } = visit;
  const act = TICKET_ACTS.find((one) => one === visit.param('act'));
  if (act === undefined) throw new NotFound('no such form');
  const ticket = requireOn(visit, await ticketOf(visit), KIND_OF[act]);
  const [refused] = await keepFiles(visit, ticket.reference);
  const kept = await saveDraft(tools.sql, { reference: ticket.reference, account_id: session.account_id, act, fields: typed(visit.fields()), updated_at: now }, visit.fields()['_cle'] ?? null);
  const { calendar } = await getContract(tools.sql, ticket.caf, ticket.contract_version);
  const said = `Brouillon gardé à ${frenchTime(now, calendar.timeZone)}.`;
  if (visit.req.headers.accept === 'application/json') return void visit.res.json({ kept, said: refused?.message ?? said, files: await filesOfForm(visit, ticket.reference) });
  await visit.goTo(`${ticketPath(ticket.reference)}#${actAnchor(act)}`, refused === undefined ? { tone: 'done', text: said } : { tone: 'stop', text: refused.message });
}

/** The files that go with the form, as its boxes name them. */
async function filesOfForm(visit: Visit, reference: Reference): Promise<object[]> {
  const { files } = await attachedFiles(visit, reference);
  return files.map(({ name, size, sha256 }) => ({ field: keptFileField(sha256), name, size: fileSize(size) }));
}

const WORDS = ['texte', 'objet', 'echeance'];
const NOT_TYPED = new Set(['vu', 'modele', FILE_FIELD]);
const LONGEST = 50_000;

/** The fields that a person filled; none when no word of theirs is left. */
function typed(fields: Readonly<Record<string, string>>): Record<string, string> {
  if (WORDS.every((name) => (fields[name] ?? '').trim() === '') && !Object.keys(fields).some((name) => name.startsWith(keptFileField('')))) return {};
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (name.startsWith('_') || NOT_TYPED.has(name) ? [] : [[name, value.slice(0, LONGEST)]])));
}
