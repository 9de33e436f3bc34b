import { ticketsOfConvention } from '../../db/around';
import { conventionSummary, findContact } from '../../db/call';
import { contactsOfConvention, searchContacts, toPartnerContact, type KnownContact } from '../../db/partner';
import { frenchDateTime } from '../../domain/french/dates';
import type { Contract, PartnerRole } from '../../domain/contract-types';
import { mayOpen } from '../../domain/door';
import { forecast } from '../../domain/forecast';
import type { CafCode, Instant } from '../../domain/ids';
import { resolveLadder } from '../../domain/ladder';
import type { TicketCase } from '../../domain/plan';
import type { FormTokens, Option, Refused } from '../../web/components/form';
import type { CallerView, CallProps } from '../../web/pages/call';
import { typedPhone } from '../../web/pages/ticket/around';
import { contractPath } from '../../web/paths';
import { futureEntries } from '../../web/view/timeline';
import { rungTitle } from '../../web/words/facts';
import { article } from '../../web/words/articles';
import { KIND_LONG, PHASE_WORDS, ROLE_WORDS, SERVICE_LONG, SERVICE_SHORT } from '../../web/words/labels';
import type { Visit } from '../visit';
import { contractsNow, openingOfDesk, shellOf } from './shell';
import { mayHurry } from './ticket-acts';

/** What the page is asked to show: who was looked for, who is chosen, what was sent and refused. */
export interface CallAsked {
  readonly q: string;
  readonly caf: string;
  readonly chosen: string;
  readonly values: Readonly<Record<string, string>>;
  readonly refused: Refused | null;
}

/** The page an agent fills while talking. */
export async function callView(visit: Visit, asked: CallAsked, tokens: FormTokens): Promise<CallProps> {
  const { tools: { sql }, cafs, now } = visit;
  const contracts = await contractsNow(visit);
  const chosen = asked.chosen === '' ? undefined : await findContact(sql, cafs, asked.chosen);
  const found = asked.q === '' ? (chosen === undefined ? null : [chosen]) : byOffice(await searchContacts(sql, cafs.filter((caf) => asked.caf === '' || caf === asked.caf), asked.q));
  const caller = chosen ?? found?.[0];
  const contract = contractOf(contracts, caller?.caf ?? asked.caf);
  return {
    shell: await shellOf(visit, 'appels'),
    tokens,
    q: asked.q,
    callers: found?.map(callerView) ?? null,
    caf: { code: contract.caf, name: contract.name, opening: openingOfDesk(contract, now), calendar: contract.calendar },
    cafs: contracts.map((one) => ({ value: one.caf, label: `${one.department} (${one.caf})` })),
    items: contract.requiredItems,
    itemsArticle: contract.requiredItems[0]?.article ?? null,
    services: options(SERVICE_LONG),
    kinds: options(KIND_LONG),
    values: { debut: now, caf: contract.caf, ...prefilled(asked, caller), ...asked.values },
    refused: asked.refused,
    urgency: urgencyWords(contract),
    ...(await aboutPartner(visit, contract, caller)),
    forecast: await forecastNow(visit, contract, caller, now),
  };
}

export function contractOf(contracts: readonly Contract[], caf: CafCode | string): Contract {
  const contract = contracts.find((one) => one.caf === caf) ?? contracts[0];
  if (contract === undefined) throw new Error('an account without a Caf takes no call');
  return contract;
}

/** Level-1 support first: by contract it is who calls. */
function byOffice(found: readonly KnownContact[]): KnownContact[] {
  const rank = (contact: KnownContact) => (contact.role === 'level-one-support' ? 0 : mayOpen(contact.role) ? 1 : 2);
  return [...found].sort((a, b) => rank(a) - rank(b));
}

function callerView(contact: KnownContact): CallerView {
  const role = contact.job_title ?? ROLE_WORDS[contact.role as PartnerRole].toLowerCase();
  return { id: contact.id, name: contact.name, role, partner: contact.partner_name, phone: contact.phones[0] ?? null, mayOpen: mayOpen(contact.role) };
}

function prefilled({ chosen }: CallAsked, caller: KnownContact | undefined): Record<string, string> {
  if (caller === undefined) return {};
  const phone = caller.phones[0];
  return { appelant: chosen === '' ? caller.id : chosen, rappelNom: caller.name, ...(phone === undefined ? {} : { rappelTelephone: typedPhone(phone) }) };
}

async function aboutPartner({ tools: { sql }, now }: Visit, { calendar }: Contract, caller: KnownContact | undefined): Promise<Pick<CallProps, 'near' | 'partner'>> {
  if (caller === undefined) return { near: [], partner: null };
  const [near, { open, lastCall }] = await Promise.all([ticketsOfConvention(sql, caller.convention_id, 3, true), conventionSummary(sql, caller.convention_id)]);
  return {
    near: near.map((ticket) => ({ reference: ticket.reference, subject: ticket.subject, detail: `${PHASE_WORDS[ticket.phase].toLowerCase()}, reçue le ${frenchDateTime(ticket.received_at, calendar.timeZone, { now })}` })),
    partner: { convention: caller.convention_number, services: caller.services.map((service) => SERVICE_SHORT[service]).join(', '), openTickets: open, lastCall: lastCall === null ? null : frenchDateTime(lastCall, calendar.timeZone, { now }) },
  };
}

function urgencyWords(contract: Contract): string {
  if (!mayHurry(contract, 'desk')) return 'Ce contrat ne prévoit pas d’escalade : l’urgence est signalée, personne n’est contacté.';
  const first = resolveLadder('desk', contract, [], new Set()).find((rung) => rung.problem === null);
  return `Écrit tout de suite au ${first === undefined ? 'responsable du guichet' : rungTitle('desk', first.rank)} (${article(contract.escalation?.article ?? null)}).`;
}

/** What would happen if the call were saved now and nobody acted. */
async function forecastNow({ tools: { sql } }: Visit, contract: Contract, caller: KnownContact | undefined, now: Instant): Promise<CallProps['forecast']> {
  const contacts = caller === undefined ? [] : (await contactsOfConvention(sql, caller.convention_id)).map(toPartnerContact);
  const ticket: TicketCase = { contract, contacts, deadAddresses: new Set(), facts: [{ kind: 'received', channel: 'phone', message: 'call', n: 1, at: now }], frozen: new Map(), heldUntil: null };
  const ladders = { desk: resolveLadder('desk', contract, contacts, new Set()), partner: resolveLadder('partner', contract, contacts, new Set()) };
  return futureEntries(forecast(ticket), { contract, ladders, now, contractHref: contractPath(contract.caf) });
}

function options<K extends string>(words: Readonly<Record<K, string>>): Option[] {
  return (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));
}
