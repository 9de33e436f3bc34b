import type { Tx } from '../db/connect';
import { findHabilitation, type HabilitationRow } from '../db/register';
import type { PartnerRole } from '../domain/contract-types';
import { RANK_WORDS } from '../domain/french/register';
import type { Instant } from '../domain/ids';
import type { Mode } from '../domain/register/rules';
import type { RegisterLetterKind } from '../mail/letters/register';
import { ownRegisterPath } from '../web/paths-portal';
import { changeHabilitation, giveUserAccess, lineOfContact, noted, setDelegation, type Decided, type HabilitationAct, type NewUser, type Refused } from './register';
import { peopleToTell, registerPlace, writeToAll, type RegisterTools, type Told } from './register-told';

/** Who manages the habilitations at the partner (article 2.2). */
export const MANAGERS: readonly PartnerRole[] = ['administrator', 'deputy-administrator'];
/** Those by whose word habilitations are given or signed for. */
export const ALL_OF_TRUST: readonly PartnerRole[] = [...MANAGERS, 'signatory'];
/** A recorded act, and how many letters it was written in. */
export interface Decision {
  readonly told: readonly Told[];
}

const LETTERS: Readonly<Record<HabilitationAct, RegisterLetterKind>> = { withdraw: 'access-withdrawn', suspend: 'access-suspended', resume: 'access-resumed', 'force-password': 'password-forced', 'password-changed': 'password-changed' };

/** The person's own to do, or done in their name. */
const PERSONAL: ReadonlySet<HabilitationAct> = new Set(['force-password', 'password-changed']);

/** « administrateur », « utilisateur, profil T1 » */
export function asWords({ rank, profile }: Pick<HabilitationRow, 'rank' | 'profile'>): string {
  return profile === null ? RANK_WORDS[rank] : `${RANK_WORDS[rank]}, profil ${profile}`;
}

/** Does an act on one habilitation and writes it: to those who manage the habilitations, and to the person when a password is theirs to change. */
export async function decideHabilitation(tx: Tx, tools: RegisterTools, id: string, act: HabilitationAct, decided: Decided): Promise<Decision | Refused> {
  const row = await findHabilitation(tx, id);
  if (row === undefined) return { refused: 'Cette habilitation n’est pas au registre.' };
  const place = await registerPlace(tx, row.convention_id, decided.at);
  const letter = LETTERS[act];
  const told = await peopleToTell(tx, row.convention_id, MANAGERS, PERSONAL.has(act) ? personally(row) : [], place.contract.desk.mailboxes);
  const done = await changeHabilitation(tx, id, act, { ...decided, told: told.map(({ address }) => address) });
  if ('refused' in done) return done;
  await writeToAll(tx, tools, place, told, { kind: letter, key: `${letter}/${id}`, person: { name: row.name, as: asWords(row) }, administrator: row.rank !== 'user', reason: decided.reason ?? '', path: ownRegisterPath(row.convention_id), selfAddress: row.email }, decided.at);
  return { told };
}

function personally({ name, email }: Pick<HabilitationRow, 'name' | 'email'>): Told[] {
  return email === null ? [] : [{ name, address: email }];
}

/** Gives a user access (centralised mode) and writes it, to the person too. */
export async function decideUserAccess(tx: Tx, tools: RegisterTools, user: NewUser, mode: Mode, decided: Decided): Promise<Decision | Refused> {
  const place = await registerPlace(tx, user.conventionId, decided.at);
  const told = await peopleToTell(tx, user.conventionId, MANAGERS, personally({ name: user.name, email: user.email?.toLowerCase() ?? null }), place.contract.desk.mailboxes);
  const done = await giveUserAccess(tx, user, mode, { ...decided, told: told.map(({ address }) => address) });
  if ('refused' in done) return done;
  await writeToAll(tx, tools, place, told, { kind: 'access-given', key: `access-given/${done.id}`, person: { name: user.name, as: asWords({ rank: 'user', profile: user.profile }) }, reason: '', path: ownRegisterPath(user.conventionId), selfAddress: user.email?.toLowerCase() ?? null }, decided.at);
  return { told };
}

/** An administrator or a deputy who counts again, their end having been a mistake: a new line of access, and it is written; the one that ended stays as it is. */
export async function decideAdministratorBack(tx: Tx, tools: RegisterTools, who: Parameters<typeof lineOfContact>[1], decided: Decided): Promise<Decision> {
  const place = await registerPlace(tx, who.conventionId, decided.at);
  const told = await peopleToTell(tx, who.conventionId, MANAGERS, [], place.contract.desk.mailboxes);
  const line = await lineOfContact(tx, who, decided.at);
  await noted(tx, who.conventionId, 'given', who.name, { ...decided, told: told.map(({ address }) => address) }, line);
  await writeToAll(tx, tools, place, told, { kind: 'access-given', key: `access-given/${line}`, person: { name: who.name, as: RANK_WORDS[who.rank] }, reason: decided.reason ?? '', path: ownRegisterPath(who.conventionId), selfAddress: who.email }, decided.at);
  return { told };
}

/** Takes the delegation back, or gives it again, and writes it: to who signs too, for it changes what was agreed. */
export async function decideDelegation(tx: Tx, tools: RegisterTools, conventionId: string, taken: boolean, decided: Decided): Promise<Decision | Refused> {
  const place = await registerPlace(tx, conventionId, decided.at);
  const told = await peopleToTell(tx, conventionId, ALL_OF_TRUST, [], place.contract.desk.mailboxes);
  const refused = await setDelegation(tx, conventionId, taken, { ...decided, told: told.map(({ address }) => address) });
  if (refused !== null) return refused;
  const kind = taken ? 'delegation-taken-back' : 'delegation-restored';
  await writeToAll(tx, tools, place, told, { kind, key: `${kind}/${conventionId}`, person: null, reason: decided.reason ?? '', path: ownRegisterPath(conventionId), selfAddress: null }, decided.at);
  return { told };
}

/** The address of somebody who manages the habilitations or signs was changed on their card: it is written to the one before too, so that nobody's place is taken in silence. */
export async function tellAddressChanged(tx: Tx, tools: RegisterTools, who: { readonly conventionId: string; readonly contactId: string; readonly name: string; readonly as: string; readonly before: string }, now: Instant): Promise<void> {
  const place = await registerPlace(tx, who.conventionId, now);
  const before = who.before.toLowerCase();
  const told = await peopleToTell(tx, who.conventionId, ALL_OF_TRUST, [{ name: who.name, address: before }], place.contract.desk.mailboxes);
  await writeToAll(tx, tools, place, told, { kind: 'address-changed', key: `address-changed/${who.contactId}`, person: { name: who.name, as: who.as }, reason: '', path: ownRegisterPath(who.conventionId), selfAddress: before }, now);
}
