import { randomBytes } from 'node:crypto';
import { endCard, insertCard, lockConvention } from '../db/contact';
import type { Tx } from '../db/connect';
import { contactsOfConvention, type ContactRow } from '../db/partner';
import { openingFiles } from '../db/opening';
import { bulletinsOf, conventionFile, countHeld, findHabilitation, habilitationsOf, insertHabilitation, insertRegisterAct, quotasOf, setConventionFile, setHabilitation, withdrawLine, type HabilitationRank, type HabilitationRow } from '../db/register';
import { frenchDate } from '../domain/french/dates';
import type { Instant, LocalDate } from '../domain/ids';
import { followConvention } from './convention-year';
import { dateRefused } from '../domain/register/dates';
import { givingRefused, lacksToOpen, NO_DATES, type ConventionDates, type Mode } from '../domain/register/rules';

/** Who decides an act of the register, and when it counts from. */
export interface Decided {
  readonly at: Instant;
  /** When it was entered; absent = at that very instant. */
  readonly recordedAt?: Instant;
  /** The account; null = somebody of the partner, or a clause of the convention. */
  readonly actor: string | null;
  readonly actorName: string;
  readonly reason?: string;
  readonly journey?: string | null;
  /** The addresses that it is written to. */
  readonly told?: readonly string[];
}
/** An act that may not be done, with the reason in French. */
export interface Refused {
  readonly refused: string;
}

const newId = (kind: string): string => `${kind}-${randomBytes(9).toString('base64url')}`;

/** Writes an act of the register down; every function below does. */
export async function noted(tx: Tx, conventionId: string, kind: string, label: string, decided: Decided, habilitation: string | null = null): Promise<void> {
  const { at, recordedAt = at, actor, actorName, reason = '', told = [] } = decided;
  await insertRegisterAct(tx, { id: newId('acte'), convention_id: conventionId, habilitation_id: habilitation, kind, label, reason, at, actor, actor_name: actorName, recorded_at: recordedAt, told });
}

export interface NewAdministrator {
  readonly conventionId: string;
  readonly rank: 'administrator' | 'deputy-administrator';
  readonly name: string;
  readonly email: string;
  readonly phones: readonly string[];
  readonly jobTitle: string | null;
  /** The rung of article 3.3 that they fill; absent = that of whoever held this rank and has just ended, if it is free. */
  readonly ladderRank?: number | null;
}

/** Gives an administrator or a deputy their access (article 2.2): a contact of the convention, and their line of the register. @returns its id */
export async function giveAdministratorAccess(tx: Tx, given: NewAdministrator, decided: Decided): Promise<string> {
  const { conventionId, rank, name, phones, jobTitle } = given;
  await lockConvention(tx, conventionId);
  const email = given.email.toLowerCase();
  const people = await contactsOfConvention(tx, conventionId);
  const known = people.find((one) => one.role === rank && one.email === email);
  const contactId = known?.id ?? newId('contact');
  if (known === undefined) await insertCard(tx, contactId, conventionId, { name, role: rank, jobTitle, email, phones, ladderRank: await freeRung(tx, given, people) });
  const id = newId('habilitation');
  await insertHabilitation(tx, { id, convention_id: conventionId, rank, contact_id: contactId, bulletin_id: null, profile: null, name, email, job_title: jobTitle, given_at: decided.at, journey: decided.journey ?? null });
  await noted(tx, conventionId, 'given', name, decided, id);
  return id;
}

async function freeRung(tx: Tx, { conventionId, rank, ladderRank }: NewAdministrator, people: readonly ContactRow[]): Promise<number | null> {
  const [last] = await tx<{ ladder_rank: number | null }[]>`
    select ladder_rank from contact where convention_id = ${conventionId} and role = ${rank} and ended_at is not null order by ended_at desc limit 1`;
  const wanted = ladderRank === undefined ? (last?.ladder_rank ?? null) : ladderRank;
  return people.some((one) => one.ladder_rank !== null && one.ladder_rank === wanted) ? null : wanted;
}

/** An administrator by their address, or by their contact where they have none. */
export type WhichAdministrator = { readonly conventionId: string } & ({ readonly email: string } | { readonly contactId: string });

