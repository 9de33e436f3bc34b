import { createHash } from 'node:crypto';
import { Router } from 'express';
import { changeFile, keepChangeFile } from '../../db/change';
import { conventionsOfCaf } from '../../db/partner';
import { askJourney } from '../../desk/journey';
import { receiveChange } from '../../desk/change';
import type { Channel } from '../../domain/contract-types';
import { aroundOf } from '../../domain/journeys/around';
import { nobodyTold } from '../../domain/journeys/change-asking';
import { dateRefused } from '../../domain/journeys/change-dates';
import { timeRefused } from '../../domain/journeys/change-objection';
import { EMPTY_FORM, formTerms } from '../../domain/journeys/change-form';
import type { ChangeAct } from '../../domain/journeys/change-acts';
import { foldChange, type ChangeFact } from '../../domain/journeys/change-state';
import { ChangePage } from '../../web/pages/change/change';
import { ChangesPage } from '../../web/pages/change/list';
import { NewChangePage } from '../../web/pages/change/new';
import { changeActPath, changeFilePath, changePath, changesPath, CHANGE_ACTS, newChangePath, signedFormPath, type ChangeActName } from '../../web/paths-change';
import { fieldValues } from '../../web/words/change-fields';
import type { FieldError } from '../act-forms';
import { readChangeAct } from '../change/acts';
import { showForm } from '../change/paper';
import { formOf, keptForm, knownOf } from '../change/form';
import { tellJourneyNow } from '../change/tell';
import { termsOfConvention } from '../change/terms';
import { NotFound } from '../errors';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { dueOf, dueViews } from '../register/convention';
import type { WebTools } from '../tools';
import { uploadOf, withFile } from '../upload';
import { changeLines, changeLoaded, changeView } from '../view/change';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

const MOST_BYTES = 10_000_000;
const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Changes of administrator, at the Caf: the list, one change, its acts, a form that came on paper. */
export function changeRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(changesPath(), signedIn(tools, 'read-changes', async (visit) => visit.show(ChangesPage({ shell: await shellOf(visit, 'changements'), changes: await changeLines(visit), mayWork: visit.may('work-on-change'), due: await dueViews(visit, null) }))));
  router.get(newChangePath(), signedIn(tools, 'work-on-change', async (visit) => await showNew(visit, visit.query('convention'), null)));
  router.post(changesPath(), withFile(tools, MOST_BYTES), posted(tools, 'work-on-change', enter));
  router.get(pattern(signedFormPath(':change')), signedIn(tools, 'read-changes', async (visit) => await showForm(visit, (await changeLoaded(visit, visit.param('change'))).loaded)));
  router.get(pattern(changeFilePath(':change', ':file')), signedIn(tools, 'read-changes', showFile));
  router.get(pattern(changePath(':change')), signedIn(tools, 'read-changes', async (visit) => visit.show(ChangePage(await changeView(visit, visit.param('change'), null)))));
  router.post(pattern(changeActPath(':change', 'formulaire')), posted(tools, 'work-on-change', confirmForm));
  for (const act of CHANGE_ACTS.filter((one) => one !== 'formulaire')) router.post(pattern(changeActPath(':change', act)), posted(tools, 'work-on-change', async (visit) => await carryOut(visit, act)));
  return router;
}

