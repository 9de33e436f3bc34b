import { randomBytes } from 'node:crypto';
import { closeDeparture, insertDeparture, type DepartureRow } from '../db/departure';
import type { Tx } from '../db/connect';
import { conventionFile, findHabilitation, habilitationsOf, type HabilitationRow } from '../db/register';
import type { Channel } from '../domain/contract-types';
import { CAUSE_WORDS, RANK_WORDS } from '../domain/french/register';
import type { LocalDate } from '../domain/ids';
import { modeNow } from '../domain/register/rules';
import { newChangePath } from '../web/paths-change';
import { ownRegisterPath } from '../web/paths-portal';
import { changeHabilitation, enterAdministrators, noted, type Decided, type Refused } from './register';
import { asWords, MANAGERS } from './register-decisions';
import { peopleToTell, registerPlace, writeToAll, type RegisterPlace, type RegisterTools, type Told } from './register-told';

/** What is reported: who, since when; `person` is a habilitation's or a contact's id, or null with a name that the register does not hold. */
export interface Reported {
  readonly conventionId: string;
  readonly person: string | null;
  readonly name: string;
  readonly cause: DepartureRow['cause'];
  readonly on: LocalDate;
  readonly note: string;
  readonly channel: Channel;
  /** Who reports it, at the partner. */
  readonly by: string;
}
/** What became of it. */
export interface Departed {
  readonly told: readonly Told[];
  readonly name: string;
  /** Their address, where the register has it. */
  readonly address: string | null;
  /** The register named them: their access is withdrawn. */
  readonly withdrawn: boolean;
  /** They were an administrator: a change is due. */
  readonly changeDue: boolean;
}

/** Withdraws at once the access of somebody who left or changed jobs, writes the partner that it is done, and keeps it for whoever closes the access in MCP (article 2.2). */
export async function reportDeparture(tx: Tx, tools: RegisterTools, reported: Reported, decided: Decided): Promise<Departed | Refused> {
  const { conventionId } = reported;
  await enterAdministrators(tx, conventionId, decided.at);
  const row = reported.person === null ? null : await personOf(tx, conventionId, reported.person);
  if (row === undefined || row?.state === 'withdrawn') return { refused: 'Cette personne n’a plus d’accès au registre.' };
  const place = await registerPlace(tx, conventionId, decided.at);
  if (row === null && modeNow(place.contract.habilitations.mode, await conventionFile(tx, conventionId)) !== 'delegated') return { refused: 'Choisissez la personne dans la liste.' };
  const administrator = row !== null && row.rank !== 'user';
  // Whoever is said to have left is told too, at their registered address: nobody is put out without knowing it.
  const told = await peopleToTell(tx, conventionId, administrator ? [...MANAGERS, 'signatory'] : MANAGERS, [], place.contract.desk.mailboxes);
  const name = row?.name ?? reported.name;
  const withTold = { ...decided, reason: reasonOf(reported), told: told.map(({ address }) => address) };
  await noted(tx, conventionId, 'departure', name, withTold, row?.id ?? null);
  if (row !== null) await changeHabilitation(tx, row.id, 'withdraw', { ...decided, reason: reasonOf(reported) });
  await keep(tx, reported, row, name, decided);
  await write(tx, tools, place, told, reported, row, name, decided);
  return { told, name, address: row?.email ?? null, withdrawn: row !== null, changeDue: administrator };
}

async function personOf(tx: Tx, conventionId: string, id: string): Promise<HabilitationRow | undefined> {
  const row = await findHabilitation(tx, id, true);
  if (row !== undefined) return row.convention_id === conventionId ? row : undefined;
  return (await habilitationsOf(tx, conventionId)).find((one) => one.contact_id === id && one.state !== 'withdrawn');
}

function reasonOf({ cause, note, by }: Reported): string {
  const what = CAUSE_WORDS[cause];
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} signalé par ${by}${note === '' ? '' : ` : ${note}`}`;
}

async function keep(tx: Tx, { conventionId, cause, on, note, channel, by }: Reported, row: HabilitationRow | null, name: string, { at, actor }: Decided): Promise<void> {
  const id = `depart-${randomBytes(9).toString('base64url')}`;
  await insertDeparture(tx, { id, convention_id: conventionId, habilitation_id: row?.id ?? null, name, rank: row?.rank ?? 'user', cause, left_on: on, note, channel, reported_at: at, reported_by: by, actor: actor ?? '' });
}

async function write(tx: Tx, tools: RegisterTools, place: RegisterPlace, told: readonly Told[], { cause, on, by, conventionId }: Reported, row: HabilitationRow | null, name: string, { at }: Decided): Promise<void> {
  const administrator = row !== null && row.rank !== 'user';
  const key = `departure/${row?.id ?? name}`;
  const said = { person: { name, as: row === null ? RANK_WORDS.user : asWords(row) }, reason: '', departure: { cause, on, by, administrator }, selfAddress: row?.email ?? null };
  await writeToAll(tx, tools, place, told, { ...said, kind: row === null ? 'departure-own-user' : 'departure-confirmed', key, path: ownRegisterPath(conventionId) }, at);
  if (administrator) await writeToAll(tx, tools, place, insideCaf(place), { ...said, kind: 'change-due', key: `change-due/${row.id}`, path: newChangePath(conventionId), selfAddress: null }, at);
}

/** Who manages MCP at the Caf, as its contract names the sector; else the manager. Behind the desk's own mailbox they read it on the page of changes. */
function insideCaf({ contract }: RegisterPlace): Told[] {
  const sector = contract.sectors.find(({ role, email }) => (role === 'mcp-manager' || role === 'administrator') && email !== null);
  const to = sector?.email ? { name: sector.label, address: sector.email.toLowerCase() } : { name: contract.manager.name, address: contract.manager.email.toLowerCase() };
  return contract.desk.mailboxes.some((own) => own.toLowerCase() === to.address) ? [] : [to];
}

/** The access is closed in MCP itself. */
export async function closeReported(tx: Tx, conventionId: string, id: string, decided: Decided): Promise<Refused | null> {
  const row = await closeDeparture(tx, conventionId, id, decided.at, decided.actorName);
  if (row === undefined) return { refused: 'C’est déjà noté.' };
  await noted(tx, conventionId, 'departure-closed', row.name, decided, row.habilitation_id);
  return null;
}
