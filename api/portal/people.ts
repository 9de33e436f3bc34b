import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db/connect';
import { endCard, findCardOf, insertCard, lockConvention, updateCard, type CardContact, type ContactValues } from '../../db/contact';
import { recordCheck } from '../../db/people-check';
import type { ConventionRow, KnownContact } from '../../db/partner';
import { insertChange, type ChangeWhat, type Values } from '../../db/setting-change';
import type { Contract, PartnerRole } from '../../domain/contract-types';
import { rights } from '../rights';
import { nextCheck } from '../../desk/people-check';
import { ownPeoplePath } from '../../web/paths-portal';
import { changed } from '../directory/changed';
import { refuseInTheWay, valuesOf } from '../directory/contacts';
import { NotFound } from '../errors';
import { FormRefused } from '../once';
import type { Visit } from '../visit';

/**
 * Whom a partner's administrator keeps: level-1 support, contacts of the ladder, others. Administrators are the Caf's to manage
 * (annex 3); the signatory, the security officer and the DPO are named with it, and see what others do not.
 */
export const KEPT_ROLES: readonly PartnerRole[] = ['level-one-support', 'escalation-contact', 'other'];

/** Who changes the list, and of which convention's people. */
interface Keeping {
  readonly visit: Visit;
  readonly keeper: KnownContact;
}

const NOT_YOURS = 'Ce rôle se change auprès de la Caf : ouvrez une demande, ou utilisez le formulaire de changement d’administrateur (annexe 3).';

/** Adds someone. @returns where the list is shown. @throws FormRefused */
export async function addOwn(tx: Tx, keeping: Keeping, convention: ConventionRow, values: ContactValues): Promise<string> {
  requireKept(values.role);
  await lockConvention(tx, convention.id);
  await refuseInTheWay(tx, convention.id, values, null);
  const id = `contact-${randomBytes(9).toString('base64url')}`;
  await insertCard(tx, id, convention.id, values);
  await journal(tx, keeping, { id, name: values.name, caf: convention.caf }, 'added', null, { ...values, convention: convention.number });
  return ownPeoplePath(convention.id);
}

/** Corrects someone; `seen` is the card's mark when the form was shown. @throws FormRefused, NotFound */
export async function changeOwn(tx: Tx, keeping: Keeping, id: string, values: ContactValues, seen: string, markOf: (card: CardContact) => string): Promise<string> {
  const card = await lockedOwn(tx, keeping, id);
  requireKept(values.role);
  if (markOf(card) !== seen) throw new FormRefused([{ field: null, message: 'Cette fiche a été modifiée entre-temps par quelqu’un d’autre : vérifiez-la, puis enregistrez de nouveau.' }]);
  await refuseInTheWay(tx, card.convention_id, values, id);
  const difference = changed({ ...valuesOf(card) }, { ...values });
  if (difference !== null) {
    await updateCard(tx, id, values);
    await journal(tx, keeping, { ...card, name: values.name }, 'changed', difference.before, difference.after);
  }
  return ownPeoplePath(card.convention_id);
}

/** Someone has left: not contacted, not recognised at the door any more; what they wrote stays. @throws FormRefused, NotFound */
export async function endOwn(tx: Tx, keeping: Keeping, id: string): Promise<string> {
  const card = await lockedOwn(tx, keeping, id);
  if (card.ended_at === null) {
    await endCard(tx, id, keeping.visit.now);
    await journal(tx, keeping, card, 'ended', { ...valuesOf(card) }, null);
  }
  return ownPeoplePath(card.convention_id);
}

/** « J’ai vérifié »: who, when; a year runs again. */
export async function checkOwn(tx: Tx, keeping: Keeping, convention: ConventionRow, contract: Contract): Promise<string> {
  const { visit, keeper } = keeping;
  await recordCheck(tx, convention.id, { address: visit.session.visitor ?? '', name: keeper.name }, visit.now, nextCheck(contract, visit.now));
  await journal(tx, keeping, { id: convention.id, name: `${convention.partner_name}, convention ${convention.number}`, caf: convention.caf }, 'checked', null, null);
  return ownPeoplePath(convention.id);
}

/** @throws NotFound as when there is none of that name; FormRefused when the Caf alone changes it */
async function lockedOwn(tx: Tx, { visit }: Keeping, id: string): Promise<CardContact> {
  const mine = rights.conventionsWhere(visit.session.grants, 'keep-own-people');
  const found = await findCardOf(tx, mine, id);
  if (found === undefined) throw new NotFound('no such contact');
  await lockConvention(tx, found.convention_id);
  const card = (await findCardOf(tx, mine, id, true)) ?? found;
  requireKept(card.role);
  return card;
}

function requireKept(role: PartnerRole): void {
  if (!KEPT_ROLES.includes(role)) throw new FormRefused([{ field: 'role', message: NOT_YOURS }]);
}

async function journal(tx: Tx, { visit, keeper }: Keeping, { id, name, caf }: Pick<CardContact, 'id' | 'name' | 'caf'>, what: ChangeWhat, before: Values | null, after: Values | null): Promise<void> {
  await insertChange(tx, { at: visit.now, account: { visitor: visit.session.visitor ?? '', name: keeper.name }, caf, area: 'contact', what, subject: id, label: name, before, after });
}
