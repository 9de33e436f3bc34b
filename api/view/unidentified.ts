import { ticketsOfConvention } from '../../db/around';
import { contractAt } from '../../db/contract';
import { toIdentify, type ArrivedRow } from '../../db/mail';
import { countToIdentify } from '../../db/unidentified-count';
import { conventionsOfCaf, type ConventionRow } from '../../db/partner';
import { conventionsByDomain, domainOf, type NearConvention } from '../../db/identify-near';
import { openMsBetween } from '../../domain/calendar';
import type { ToIdentify } from '../../domain/door';
import type { Option } from '../../web/components/form';
import type { Doubt, UnidentifiedMail } from '../../web/pages/unidentified';
import { gather } from '../intake/gather';
import { mailAtDesk } from '../identify';
import { unidentifiedPath } from '../../web/paths';
import type { Paging } from '../../web/view/queue';
import type { Visit } from '../visit';
import { pageNumber, paging } from './paging';

const DOUBTS: Readonly<Record<ToIdentify, Doubt>> = {
  stranger: 'stranger',
  'several-conventions': 'several-conventions',
  'outsider-reply': 'not-of-the-partner',
  'answers-letter': 'other',
  security: 'security',
  unauthenticated: 'authentication',
  'no-sender': 'unreadable',
  'internal-without-ticket': 'other',
  'handed-over': 'other',
};
const DETAILS: Partial<Record<ToIdentify | 'not-authorised', string>> = {
  'answers-letter': 'Répond à un courrier du guichet, sans pouvoir ouvrir de demande : lisez ce message.',
  'internal-without-ticket': 'Une adresse de la Caf a écrit sans citer de demande.',
  'handed-over': 'Répond à une demande transférée à une autre Caf.',
  'no-sender': 'Aucun expéditeur lisible.',
  'not-authorised': 'Appel d’une personne qui n’est pas un contact du contrat ; elle a été adressée à son support de niveau 1.',
};
/** Each is read again from its bytes: fewer a page than elsewhere. */
const A_PAGE = 10;

/** A page of the mails that wait for a person, oldest first. */
export async function unidentifiedMails(visit: Visit, wanted: string): Promise<{ mails: UnidentifiedMail[]; paging: Paging; page: number }> {
  const { tools: { sql }, cafs } = visit;
  const page = pageNumber(wanted);
  const [rows, total] = await Promise.all([toIdentify(sql, cafs, A_PAGE, (page - 1) * A_PAGE), countToIdentify(sql, cafs)]);
  const known = await aroundMails(visit, rows);
  const mails = await Promise.all(rows.map((row) => mailView(visit, row, known)));
  return { mails, page, paging: paging(page, mails.length, total, unidentifiedPath, A_PAGE) };
}

/** What mails may belong to: the conventions of their Cafs, and those some of whose people write from their senders' domains. */
export interface AroundMails {
  readonly conventions: readonly ConventionRow[];
  readonly near: readonly NearConvention[];
}

/** Asked once for all mails of a page. */
export async function aroundMails({ tools: { sql } }: Visit, rows: readonly ArrivedRow[]): Promise<AroundMails> {
  const cafs = [...new Set(rows.map(({ caf }) => caf))];
  const [conventions, near] = await Promise.all([conventionsOfCaf(sql, cafs), conventionsByDomain(sql, cafs, rows.map((row) => row.from_address))]);
  return { conventions, near };
}

/** A mail with what it may belong to, of what is around it and maybe others. */
export async function mailView({ tools: { sql }, now }: Visit, row: ArrivedRow, around: AroundMails): Promise<UnidentifiedMail> {
  const conventions = around.conventions.filter(({ caf }) => caf === row.caf);
  const near = around.near.filter(({ caf, domain }) => caf === row.caf && domain === domainOf(row.from_address)).map((one) => one.convention_id);
  const [{ read }, contract] = await sql.begin(async (tx) => [await mailAtDesk(tx, row), await contractAt(tx, row.caf, row.received_at)] as const);
  const { known, contacts } = await gather(sql, contract, read);
  const likely = new Set([known.ticket?.conventionId, ...contacts.map((contact) => contact.convention_id), ...near]);
  const sorted = [...[...likely].flatMap((id) => conventions.find((one) => one.id === id) ?? []), ...conventions.filter((one) => !likely.has(one.id))];
  const theirs = await Promise.all([...likely].flatMap((id) => (id === undefined || id === null ? [] : [ticketsOfConvention(sql, id, 5, true)])));
  const tickets = new Map<string, string>(known.ticket === null ? [] : [[known.ticket.reference, `${known.ticket.reference} (citée)`]]);
  for (const ticket of theirs.flat()) if (!tickets.has(ticket.reference)) tickets.set(ticket.reference, `${ticket.reference} ${ticket.subject}`);
  return {
    id: row.id,
    receivedAt: row.received_at,
    openMsWaited: openMsBetween(contract.calendar, row.received_at, now),
    from: row.from_address ?? ('kind' in row.source && row.source.kind === 'phone' ? 'appel téléphonique' : 'adresse illisible'),
    fromName: row.from_name,
    to: row.mailbox,
    subject: row.subject,
    text: read.text,
    doubt: DOUBTS[row.reason as ToIdentify] ?? 'other',
    detail: detailOf(row, known.ticket?.reference ?? null),
    attachments: read.attachments.length,
    conventions: sorted.map(conventionOption),
    tickets: [...tickets].map(([value, label]) => ({ value, label })),
  };
}

function detailOf({ reason }: ArrivedRow, reference: string | null): string | null {
  const words = DETAILS[reason as keyof typeof DETAILS] ?? null;
  return [words, reference === null ? null : `Répond à ${reference}.`].filter((text) => text !== null).join(' ') || null;
}

function conventionOption({ id, partner_name, number }: ConventionRow): Option {
  return { value: id, label: `${partner_name} — convention ${number}` };
}
