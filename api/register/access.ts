import type { Tx } from '../../db/connect';
import type { ConventionRow } from '../../db/partner';
import { findHabilitation, habilitationsOf, registerActsOf } from '../../db/register';
import { RANK_WORDS } from '../../domain/french/register';
import { enterAdministrators, type HabilitationAct } from '../../desk/register';
import { decideHabilitation } from '../../desk/register-decisions';
import type { AccessProps, SentForm } from '../../web/view/register';
import { ACCESS_ACTS, accessPath, type AccessAct } from '../../web/register-paths';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { FormRefused } from '../once';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import { accepted, decidedBy, type Done } from './acts';
import { actView, registerContent } from './convention';
import { reasonOf } from './forms';

/** Somebody's access, with every act on it. @throws NotFound */
export async function accessView(visit: Visit, convention: ConventionRow, sent: SentForm | null): Promise<AccessProps> {
  const { id, number, partner_name, caf } = convention;
  const wanted = visit.param('habilitation');
  const { holding, gone, contract, rows } = await registerContent(visit, convention);
  const row = rows.find((one) => one.id === wanted) ?? rows.find((one) => one.contact_id === wanted);
  const access = [...holding, ...gone].find((one) => one.id === (row?.id ?? wanted));
  if (access === undefined) throw new NotFound('no such access');
  const acts = (await registerActsOf(visit.tools.sql, id)).filter(({ habilitation_id }) => habilitation_id === access.id);
  return {
    shell: { ...(await shellOf(visit, 'habilitations')), timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), convention: { id, number, partner: partner_name }, access,
    article: contract.habilitations.article, acts: acts.map(actView), mayManage: visit.cafsFor('manage-habilitations').includes(caf), sent,
  };
}

/** What each form does; `reason`: must be said. */
const ACTS: Readonly<Record<AccessAct, { readonly act: HabilitationAct; readonly reason: boolean; readonly said: string }>> = {
  suspendre: { act: 'suspend', reason: true, said: 'Accès suspendu.' },
  retablir: { act: 'resume', reason: false, said: 'Suspension levée.' },
  retirer: { act: 'withdraw', reason: true, said: 'Accès retiré.' },
  'mot-de-passe': { act: 'force-password', reason: true, said: 'Changement de mot de passe demandé.' },
  'mot-de-passe-change': { act: 'password-changed', reason: false, said: 'Noté : le mot de passe est changé.' },
};

/** Carries out what a form of somebody's access asks. @throws FormRefused, NotFound */
export async function carryOutAccess(tx: Tx, visit: Visit, { id }: ConventionRow): Promise<{ readonly path: string; readonly done: Done }> {
  const asked = ACCESS_ACTS.find((one) => one === visit.fields()['acte']);
  if (asked === undefined) throw new FormRefused([{ field: null, message: 'Cet acte n’existe pas.' }]);
  const { act, reason, said } = ACTS[asked];
  const errors: FieldError[] = [];
  const motif = reasonOf(visit.fields(), errors, reason);
  if (errors.length > 0) throw new FormRefused(errors);
  const habilitation = await lineOf(tx, visit, id);
  const rank = (await findHabilitation(tx, habilitation))?.rank ?? 'user';
  const done = accepted(await decideHabilitation(tx, visit.tools, habilitation, act, decidedBy(visit, motif)), act === 'withdraw' && rank !== 'user' ? `${said} C’était un ${RANK_WORDS[rank]} : un changement d’administrateur est à demander au partenaire.` : said);
  return { path: accessPath(id, habilitation), done };
}

/** The line of the register, made for an administrator who was there before it. @throws NotFound */
async function lineOf(tx: Tx, visit: Visit, conventionId: string): Promise<string> {
  const wanted = visit.param('habilitation');
  const row = await findHabilitation(tx, wanted);
  if (row?.convention_id === conventionId) return row.id;
  await enterAdministrators(tx, conventionId, visit.now);
  const entered = (await habilitationsOf(tx, conventionId)).find(({ contact_id }) => contact_id === wanted);
  if (row !== undefined || entered === undefined) throw new NotFound('no such access');
  return entered.id;
}
