import { lockConvention } from '../../db/contact';
import type { Tx } from '../../db/connect';
import { openJourneysOf } from '../../db/convention-end';
import type { ConventionRow } from '../../db/partner';
import { beginJourney } from '../../desk/journey';
import { closeReported } from '../../desk/departure';
import { isTerminated } from '../../desk/in-force';
import { noted, setConventionDate, type Decided, type Refused } from '../../desk/register';
import { decideDelegation, decideUserAccess, type Decision } from '../../desk/register-decisions';
import { chooseMode, enterQuota } from '../../desk/register-terms';
import type { NoticeFact } from '../../domain/journeys/formal-notice';
import { localDateOf } from '../../domain/calendar';
import { futureRefused, isDoneDate } from '../../domain/register/dates';
import { serviceStanding } from '../../domain/register/opening';
import { conventionState, modeNow } from '../../domain/register/rules';
import { openingFiles } from '../../db/opening';
import { bulletinsOf, conventionFile } from '../../db/register';
import { MODE_WORDS } from '../../domain/french/register';
import { counted } from '../../domain/french/dates';
import type { Flash } from '../../db/session';
import { registerConventionPath, REGISTER_ACTS, type BulletinAct, type RegisterAct } from '../../web/register-paths';
import { SERVICE_SHORT } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { FormRefused, onceKey } from '../once';
import type { Visit } from '../visit';
import { carryOutBulletin } from './bulletins';
import { termsOfCaf } from './convention';
import { countOf, dayOf, DATES, profileOf, reasonOf, userOf } from './forms';

/** What an act did: a sentence, and how many people it was written to. */
export interface Done {
  readonly said: string;
  readonly decision: Decision | null;
}
type Act = (tx: Tx, visit: Visit, convention: ConventionRow, decided: Decided) => Promise<Done>;

export function decidedBy(visit: Visit, reason = ''): Decided {
  return { at: visit.now, actor: visit.session.account_id, actorName: visit.session.name, reason };
}

/** What came of a decision, else the form comes back; `field` is where the reason stands. @throws FormRefused */
export function accepted(outcome: Decision | Refused | null, said: string, field: string | null = null): Done {
  if (outcome !== null && 'refused' in outcome) throw new FormRefused([{ field, message: outcome.refused }]);
  return { said, decision: outcome };
}

export function flashOf({ said, decision }: Done): Flash {
  if (decision === null) return { tone: 'done', text: said };
  const { told } = decision;
  if (told.length === 0) return { tone: 'warn', text: `${said} Personne n’a pu être prévenu par courrier : aucune adresse ne convient. Prévenez le partenaire autrement.` };
  return { tone: 'done', text: `${said} ${counted(told.length, 'courrier part', 'courriers partent')} : ${told.map(({ name }) => name).join(', ')}.` };
}

/** @throws FormRefused */
function read<T>(work: (errors: FieldError[]) => T): T {
  const errors: FieldError[] = [];
  const value = work(errors);
  if (errors.length > 0) throw new FormRefused(errors);
  return value;
}

const ACTS: Readonly<Record<RegisterAct, Act>> = {
  donner: give,
  effectif: (tx, visit, convention, decided) => quota(tx, visit, convention, decided, true),
  quota: (tx, visit, convention, decided) => quota(tx, visit, convention, decided, false),
  date: setDate,
  mode: setMode,
  'retirer-delegation': async (tx, visit, { id }, decided) => {
    const reason = read((errors) => reasonOf(visit.fields(), errors));
    return accepted(await decideDelegation(tx, visit.tools, id, true, { ...decided, reason }), 'Délégation retirée : la Caf gère les habilitations.');
  },
  'rendre-delegation': async (tx, visit, { id }, decided) => {
    const reason = read((errors) => reasonOf(visit.fields(), errors, false));
    return accepted(await decideDelegation(tx, visit.tools, id, false, { ...decided, reason }), 'Délégation rendue.');
  },
  'depart-execute': async (tx, visit, { id }, decided) => accepted(await closeReported(tx, id, visit.fields()['depart'] ?? '', decided), 'Noté : l’accès est fermé.'),
  'mise-en-demeure': beginNotice,
  bulletin: ofBulletin('bulletin'),
  'bulletin-signature': ofBulletin('bulletin-signature'),
  'bulletin-unite': ofBulletin('bulletin-unite'),
  profil: ofBulletin('profil'),
};

function ofBulletin(act: BulletinAct): Act {
  return async (tx, visit, convention, decided) => ({ said: await carryOutBulletin(tx, visit, act, convention, decided), decision: null });
}

