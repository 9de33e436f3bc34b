import { createHash } from 'node:crypto';
import { findCard, ticketsNaming, type CardContact } from '../../db/contact';
import { countPartners, listPartners, type DirectoryFilter } from '../../db/directory';
import { ranksEverHeld } from '../../db/former-administrator';
import { findDead } from '../../db/dead-address';
import { contactsOfConvention, type ConventionRow } from '../../db/partner';
import { conventionsOfPartner, filedContacts, findPartner, type FiledContact, type PartnerRow } from '../../db/partner-file';
import type { Contract } from '../../domain/contract-types';
import type { Refused } from '../../web/components/form';
import type { ContactProps } from '../../web/pages/directory/contact';
import type { ContactLine } from '../../web/pages/directory/contact-table';
import type { PartnerProps } from '../../web/pages/directory/partner';
import type { PartnersProps } from '../../web/pages/directory/partners';
import { frenchPhone } from '../../web/pages/ticket/around';
import { partnersPath, type DirectoryQuery } from '../../web/settings-paths';
import { valuesOf, type CardValues } from '../directory/contacts';
import { ranksOf } from '../directory/contact-form';
import { NotFound } from '../errors';
import type { Visit } from '../visit';
import { contractOf } from './call';
import { checksOfPartner } from '../../db/people-check';
import { checkWords } from '../portal/check-view';
import { PAGE_SIZE, pageNumber, paging } from './paging';
import { contractsNow, shellOf } from './shell';

/** What the list was asked for, and the same as the memory is asked it. */
export function directoryAsked(visit: Visit): { readonly asked: DirectoryQuery; readonly filter: DirectoryFilter } {
  const [q, caf, rejets] = [visit.query('q').trim(), visit.query('caf'), visit.query('rejets')];
  const cafs = visit.cafs.filter((one) => caf === '' || one === caf);
  return { asked: { q, caf, rejets }, filter: { cafs, words: q, deadOnly: rejets === 'oui' } };
}

export async function partnersView(visit: Visit): Promise<PartnersProps> {
  const { sql } = visit.tools;
  const { asked, filter } = directoryAsked(visit);
  const page = pageNumber(visit.query('page'));
  const [rows, total, contracts, shell] = await Promise.all([listPartners(sql, filter, PAGE_SIZE, (page - 1) * PAGE_SIZE), countPartners(sql, filter), contractsNow(visit), shellOf(visit, 'partenaires')]);
  return {
    shell,
    asked,
    rows,
    paging: paging(page, rows.length, total, (to) => partnersPath({ ...asked, page: to })),
    cafs: contracts.map((contract) => ({ value: contract.caf, label: `${contract.department} (${contract.caf})` })),
  };
}

/** @throws NotFound when it is not of the Cafs of who asks. */
export async function partnerOf(visit: Visit, id = visit.param('id')): Promise<PartnerRow> {
  const partner = await findPartner(visit.tools.sql, visit.cafs, id);
  if (partner === undefined) throw new NotFound('no such partner');
  return partner;
}

export async function partnerView(visit: Visit, partner: PartnerRow, refused: PartnerProps['refused'] = null): Promise<PartnerProps> {
  const { sql } = visit.tools;
  const [conventions, contacts, checks, contracts, shell] = await Promise.all([conventionsOfPartner(sql, partner.id), filedContacts(sql, partner.id), checksOfPartner(sql, partner.id), contractsNow(visit), shellOf(visit, 'partenaires')]);
  const listed = conventions.map((convention) => ({ ...convention, contacts: contacts.filter((contact) => contact.convention_id === convention.id) }));
  const contract = contractOf(contracts, partner.caf);
  return {
    shell,
    tokens: visit.tokens(),
    partner,
    conventions: listed.map((convention) => ({ ...convention, contacts: convention.contacts.map(lineOf), check: checkWords(checks.get(convention.id), visit.now, contract.calendar.timeZone).words })),
    lacks: listed.flatMap((convention) => lacksOf(convention.number, convention.contacts, contract)),
    refused,
  };
}

function lineOf(contact: FiledContact): ContactLine {
  const { id, name, role, job_title, email, phones, ladder_rank, ended_at, dead_since, dead_status } = contact;
  const dead = dead_since === null || dead_status === null ? null : { since: dead_since, status: dead_status };
  return { id, name, role, jobTitle: job_title, email, phones: phones.map(frenchPhone), rank: ladder_rank, ended: ended_at !== null, dead };
}

/** What the contract counts on and the list does not have: who may call, and the rungs of article 3.3. */
function lacksOf(number: string, contacts: readonly FiledContact[], contract: Contract): string[] {
  const active = contacts.filter((contact) => contact.ended_at === null);
  const rungs = contract.escalation === null ? [] : contract.partnerLadder;
  return [
    ...(active.some((contact) => contact.role === 'level-one-support') ? [] : [`Convention ${number} : personne au support de niveau 1, qui seul saisit le guichet pour un incident.`]),
    ...rungs.filter((rung) => !active.some((contact) => contact.ladder_rank === rung.rank)).map((rung) => `Convention ${number} : l’échelon ${rung.rank} (${rung.role}) n’a personne.`),
  ];
}

/** The card of someone known. @throws NotFound */
export async function contactView(visit: Visit, id: string, refused: Refused | null): Promise<ContactProps> {
  const { sql } = visit.tools;
  const card = await findCard(sql, visit.cafs, id);
  if (card === undefined) throw new NotFound('no such contact');
  const [dead, tickets] = await Promise.all([card.email === null ? undefined : findDead(sql, visit.cafs, card.email), ticketsNaming(sql, id)]);
  const line = lineOf({ ...card, dead_since: dead?.since ?? null, dead_status: dead?.status ?? null });
  const convention = { id: card.convention_id, number: card.convention_number, partner_id: card.partner_id, partner_name: card.partner_name, caf: card.caf };
  return { ...(await newContactView(visit, convention, refused)), contact: { ...line, mark: markOf(card), tickets } };
}

/** The card of someone new. */
export async function newContactView(visit: Visit, convention: Pick<ConventionRow, 'id' | 'number' | 'partner_id' | 'partner_name' | 'caf'>, refused: Refused | null): Promise<ContactProps> {
  const { sql } = visit.tools;
  const [contracts, known, ranksHeld, shell] = await Promise.all([contractsNow(visit), contactsOfConvention(sql, convention.id), ranksEverHeld(sql, convention.id), shellOf(visit, 'partenaires')]);
  const taken = Math.max(contractOf(contracts, convention.caf).partnerLadder.length, ...known.map((contact) => contact.ladder_rank ?? 0));
  return {
    shell,
    tokens: visit.tokens(),
    partner: { id: convention.partner_id, name: convention.partner_name },
    convention: { id: convention.id, number: convention.number },
    contact: null,
    ranks: ranksOf(contractOf(contracts, convention.caf)).filter((rank) => rank <= taken + 1),
    ranksHeld,
    refused,
  };
}

/** What a card held when it was shown: two people who change it at once are told. */
export function markOf(card: CardValues & Pick<CardContact, 'ended_at'>): string {
  return createHash('sha256').update(JSON.stringify([valuesOf(card), card.ended_at])).digest('hex').slice(0, 16);
}