/** Withdraws an administrator's or a deputy's access: the contact ends, and their line of the register. @returns false when there is no such one. */
export async function withdrawAdministratorAccess(tx: Tx, which: WhichAdministrator, decided: Decided): Promise<boolean> {
  const { conventionId } = which;
  await lockConvention(tx, conventionId);
  const isThem = ({ id, email }: ContactRow): boolean => ('email' in which ? email === which.email.toLowerCase() : id === which.contactId);
  const people = (await contactsOfConvention(tx, conventionId)).filter((one) => isThem(one) && (one.role === 'administrator' || one.role === 'deputy-administrator'));
  for (const { id, name, role, email, job_title } of people) {
    await endCard(tx, id, decided.at);
    const line = await lineOfContact(tx, { conventionId, contactId: id, rank: role as HabilitationRank, name, email: email?.toLowerCase() ?? null, jobTitle: job_title }, decided.at);
    await withdrawLine(tx, line, decided.at);
    await noted(tx, conventionId, 'withdrawn', name, decided, line);
  }
  return people.length > 0;
}

/** The line of an administrator; one who was there before the register has none yet: their date of access is that on which it is first spoken of. */
export async function lineOfContact(tx: Tx, who: { conventionId: string; contactId: string; rank: HabilitationRank; name: string; email: string | null; jobTitle: string | null }, at: Instant): Promise<string> {
  const known = (await habilitationsOf(tx, who.conventionId)).find((one) => one.contact_id === who.contactId && one.state !== 'withdrawn');
  if (known !== undefined) return known.id;
  const id = newId('habilitation');
  await insertHabilitation(tx, { id, convention_id: who.conventionId, rank: who.rank, contact_id: who.contactId, bulletin_id: null, profile: null, name: who.name, email: who.email, job_title: who.jobTitle, given_at: at, journey: null });
  return id;
}

/** Takes every administrator known as a contact into the register, so that each may be suspended or asked for a new password; whoever the end of the convention put out stays out. */
export async function enterAdministrators(tx: Tx, conventionId: string, at: Instant): Promise<void> {
  await lockConvention(tx, conventionId);
  const entered = new Set((await habilitationsOf(tx, conventionId)).map(({ contact_id }) => contact_id));
  for (const { id, role, name, email, job_title } of await contactsOfConvention(tx, conventionId)) {
    if ((role === 'administrator' || role === 'deputy-administrator') && !entered.has(id)) await lineOfContact(tx, { conventionId, contactId: id, rank: role, name, email, jobTitle: job_title }, at);
  }
}

export interface NewUser {
  readonly conventionId: string;
  readonly bulletinId: string;
  readonly profile: string;
  readonly name: string;
  readonly email: string | null;
  readonly jobTitle: string | null;
}

/** Gives a user access under a profile (centralised mode), unless the bulletin has no room left. @param mode that of the convention */
export async function giveUserAccess(tx: Tx, user: NewUser, mode: Mode, decided: Decided): Promise<{ readonly id: string } | Refused> {
  const { conventionId, bulletinId, profile, name, email, jobTitle } = user;
  await lockConvention(tx, conventionId);
  const quota = (await quotasOf(tx, conventionId)).find((one) => one.bulletin_id === bulletinId && one.profile === profile);
  const refused = givingRefused(mode, quota, await countHeld(tx, bulletinId, profile));
  if (refused !== null) return { refused };
  const id = newId('habilitation');
  await insertHabilitation(tx, { id, convention_id: conventionId, rank: 'user', contact_id: null, bulletin_id: bulletinId, profile, name, email: email?.toLowerCase() ?? null, job_title: jobTitle, given_at: decided.at, journey: decided.journey ?? null });
  await noted(tx, conventionId, 'given', `${name} (${profile})`, decided, id);
  return { id };
}

/** What is done to one habilitation, each with its lifting. */
export type HabilitationAct = 'withdraw' | 'suspend' | 'resume' | 'force-password' | 'password-changed';

/** Withdraws, suspends as a precaution, lifts, or forces a change of password (article 2.2, on a breach). */
export async function changeHabilitation(tx: Tx, id: string, act: HabilitationAct, decided: Decided): Promise<HabilitationRow | Refused> {
  const row = await findHabilitation(tx, id, true);
  if (row === undefined || row.state === 'withdrawn') return { refused: 'Cette habilitation est déjà retirée.' };
  const refused = changeRefused(act, row);
  if (refused !== null) return { refused };
  // The card says who they are, whatever address the line was given with; where it no longer is an administrator's, the line alone ends.
  if (act === 'withdraw' && row.contact_id !== null && (await withdrawAdministratorAccess(tx, { conventionId: row.convention_id, contactId: row.contact_id }, decided))) return row;
  await setHabilitation(tx, id, CHANGES[act](decided.at));
  await noted(tx, row.convention_id, KINDS[act], row.name, decided, id);
  return row;
}