async function showNew(visit: Visit, asked: string, errors: readonly FieldError[] | null): Promise<void> {
  const conventions = await conventionsOfCaf(visit.tools.sql, visit.cafs);
  const chosen = conventions.find(({ id }) => id === asked);
  const values = fieldValues({ ...EMPTY_FORM, partner: chosen?.partner_name ?? '', conventionNumber: chosen?.number ?? '' });
  visit.show(NewChangePage({
    shell: await shellOf(visit, 'changements'), tokens: visit.tokens(), conventions: conventions.map(({ id, partner_name, number }) => ({ value: id, label: `${partner_name}, convention ${number}` })),
    chosen: chosen === undefined ? null : { id: chosen.id, terms: await termsOfConvention(visit.tools.sql, chosen.caf, visit.now), values, due: await dueOf(visit, [chosen.caf], chosen.id) }, refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

const CHANNELS: readonly Channel[] = ['post', 'phone', 'email'];

/** A form that came by post or phone: kept as it is, what is missing is asked for. */
async function enter(visit: Visit): Promise<void> {
  const fields = visit.fields();
  const known = await knownOf(visit.tools.sql, fields['convention'] ?? '', visit.now);
  const file = uploadOf(visit.req);
  const channel = CHANNELS.find((one) => one === fields['canal']);
  const errors: FieldError[] = [
    ...(known === undefined || !visit.cafs.includes(known.convention.caf) ? [{ field: 'convention', message: 'Choisissez une convention.' }] : []),
    ...(channel === undefined ? [{ field: 'canal', message: 'Dites comment ce formulaire est arrivé.' }] : []),
    ...(file?.tooLong === true ? [{ field: 'fichier', message: 'Ce fichier dépasse 10 Mo.' }] : []),
  ];
  if (known === undefined || channel === undefined || errors.length > 0) return await showNew(visit, fields['convention'] ?? '', errors);
  const terms = await termsOfConvention(visit.tools.sql, known.convention.caf, visit.now);
  const kept = keptForm(formOf(fields, terms), terms, known.known);
  const by = visit.session.account_id;
  const done = await once(visit, async (tx) => {
    const given = { caf: known.convention.caf, conventionId: known.convention.id, channel, requester: null, kept, read: null, reference: null, actor: by, by, key: onceKey(visit) };
    const { id } = await receiveChange(tx, visit.tools, given, visit.now);
    if (file !== null) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      await keepChangeFile(tx, id, { id: `${id}-${sha256.slice(0, 12)}`, name: file.name, type: file.type, size: file.bytes.length, sha256 }, file.bytes, visit.now, by);
    }
    return changePath(id);
  });
  await tellJourneyNow(visit.tools, done.path.split('/').at(-1) ?? '');
  const { loaded } = await changeLoaded(visit, done.path.split('/').at(-1) ?? '');
  const nobody = nobodyTold(foldChange(loaded.facts as ChangeFact[]), aroundOf(loaded.surroundings, new Map()));
  await visit.goTo(done.path, { tone: 'done', text: `Formulaire enregistré. ${nobody ? 'Personne n’a pu être prévenu par courriel : appelez le partenaire.' : 'Les administrateurs en place et le signataire sont prévenus.'}` });
}

/** An agent confirms what was read, types it, or corrects it. */
async function confirmForm(visit: Visit): Promise<void> {
  const { row, loaded } = await changeLoaded(visit, visit.param('change'));
  const known = await knownOf(visit.tools.sql, row.convention_id ?? '', visit.now);
  if (known === undefined) throw new NotFound('no such convention');
  const terms = formTerms(loaded.surroundings.contract.administratorChange);
  const kept = keptForm(formOf(visit.fields(), terms), terms, known.known);
  await ask(visit, 'formulaire', { kind: 'keep-form', kept, by: visit.session.account_id });
}

async function carryOut(visit: Visit, name: Exclude<ChangeActName, 'formulaire'>): Promise<void> {
  const { loaded } = await changeLoaded(visit, visit.param('change'));
  const read = readChangeAct(name, visit.fields(), visit.session.account_id, loaded.surroundings.contract.calendar.timeZone);
  if ('errors' in read) return await again(visit, name, read.errors);
  const { act } = read;
  const wrong = act.kind === 'give-access' || act.kind === 'withdraw-access' ? dateRefused(act.kind, act.on, foldChange(loaded.facts as ChangeFact[]), aroundOf(loaded.surroundings, new Map()), visit.now) : null;
  if (wrong !== null) return await again(visit, name, [{ field: 'date', message: wrong }]);
  const untimely = act.kind === 'object' && act.call !== undefined ? timeRefused(act.call.at, foldChange(loaded.facts as ChangeFact[]), visit.now) : null;
  if (untimely !== null) return await again(visit, name, [{ field: 'quand', message: untimely }]);
  await ask(visit, name, act);
}

const SAID: Readonly<Record<ChangeActName, string>> = {
  formulaire: 'Formulaire confirmé.', element: 'Élément accepté tel quel.', signature: 'Signature attestée.', signataire: 'Vérification du signataire notée.', rappel: 'Rappel consigné.', opposition: 'Opposition consignée : personne ne peut approuver, et le responsable est prévenu.', levee: 'Opposition levée.',
  verification: 'Vérification notée : un autre agent approuve.', approbation: 'Changement approuvé.', refus: 'Changement refusé.', annulation: 'Annulation notée.', 'acces-donne': 'Accès donné, noté au registre.', 'acces-retire': 'Accès retiré, noté au registre.',
};

/** Asked once for a form. */
async function ask(visit: Visit, name: ChangeActName, act: ChangeAct): Promise<void> {
  const id = visit.param('change');
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    return changePath(id);
  }).catch(refusalOf);
  if (!('path' in done)) return await again(visit, name, done);
  await tellJourneyNow(visit.tools, id);
  await visit.goTo(done.path, { tone: 'done', text: SAID[name] });
}

async function again(visit: Visit, act: string, errors: readonly FieldError[]): Promise<void> {
  visit.show(ChangePage(await changeView(visit, visit.param('change'), { act, values: visit.fields(), errors })), 422);
}

/** What came is given as it is, never shown by the browser as a page of ours. */
async function showFile(visit: Visit): Promise<void> {
  const { row } = await changeLoaded(visit, visit.param('change'));
  const file = await changeFile(visit.tools.sql, row.id, visit.param('file'));
  if (file === undefined) throw new NotFound('no such file');
  visit.res.attachment(file.name).set({ 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' }).send(file.bytes);
}
