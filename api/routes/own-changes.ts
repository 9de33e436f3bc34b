import { Router } from 'express';
import { findJourney } from '../../db/journey';
import { readJourney } from '../../db/journey-case';
import { receiveChange } from '../../desk/change';
import { askJourney } from '../../desk/journey';
import type { ChangeAct } from '../../domain/journeys/change-acts';
import { aroundOf } from '../../domain/journeys/around';
import { onPaper } from '../../domain/journeys/change-asking';
import { formTerms, EMPTY_FORM } from '../../domain/journeys/change-form';
import { foldChange, type ChangeFact } from '../../domain/journeys/change-state';
import { NewOwnChangePage, OwnChangePage } from '../../web/pages/portal/change';
import { newOwnChangePath, ownChangeCancelPath, ownChangeFormPath, ownChangePath, ownChangesPath } from '../../web/paths-change';
import { fieldValues } from '../../web/words/change-fields';
import type { FieldError } from '../act-forms';
import { showForm as showPaper } from '../change/paper';
import { errorsOf, formOf, keptForm, knownOf } from '../change/form';
import { tellJourneyNow } from '../change/tell';
import { termsOfConvention } from '../change/terms';
import { NotFound } from '../errors';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { contactFor, ownConvention } from '../portal/reach';
import { dueOf } from '../register/convention';
import { visitorOf } from '../portal/shell';
import { rights } from '../rights';
import type { WebTools } from '../tools';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** A change of administrator on the partner's portal: asked for by its form, followed, cancelled. */
export function ownChangeRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(newOwnChangePath(), signedIn(tools, 'ask-change', async (visit) => await showForm(visit, visit.query('convention'), null)));
  router.post(ownChangesPath(), posted(tools, 'ask-change', open));
  router.get(pattern(ownChangePath(':change')), signedIn(tools, 'ask-change', async (visit) => await showOwn(visit, null)));
  router.get(pattern(ownChangeFormPath(':change')), signedIn(tools, 'ask-change', async (visit) => await showPaper(visit, (await ownChange(visit)).loaded)));
  router.post(pattern(ownChangeCancelPath(':change')), posted(tools, 'ask-change', cancel));
  return router;
}

/** The conventions for which this person may ask. */
async function choices(visit: Visit) {
  const ids = rights.conventionsWhere(visit.session.grants, 'ask-change');
  return (await Promise.all(ids.map((id) => knownOf(visit.tools.sql, id, visit.now)))).filter((one) => one !== undefined);
}

async function showForm(visit: Visit, asked: string, errors: readonly FieldError[] | null): Promise<void> {
  const [visitor, all] = [await visitorOf(visit, 'autre'), await choices(visit)];
  const chosen = all.find(({ convention }) => convention.id === asked) ?? (all.length === 1 ? all[0] : undefined);
  visit.show(NewOwnChangePage({
    shell: visitor.shell, tokens: visit.tokens(), conventions: all.map(({ convention }) => ({ value: convention.id, label: `${convention.partner_name}, convention ${convention.number}` })),
    chosen: chosen === undefined ? null : {
      id: chosen.convention.id, terms: await termsOfConvention(visit.tools.sql, chosen.convention.caf, visit.now),
      values: fieldValues({ ...EMPTY_FORM, partner: chosen.known.partner, conventionNumber: chosen.convention.number }), due: await dueOf(visit, [chosen.convention.caf], chosen.convention.id),
    },
    refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

/** What annex 3 requires is there before it leaves: the form comes back with each item named. */
async function open(visit: Visit): Promise<void> {
  const fields = visit.fields();
  const known = (await choices(visit)).find(({ convention }) => convention.id === fields['convention']);
  if (known === undefined) return await showForm(visit, '', [{ field: 'convention', message: 'Choisissez pour quelle convention : vous ne pouvez pas demander de changement pour celle-là.' }]);
  const { id, caf } = known.convention;
  const terms = await termsOfConvention(visit.tools.sql, caf, visit.now);
  const kept = keptForm(formOf(fields, terms), terms, known.known);
  if (kept.wrong.length > 0) return await showForm(visit, id, errorsOf(kept.wrong));
  const contact = contactFor((await visitorOf(visit, 'autre')).contacts, id);
  const requester = contact?.email ? { name: contact.name, address: contact.email } : null;
  const done = await once(visit, async (tx) => {
    const given = { caf, conventionId: id, channel: 'portal' as const, requester, kept, read: null, reference: null, actor: visit.session.account_id, by: null, key: onceKey(visit) };
    return ownChangePath((await receiveChange(tx, visit.tools, given, visit.now)).id);
  });
  const journey = done.path.split('/').at(-1) ?? '';
  await tellJourneyNow(visit.tools, journey);
  const loaded = await readJourney(visit.tools.sql, journey, visit.now);
  const paper = loaded !== undefined && onPaper(foldChange(loaded.facts as ChangeFact[]), aroundOf(loaded.surroundings, new Map())).length > 0;
  await visit.goTo(done.path, { tone: 'done', text: `Demande reçue sous ${journey}. ${paper ? ON_PAPER : BY_LINKS}` });
}

const BY_LINKS = 'Les deux signatures sont demandées par courriel.';
const ON_PAPER = 'Une signature est à recueillir sur papier : le formulaire à imprimer vous est envoyé par courriel.';

/** One's own change. @throws NotFound */
async function ownChange(visit: Visit) {
  const row = await findJourney(visit.tools.sql, visit.param('change'));
  if (row === undefined || row.kind !== 'administrator-change' || row.convention_id === null) throw new NotFound('no such change');
  await ownConvention(visit, row.convention_id);
  const loaded = await readJourney(visit.tools.sql, row.id, visit.now);
  if (loaded === undefined) throw new NotFound('no such change');
  return { row, loaded, state: foldChange(loaded.facts as ChangeFact[]) };
}

async function showOwn(visit: Visit, errors: readonly FieldError[] | null): Promise<void> {
  const { row, loaded, state } = await ownChange(visit);
  const visitor = await visitorOf(visit, 'autre');
  visit.show(OwnChangePage({
    shell: { ...visitor.shell, timeZone: loaded.surroundings.contract.calendar.timeZone }, tokens: visit.tokens(), id: row.id, state, partner: loaded.surroundings.convention?.partnerName ?? '', began: row.began_at,
    terms: formTerms(loaded.surroundings.contract.administratorChange), facts: loaded.facts as ChangeFact[], onPaper: onPaper(state, aroundOf(loaded.surroundings, new Map())), refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

async function cancel(visit: Visit): Promise<void> {
  const { row } = await ownChange(visit);
  const reason = (visit.fields()['motif'] ?? '').trim().slice(0, 5_000);
  if (reason === '') return await showOwn(visit, [{ field: 'motif', message: 'Dites pourquoi vous annulez.' }]);
  const act: ChangeAct = { kind: 'cancel', reason, by: null };
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: row.id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    return ownChangePath(row.id);
  }).catch(refusalOf);
  if (!('path' in done)) return await showOwn(visit, done);
  await tellJourneyNow(visit.tools, row.id);
  await visit.goTo(done.path, { tone: 'done', text: 'Demande annulée : rien n’est changé.' });
}
