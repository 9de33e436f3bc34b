import type { LoadedCase } from '../db/case';
import type { Tx } from '../db/connect';
import { findJourney, journeyByKey } from '../db/journey';
import { messagesOf } from '../db/message';
import { contactsByAddress } from '../db/partner';
import { deskReaders, findSecurityMail, linkJourney, securityMailOf, securityMailsUnfollowed } from '../db/security';
import type { Instant } from '../domain/ids';
import type { ReadableBefore, Reporter, SecurityFactBody } from '../domain/journeys/security-facts';
import type { Fact } from '../domain/ticket-facts';
import { askJourney, beginJourney, type Begun } from './journey';
import type { Tools, WriteTools } from './tools';

const OVER: ReadonlySet<string> = new Set(['closed', 'merged', 'handed-over']);
/** The acts of the product itself. */
const PRODUCT = 'guichet';

/**
 * A request under restricted access has its incident: begun with it whatever the channel, or when somebody found that it was one; the one
 * that its mail had begun already is linked to it. Once for a request, unless it was given back to the desk meanwhile.
 * @returns the journey to be told, undefined when there is nothing to do.
 */
export async function followSecurity(tx: Tx, tools: WriteTools, { row, ticket }: LoadedCase, now: Instant): Promise<Begun | undefined> {
  if (!row.restricted || OVER.has(row.phase)) return undefined;
  const found = ticket.facts.filter(isFinding);
  const key = `security/${row.reference}${found.length === 0 ? '' : `/${found.length}`}`;
  if ((await journeyByKey(tx, key)) !== undefined) return undefined;
  const mail = await securityMailOf(tx, row.reference);
  const known = mail === undefined ? undefined : await journeyByKey(tx, mailKey(mail.id));
  if (known !== undefined) {
    if (known.reference !== null) return undefined;
    await linkJourney(tx, known.id, row.reference, row.convention_id);
    await askJourney(tx, tools, { key: `security-link/${row.reference}`, journey: known.id, act: { kind: 'link-request', reference: row.reference } as never, actor: PRODUCT }, now);
    return { id: known.id, kind: known.kind, again: true };
  }
  const finding = found.at(-1);
  const first: SecurityFactBody = { kind: 'incident-reported', channel: row.channel, reporter: await reporterOf(tx, row.reference), mail: null, acknowledge: false, readable: finding === undefined ? null : await readableBefore(tx, row, finding.at) };
  return await beginJourney(tx, tools, { kind: 'security-incident', caf: row.caf, conventionId: row.convention_id, reference: row.reference, restricted: true, first, at: finding?.at ?? row.received_at, actor: null, key }, now);
}

function isFinding(fact: Fact): boolean {
  return fact.kind === 'rectified' && fact.ticketKind === 'security-incident';
}

async function reporterOf(tx: Tx, reference: LoadedCase['row']['reference']): Promise<Reporter> {
  const first = (await messagesOf(tx, reference)).find(({ direction }) => direction === 'in');
  return { name: first?.from_name ?? null, address: first?.from_address ?? null };
}

/** What the desk could read of it until it was known to be an incident. */
async function readableBefore(tx: Tx, { reference, caf, received_at, referred }: LoadedCase['row'], until: Instant): Promise<ReadableBefore> {
  const messages = await messagesOf(tx, reference);
  const files = messages.reduce((sum, { attachments }) => sum + attachments.length, 0);
  return { since: received_at, until, messages: messages.length, files, people: await deskReaders(tx, caf), national: referred };
}

const mailKey = (id: string): string => `security/mail/${id}`;

/** A mail, or a call, of somebody who may open no request and that may be an incident: the officer is told before anybody has decided whose it is. */
export async function followSecurityMail(tx: Tx, tools: WriteTools, id: string, now: Instant): Promise<Begun | undefined> {
  const mail = await findSecurityMail(tx, id);
  if (mail === undefined || (await journeyByKey(tx, mailKey(id))) !== undefined) return undefined;
  const contacts = mail.from_address === null ? [] : await contactsByAddress(tx, mail.caf, mail.from_address);
  const conventions = [...new Set(contacts.map((one) => one.convention_id))];
  const channel = 'kind' in mail.source && mail.source.kind === 'phone' ? 'phone' : 'email';
  const first: SecurityFactBody = {
    kind: 'incident-reported', channel, reporter: { name: contacts[0]?.name ?? mail.from_name, address: mail.from_address }, mail: id,
    // A stranger is not answered: the address may be anybody's.
    acknowledge: contacts.length > 0 && channel === 'email', readable: null,
  };
  const conventionId = conventions.length === 1 ? (conventions[0] ?? null) : null;
  return await beginJourney(tx, tools, { kind: 'security-incident', caf: mail.caf, conventionId, restricted: true, first, at: mail.received_at, actor: null, key: mailKey(id) }, now);
}

/** Begins the incident of every mail that has none yet, and tells its workflow: at the door, and as a chore. @returns how many were begun. */
export async function followSecurityMails(tools: Omit<Tools, 'post' | 'tell'>, now: Instant): Promise<number> {
  let begun = 0;
  for (const { id } of await securityMailsUnfollowed(tools.sql)) {
    const one = await tools.sql.begin((tx) => followSecurityMail(tx, tools, id, now));
    if (one === undefined || one.again) continue;
    await tools.tellJourney(one, (await findJourney(tools.sql, one.id))?.last_n ?? 1);
    begun += 1;
  }
  return begun;
}
