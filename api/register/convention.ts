import { findConvention, contactsOfConvention, type ConventionRow } from '../../db/partner';
import { openDepartures } from '../../db/departure';
import { dueChanges } from '../../db/former-administrator';
import { contractAt } from '../../db/contract';
import type { Db } from '../../db/connect';
import { journeysOfConvention } from '../../db/journey';
import { around, readJourney } from '../../db/journey-case';
import { openingFiles } from '../../db/opening';
import { bulletinsOf, conventionFile, habilitationsOf, quotasOf, registerActsOf, type HabilitationRow, type RegisterActRow } from '../../db/register';
import { localDateOf } from '../../domain/calendar';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { actWords, CAUSE_WORDS, RANK_WORDS } from '../../domain/french/register';
import { frenchDate } from '../../domain/french/dates';
import type { LocalDate } from '../../domain/ids';
import { clauseOf } from '../../domain/journeys/around';
import { formalNotice, type NoticeFact } from '../../domain/journeys/formal-notice';
import type { JourneyFact } from '../../domain/journeys/types';
import { dateFaults } from '../../domain/register/dates';
import { conventionState, modeNow, NO_DATES, quotaState } from '../../domain/register/rules';
import type { AccessView, ActView, BulletinView, DueView, NoticeView, RegisterConventionProps, SentForm } from '../../web/view/register';
import { SERVICE_SHORT } from '../../web/words/labels';
import { lifeOf } from '../convention/life';
import { NotFound } from '../errors';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

/** @throws NotFound when it is not of the Cafs of who asks. */
export async function conventionOf(visit: Visit): Promise<ConventionRow> {
  const convention = await findConvention(visit.tools.sql, visit.param('id'));
  if (convention === undefined || !visit.cafs.includes(convention.caf)) throw new NotFound('no such convention');
  return convention;
}

export async function termsOfCaf(db: Db, caf: ConventionRow['caf'], visit: Visit): Promise<ContractDocument> {
  // What is kept of a version is its whole document (contracts/load, db/amendment).
  return (await contractAt(db, caf, visit.now)) as ContractDocument;
}

/** What stands in the register for a convention, for the Caf or for its own people. */
export async function registerContent(visit: Visit, { id, caf }: ConventionRow) {
  const { sql } = visit.tools;
  const [file, bulletins, quotas, rows, acts, people, contract] = await Promise.all([conventionFile(sql, id), bulletinsOf(sql, id), quotasOf(sql, id), habilitationsOf(sql, id), registerActsOf(sql, id), contactsOfConvention(sql, id), termsOfCaf(sql, caf, visit)]);
  const mode = modeNow(contract.habilitations.mode, file);
  const labels = new Map(contract.habilitations.profiles.map(({ code, label }) => [code, label]));
  const views: BulletinView[] = bulletins.map((bulletin) => ({
    id: bulletin.id, service: bulletin.service, unit: bulletin.unit, signedOn: bulletin.signed_on,
    quotas: quotas.filter((quota) => quota.bulletin_id === bulletin.id).map((quota) => {
      const given = rows.filter((one) => one.bulletin_id === bulletin.id && one.profile === quota.profile && one.state !== 'withdrawn').length;
      const held = mode === 'delegated' && given === 0 ? quota.reported : Math.max(given, mode === 'delegated' ? (quota.reported ?? 0) : 0);
      return { profile: quota.profile, label: labels.get(quota.profile) ?? null, users: quota.users, held, reportedAt: quota.reported_at, state: quotaState(quota, held ?? 0) };
    }),
  }));
  const named = new Map(views.map((one) => [one.id, bulletinWords(one)]));
  const lines = rows.map((row) => accessView(row, acts, named));
  const without = people
    .filter(({ id: contact, role }) => (role === 'administrator' || role === 'deputy-administrator') && !rows.some((row) => row.contact_id === contact))
    .map((one): AccessView => ({ id: one.id, name: one.name, as: RANK_WORDS[one.role === 'administrator' ? 'administrator' : 'deputy-administrator'], bulletin: null, email: one.email, jobTitle: one.job_title, state: 'active', passwordSince: null, givenAt: null, endedAt: null, decidedBy: null }));
  const order = [RANK_WORDS.administrator, RANK_WORDS['deputy-administrator'], RANK_WORDS.user] as readonly string[];
  const holding = [...without, ...lines.filter(({ state }) => state !== 'withdrawn')].sort((a, b) => order.indexOf(a.as) - order.indexOf(b.as) || a.name.localeCompare(b.name, 'fr'));
  return { file, mode, contract, bulletins: views, holding, gone: lines.filter(({ state }) => state === 'withdrawn'), acts: acts.map(actView), rows, today: localDateOf(contract.calendar, visit.now) };
}

