import { findCardOf, type CardContact } from '../../db/contact';
import { contactsOfConvention, type ContactRow, type ConventionRow } from '../../db/partner';
import { deadSince } from '../../db/around';
import { rights } from '../rights';
import { frenchPhone } from '../../mail/letters/words';
import type { OwnPeopleProps, OwnPerson } from '../../web/pages/portal/people';
import type { OwnPersonProps } from '../../web/pages/portal/person';
import type { Refused } from '../../web/components/form';
import { ROLE_WORDS } from '../../web/words/labels';
import { day } from '../../web/words/when';
import { ranksOf } from '../directory/contact-form';
import { NotFound } from '../errors';
import { markOf } from '../view/directory';
import type { Visit } from '../visit';
import { checkView } from './check-view';
import { KEPT_ROLES } from './people';
import { contractOfCaf, visitorOf } from './shell';

/** The people of a convention, as its administrator keeps them. */
export async function ownPeopleView(visit: Visit, convention: ConventionRow, refused: Refused | null = null): Promise<OwnPeopleProps> {
  const { sql } = visit.tools;
  const visitor = await visitorOf(visit, 'autre');
  const contract = contractOfCaf(visitor, convention.caf);
  const { timeZone } = contract.calendar;
  const people = await contactsOfConvention(sql, convention.id);
  const [dead, check] = await Promise.all([deadSince(sql, people.flatMap((one) => one.email ?? [])), checkView(sql, convention.id, visit.now, timeZone)]);
  const personOf = (one: ContactRow): OwnPerson => {
    const since = one.email === null ? undefined : dead.get(one.email);
    return { id: one.id, name: one.name, role: ROLE_WORDS[one.role], jobTitle: one.job_title, email: one.email, phones: one.phones.map(frenchPhone), rank: one.ladder_rank, problem: since === undefined ? null : `Adresse rejetée le ${day(since, visit.now, timeZone)} : corrigez-la.`, kept: KEPT_ROLES.includes(one.role) };
  };
  const rungs = contract.escalation === null ? [] : contract.partnerLadder;
  return {
    shell: visitor.shell,
    tokens: visit.tokens(),
    convention: { id: convention.id, number: convention.number, partner: convention.partner_name },
    check,
    support: people.filter((one) => one.role === 'level-one-support').map(personOf),
    ladder: people.filter((one) => one.ladder_rank !== null && one.role !== 'level-one-support').map(personOf),
    others: people.filter((one) => one.ladder_rank === null && one.role !== 'level-one-support').map(personOf),
    escalation: contract.escalation?.article ?? null,
    lacks: [
      ...(people.some((one) => one.role === 'level-one-support') ? [] : ['Personne n’est au support de niveau 1, qui seul saisit le guichet pour un incident.']),
      ...rungs.filter((rung) => !people.some((one) => one.ladder_rank === rung.rank)).map((rung) => `L’échelon ${rung.rank} (${rung.role}) n’a personne : il serait passé.`),
    ],
    refused,
  };
}

/** The card of someone new, or known. */
export async function ownPersonView(visit: Visit, convention: ConventionRow, card: CardContact | null, refused: Refused | null = null): Promise<OwnPersonProps> {
  const visitor = await visitorOf(visit, 'autre');
  const contract = contractOfCaf(visitor, convention.caf);
  const known = await contactsOfConvention(visit.tools.sql, convention.id);
  const taken = Math.max(contract.partnerLadder.length, ...known.map((one) => one.ladder_rank ?? 0));
  return {
    shell: visitor.shell,
    tokens: visit.tokens(),
    convention: { id: convention.id, number: convention.number, partner: convention.partner_name },
    person: card === null ? null : { id: card.id, name: card.name, role: card.role, jobTitle: card.job_title, email: card.email, phones: card.phones.map(frenchPhone), rank: card.ladder_rank, mark: markOf(card) },
    roles: KEPT_ROLES.map((value) => ({ value, label: ROLE_WORDS[value] })),
    ranks: ranksOf(contract).filter((rank) => rank <= taken + 1),
    refused,
  };
}

/** Someone of a convention that this person keeps, and whom they may change. @throws NotFound */
export async function keptCard(visit: Visit, id: string): Promise<CardContact> {
  const card = await findCardOf(visit.tools.sql, rights.conventionsWhere(visit.session.grants, visit.action), id);
  if (card === undefined || card.ended_at !== null || !KEPT_ROLES.includes(card.role)) throw new NotFound('no such contact');
  return card;
}