async function give(tx: Tx, visit: Visit, { id, caf }: ConventionRow, decided: Decided): Promise<Done> {
  const asked = read((errors) => ({ ...userOf(visit.fields(), errors), ...profileOf(visit.fields(), errors) }));
  const [contract, file] = [await termsOfCaf(tx, caf, visit), await conventionFile(tx, id)];
  const mode = modeNow(contract.habilitations.mode, file);
  const today = localDateOf(contract.calendar, visit.now);
  const state = conventionState(file, today);
  if (state !== 'open' && state !== 'unknown') throw new FormRefused([{ field: null, message: state === 'terminated' ? 'Cette convention est résiliée : elle ne donne plus d’accès.' : 'Cette convention n’est pas ouverte : aucun accès ne se donne avant.' }]);
  if (mode === null) throw new FormRefused([{ field: null, message: 'Dites d’abord si cette convention est en mode délégué ou centralisé.' }]);
  const [opening, bulletin] = [(await openingFiles(tx, [id])).get(id), (await bulletinsOf(tx, id)).find((one) => one.id === asked.bulletinId)];
  if (opening !== undefined && bulletin !== undefined && serviceStanding(bulletin.service, opening, today) !== 'open') throw new FormRefused([{ field: 'profil', message: `${SERVICE_SHORT[bulletin.service]} n’est pas ouvert pour cette convention : aucun accès ne s’y donne avant.` }]);
  return accepted(await decideUserAccess(tx, visit.tools, { conventionId: id, ...asked }, mode, decided), `Accès donné à ${asked.name}.`, 'profil');
}

async function quota(tx: Tx, visit: Visit, { id }: ConventionRow, decided: Decided, reported: boolean): Promise<Done> {
  const { users, ...which } = read((errors) => ({ ...profileOf(visit.fields(), errors), users: countOf(visit.fields(), errors) }));
  return accepted(await enterQuota(tx, { conventionId: id, ...which, users, reported }, decided), reported ? 'Effectif déclaré noté.' : 'Nombre permis noté.', 'profil');
}

async function setDate(tx: Tx, visit: Visit, { id, caf }: ConventionRow, decided: Decided): Promise<Done> {
  const today = localDateOf((await termsOfCaf(tx, caf, visit)).calendar, visit.now);
  const asked = read((errors) => {
    const which = DATES.find((one) => one === visit.fields()['quoi'] && one !== 'terminated_on');
    if (which === undefined) errors.push({ field: 'quoi', message: 'Choisissez quelle date.' });
    const on = dayOf(visit.fields()['date'], 'date', errors);
    const toCome = on === null || which === undefined || !isDoneDate(which) ? null : futureRefused(on, today);
    if (toCome !== null) errors.push({ field: 'date', message: toCome });
    return { which: which ?? 'signed_on', on };
  });
  return accepted(asked.on === null ? null : await setConventionDate(tx, id, asked.which, asked.on, decided), 'Date notée.', 'date');
}

async function setMode(tx: Tx, visit: Visit, { id, caf }: ConventionRow, decided: Decided): Promise<Done> {
  const [contract, chosen] = [await termsOfCaf(tx, caf, visit), visit.fields()['mode']];
  if (contract.habilitations.mode !== 'either') throw new FormRefused([{ field: null, message: 'Le contrat de cette Caf fixe le mode : il ne change que par avenant.' }]);
  if (chosen !== 'delegated' && chosen !== 'centralised') throw new FormRefused([{ field: 'mode', message: 'Choisissez un mode.' }]);
  await chooseMode(tx, id, chosen, MODE_WORDS[chosen], decided);
  return { said: 'Mode noté.', decision: null };
}

/** A breach: the registered letter is written on paper, its journey holds the month (convention, articles 9, 14, 16, 17). */
async function beginNotice(tx: Tx, visit: Visit, { id, caf }: ConventionRow, decided: Decided): Promise<Done> {
  const breach = read((errors) => reasonOf(visit.fields(), errors));
  await lockConvention(tx, id);
  if (await isTerminated(tx, { id, caf }, visit.now)) throw new FormRefused([{ field: null, message: 'Cette convention est résiliée.' }]);
  const [open] = (await openJourneysOf(tx, id)).filter(({ kind }) => kind === 'formal-notice');
  if (open !== undefined) throw new FormRefused([{ field: null, message: `Une mise en demeure est déjà ouverte sous ${open.id}.` }]);
  const first: NoticeFact = { kind: 'notice-decided', breach };
  const begun = await beginJourney(tx, visit.tools, { kind: 'formal-notice', caf, conventionId: id, first, actor: visit.session.account_id, key: onceKey(visit) }, visit.now);
  await noted(tx, id, 'notice-begun', begun.id, { ...decided, reason: breach });
  return { said: `Mise en demeure ${begun.id} ouverte : envoyez la lettre recommandée, puis notez son envoi.`, decision: null };
}

/** Carries out what a form of a convention's page asks. @throws FormRefused */
export async function carryOutRegister(tx: Tx, visit: Visit, convention: ConventionRow): Promise<{ readonly path: string; readonly done: Done }> {
  const act = REGISTER_ACTS.find((one) => one === visit.fields()['acte']);
  if (act === undefined) throw new FormRefused([{ field: null, message: 'Cet acte n’existe pas.' }]);
  return { path: registerConventionPath(convention.id), done: await ACTS[act](tx, visit, convention, decidedBy(visit)) };
}