export function bulletinWords({ service, unit }: Pick<BulletinView, 'service' | 'unit'>): string {
  return unit === '' ? SERVICE_SHORT[service] : `${SERVICE_SHORT[service]}, ${unit}`;
}

function accessView(row: HabilitationRow, acts: readonly RegisterActRow[], bulletins: ReadonlyMap<string, string>): AccessView {
  const last = acts.find((act) => act.habilitation_id === row.id);
  const bulletin = row.bulletin_id === null ? null : `${row.profile ?? ''} – ${bulletins.get(row.bulletin_id) ?? ''}`;
  return { id: row.id, name: row.name, as: RANK_WORDS[row.rank], bulletin, email: row.email, jobTitle: row.job_title, state: row.state, passwordSince: row.password_change_at, givenAt: row.given_at, endedAt: row.ended_at, decidedBy: last?.actor_name ?? null };
}

export function actView({ at, recorded_at, kind, label, reason, actor, actor_name, told }: RegisterActRow): ActView {
  return { at, recordedAt: recorded_at, what: actWords(kind), label: /^\d{4}-\d\d-\d\d$/.test(label) ? frenchDate(label as LocalDate) : label, reason, who: actor_name, theirs: actor?.startsWith('partner:') === true, told };
}

export async function dueViews(visit: Visit, conventionId: string | null): Promise<DueView[]> {
  return await dueOf(visit, visit.cafs, conventionId);
}

/** Who left a place that nobody took, at these Cafs. */
export async function dueOf(visit: Visit, cafs: readonly ConventionRow['caf'][], conventionId: string | null): Promise<DueView[]> {
  const due = await dueChanges(visit.tools.sql, cafs, visit.now, conventionId);
  return due.map((one) => ({ conventionId: one.convention_id, convention: one.number, partner: one.partner_name, name: one.name, as: RANK_WORDS[one.rank], since: one.since, departed: one.departed, underWay: one.under_way }));
}

/** A convention's page of the register: its dates, its bulletins with what each profile allows and holds, who has access, every act. */
export async function conventionView(visit: Visit, convention: ConventionRow, sent: SentForm | null): Promise<RegisterConventionProps> {
  const { id, number, caf, partner_name } = convention;
  const { file, mode, contract, bulletins, holding, gone, acts, today } = await registerContent(visit, convention);
  const [files, departures, due, notices, life, shell] = await Promise.all([openingFiles(visit.tools.sql, [id]), openDepartures(visit.tools.sql, id), dueViews(visit, id), noticesOf(visit, id), lifeOf(visit, convention), shellOf(visit, 'habilitations')]);
  return {
    shell: { ...shell, timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), id, caf, number, partner: partner_name, article: contract.habilitations.article, state: conventionState(file, today), dates: file ?? NO_DATES, dateFaults: dateFaults(files.get(id) ?? { dates: null, bulletins: [], openings: [] }, today),
    mode, choosesMode: contract.habilitations.mode === 'either', takenBackAt: file?.delegation_taken_back_at ?? null, bulletins, profiles: contract.habilitations.profiles.map(({ code }) => code), holding, gone, acts, due, notices, life, today, sent,
    departures: departures.map((one) => ({ id: one.id, name: one.name, as: RANK_WORDS[one.rank], cause: CAUSE_WORDS[one.cause], on: one.left_on, by: one.reported_by, at: one.reported_at, own: one.habilitation_id === null })),
    mayNotice: clauseOf(contract, 'breach') !== undefined, mayManage: visit.cafsFor('manage-habilitations').includes(caf),
  };
}

/** Formal notices of the convention, the latest first. */
async function noticesOf(visit: Visit, conventionId: string): Promise<NoticeView[]> {
  const { sql } = visit.tools;
  const rows = (await journeysOfConvention(sql, conventionId)).filter(({ kind }) => kind === 'formal-notice');
  const loaded = await Promise.all(rows.map((row) => readJourney(sql, row.id, visit.now)));
  return loaded.filter((one) => one !== undefined).map((one) => {
    const state = formalNotice.fold(one.facts as JourneyFact<NoticeFact>[]);
    const deadline = state.endedAt === null ? (formalNotice.plan(state, around(one)).find(({ rule }) => rule === 'terminate')?.at ?? null) : null;
    return { id: one.row.id, phase: state.phase, breach: state.breach, tracking: state.tracking, decidedAt: one.row.began_at, receivedAt: state.received?.at ?? null, answered: state.answered, deadline };
  });
}
