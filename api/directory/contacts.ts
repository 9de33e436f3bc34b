import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db/connect';
import { ranksEverHeld } from '../../db/former-administrator';
import { nameHabilitations } from '../../db/register';
import { contactsInTheWay, endCard, findCard, insertCard, isOwnMailbox, lockConvention, updateCard, type CardContact, type ContactValues } from '../../db/contact';
import { findDead, reviveAddress } from '../../db/dead-address';
import { contactsOfConvention, type ConventionRow } from '../../db/partner';
import { insertChange, type Values } from '../../db/setting-change';
import { lineOfContact } from '../../desk/register';
import { ALL_OF_TRUST, decideAdministratorBack, decideHabilitation, tellAddressChanged } from '../../desk/register-decisions';
import { RANK_WORDS } from '../../domain/french/register';
import { byCardRefused, isAdministratorRole, resumeRefused, type AdministratorRole } from '../../domain/register/by-card';
import { ordinalRung } from '../../web/words/directory';
import { partnerPath } from '../../web/paths';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { FormRefused } from '../once';
import { decidedBy } from '../register/acts';
import type { Visit } from '../visit';
import { changed } from './changed';

/** Adds someone to a convention's people. @returns where the partner is shown. @throws FormRefused */
export async function addContact(tx: Tx, visit: Visit, convention: ConventionRow, values: ContactValues): Promise<string> {
  await lockConvention(tx, convention.id);
  await refuseByCard(tx, convention.id, null, values);
  await refuseInTheWay(tx, convention.id, values, null);
  const id = `contact-${randomBytes(9).toString('base64url')}`;
  await insertCard(tx, id, convention.id, values);
  await journal(tx, visit, { id, name: values.name, caf: convention.caf }, 'added', null, { ...values, convention: convention.number });
  return partnerPath(convention.partner_id);
}

/** Changes someone; `seen` is the card's mark when the form was shown. @throws FormRefused, NotFound */
export async function changeContact(tx: Tx, visit: Visit, id: string, values: ContactValues, seen: string, markOf: (card: CardContact) => string): Promise<string> {
  const card = await lockedCard(tx, visit, id);
  if (markOf(card) !== seen) throw new FormRefused([{ field: null, message: 'Cette fiche a été modifiée entre-temps par quelqu’un d’autre : vérifiez-la, puis enregistrez de nouveau.' }]);
  await refuseByCard(tx, card.convention_id, card, values);
  await refuseInTheWay(tx, card.convention_id, values, id);
  const difference = changed({ ...valuesOf(card) }, { ...values });
  if (difference !== null) {
    await updateCard(tx, id, values);
    await nameHabilitations(tx, id, { name: values.name, email: values.email, job_title: values.jobTitle });
    if (ALL_OF_TRUST.includes(card.role) && card.email !== null && card.email.toLowerCase() !== values.email?.toLowerCase()) {
      await tellAddressChanged(tx, visit.tools, { conventionId: card.convention_id, contactId: id, name: values.name, as: isAdministratorRole(card.role) ? RANK_WORDS[card.role] : 'signataire', before: card.email }, visit.now);
    }
    await journal(tx, visit, { ...card, name: values.name }, 'changed', difference.before, difference.after);
  }
  return partnerPath(card.partner_id);
}

/** Someone no longer counts: not contacted, not recognised at the door; what they wrote stays. An administrator's access leaves the register with them. @throws NotFound */
export async function endContact(tx: Tx, visit: Visit, id: string): Promise<string> {
  const card = await lockedCard(tx, visit, id);
  if (card.ended_at === null) {
    if (isAdministratorRole(card.role)) await withdrawn(tx, visit, card, card.role);
    else await endCard(tx, id, visit.now);
    await journal(tx, visit, card, 'ended', { ...valuesOf(card) }, null);
  }
  return partnerPath(card.partner_id);
}

/** Someone who had ended counts again. @throws FormRefused when the rung or the role has someone else by now */
export async function resumeContact(tx: Tx, visit: Visit, id: string): Promise<string> {
  const card = await lockedCard(tx, visit, id);
  if (card.ended_at !== null) {
    const holder = (await contactsOfConvention(tx, card.convention_id)).find(({ role }) => role === card.role);
    const refused = resumeRefused(card.role, holder?.name);
    if (refused !== null) throw new FormRefused([{ field: null, message: refused }]);
    await refuseInTheWay(tx, card.convention_id, valuesOf(card), id);
    await endCard(tx, id, null);
    if (isAdministratorRole(card.role)) await decideAdministratorBack(tx, visit.tools, whoOf(card, card.role), { ...decidedBy(visit), reason: 'Contact repris, au répertoire' });
    await journal(tx, visit, card, 'resumed', null, { ...valuesOf(card) });
  }
  return partnerPath(card.partner_id);
}