function changeRefused(act: HabilitationAct, { state, password_change_at }: HabilitationRow): string | null {
  if (act === 'suspend' && state === 'suspended') return 'Cette habilitation est déjà suspendue.';
  if (act === 'resume' && state !== 'suspended') return 'Cette habilitation n’est pas suspendue.';
  if (act === 'password-changed' && password_change_at === null) return 'Aucun changement de mot de passe n’est demandé.';
  return act === 'force-password' && password_change_at !== null ? 'Le changement du mot de passe est déjà demandé.' : null;
}

const CHANGES: Readonly<Record<HabilitationAct, (at: Instant) => Parameters<typeof setHabilitation>[2]>> = {
  withdraw: (at) => ({ state: 'withdrawn', ended_at: at }),
  suspend: () => ({ state: 'suspended' }),
  resume: () => ({ state: 'active' }),
  'force-password': (at) => ({ password_change_at: at }),
  'password-changed': () => ({ password_change_at: null }),
};
const KINDS: Readonly<Record<HabilitationAct, string>> = { withdraw: 'withdrawn', suspend: 'suspended', resume: 'resumed', 'force-password': 'password-forced', 'password-changed': 'password-changed' };

/** Takes delegation back, or gives it again (article 2.2, on a breach). */
export async function setDelegation(tx: Tx, conventionId: string, taken: boolean, decided: Decided): Promise<Refused | null> {
  await lockConvention(tx, conventionId);
  const since = (await conventionFile(tx, conventionId))?.delegation_taken_back_at ?? null;
  if (taken === (since !== null)) return { refused: taken ? 'La délégation est déjà retirée.' : 'La délégation n’est pas retirée.' };
  await setConventionFile(tx, conventionId, { delegation_taken_back_at: taken ? decided.at : null });
  await noted(tx, conventionId, taken ? 'delegation-taken-back' : 'delegation-restored', '', decided);
  return null;
}

/** Notes a date of the convention, whose year is followed from its signature to its end; opening waits for the signatures and the data-protection formalities, which come no later than it. */
export async function setConventionDate(tx: Tx, conventionId: string, date: keyof ConventionDates, on: LocalDate, decided: Decided): Promise<Refused | null> {
  await lockConvention(tx, conventionId);
  const dates = (await conventionFile(tx, conventionId)) ?? NO_DATES;
  const file = (await openingFiles(tx, [conventionId])).get(conventionId);
  const refused = file === undefined || date === 'terminated_on' ? null : dateRefused(date, on, file);
  if (refused !== null) return { refused };
  const lacks = date === 'opened_on' ? lacksToOpen(dates, await bulletinsOf(tx, conventionId), on) : [];
  if (lacks.length > 0) return { refused: `Rien ne s’ouvre avant : ${lacks.join(', ')}.` };
  await setConventionFile(tx, conventionId, { [date]: on });
  const before = dates[date];
  const instead = before === null || before === on ? [] : [`au lieu du ${frenchDate(before)}`];
  await noted(tx, conventionId, date, on, { ...decided, reason: [...(decided.reason ? [decided.reason] : []), ...instead].join(', ') });
  await followConvention(tx, conventionId, decided.at);
  return null;
}

/** The end of a convention: every habilitation ends with it (convention, article 17.2); its people stay known, to be written to. @returns how many ended. */
export async function terminateConvention(tx: Tx, conventionId: string, on: LocalDate, decided: Decided): Promise<number> {
  await setConventionDate(tx, conventionId, 'terminated_on', on, decided);
  await enterAdministrators(tx, conventionId, decided.at);
  const held = (await habilitationsOf(tx, conventionId)).filter(({ state }) => state !== 'withdrawn');
  for (const { id, name } of held) {
    await setHabilitation(tx, id, { state: 'withdrawn', ended_at: decided.at });
    await noted(tx, conventionId, 'withdrawn', name, decided, id);
  }
  return held.length;
}