/** The register's line ends with the card, and those who manage the habilitations are written to: as a withdrawal is. */
async function withdrawn(tx: Tx, visit: Visit, card: CardContact, rank: AdministratorRole): Promise<void> {
  const line = await lineOfContact(tx, whoOf(card, rank), visit.now);
  await decideHabilitation(tx, visit.tools, line, 'withdraw', { ...decidedBy(visit), reason: 'Fin du contact, au répertoire' });
}

function whoOf({ id, convention_id, name, email, job_title }: CardContact, rank: AdministratorRole) {
  return { conventionId: convention_id, contactId: id, rank, name, email: email?.toLowerCase() ?? null, jobTitle: job_title };
}

/** @throws FormRefused where the form of annex 3 is the way */
async function refuseByCard(tx: Tx, conventionId: string, before: CardContact | null, after: ContactValues): Promise<void> {
  const refused = byCardRefused(before, after, await ranksEverHeld(tx, conventionId));
  if (refused !== null) throw new FormRefused([refused]);
}

/** Letters go to an address again that a permanent report had killed. @throws NotFound when it is nobody's of these Cafs */
export async function reviveContact(tx: Tx, visit: Visit, id: string): Promise<string> {
  const card = await lockedCard(tx, visit, id);
  const dead = card.email === null ? undefined : await findDead(tx, visit.cafs, card.email);
  if (dead !== undefined && (await reviveAddress(tx, dead.address))) {
    await insertChange(tx, {
      at: visit.now, account: visit.session.account_id, caf: card.caf, area: 'address', what: 'revived', subject: dead.address, label: card.name,
      before: { deadSince: dead.since, status: dead.status }, after: { email: dead.address },
    });
  }
  return partnerPath(card.partner_id);
}

/** What a card holds: as much of a contact as is kept up to date. */
export type CardValues = Pick<CardContact, 'name' | 'role' | 'job_title' | 'email' | 'phones' | 'ladder_rank'>;

export function valuesOf(card: CardValues): ContactValues {
  return { name: card.name, role: card.role, jobTitle: card.job_title, email: card.email, phones: card.phones, ladderRank: card.ladder_rank };
}

async function lockedCard(tx: Tx, visit: Visit, id: string): Promise<CardContact> {
  const found = await findCard(tx, visit.cafs, id);
  if (found === undefined) throw new NotFound('no such contact');
  await lockConvention(tx, found.convention_id);
  return (await findCard(tx, visit.cafs, id, true)) ?? found;
}

/** @throws FormRefused when somebody else stands on that rung, or is known in that role already */
export async function refuseInTheWay(tx: Tx, conventionId: string, values: ContactValues, exceptId: string | null): Promise<void> {
  const errors: FieldError[] = (await contactsInTheWay(tx, conventionId, values, exceptId)).map((other) =>
    other.ladder_rank !== null && other.ladder_rank === values.ladderRank
      ? { field: 'echelon', message: `${ordinalRung(other.ladder_rank)} : c’est déjà ${other.name}. Changez d’abord sa fiche.` }
      : { field: values.email === null ? 'nom' : 'courriel', message: `${other.name} est déjà connu dans ce rôle avec ${values.email === null ? 'ce nom' : 'cette adresse'}.` },
  );
  if (values.email !== null && (await isOwnMailbox(tx, values.email))) errors.push({ field: 'courriel', message: 'Cette adresse est une boîte du guichet : une lettre lui reviendrait.' });
  if (errors.length > 0) throw new FormRefused(errors);
}

async function journal(tx: Tx, visit: Visit, { id, name, caf }: Pick<CardContact, 'id' | 'name' | 'caf'>, what: 'added' | 'changed' | 'ended' | 'resumed', before: Values | null, after: Values | null): Promise<void> {
  await insertChange(tx, { at: visit.now, account: visit.session.account_id, caf, area: 'contact', what, subject: id, label: name, before, after });
}
