import { contractsInForce } from '../db/contract';
import { daysOfCafs } from '../db/desk-terms';
import { insertLetter } from '../db/letter';
import { alarmsSince, lettersKnown, mailReaders, queuesOpened, type Alarm, type MailReader } from '../db/mail-choice';
import { morningCounts, ticketsOfSlice } from '../db/morning';
import { listByReference } from '../db/queue';
import { countToIdentify } from '../db/unidentified-count';
import { localDateOf } from '../domain/calendar';
import type { Contract } from '../domain/contract-types';
import { withDays } from '../domain/desk-days';
import { frenchHour } from '../domain/french/dates';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import { choiceByDefault, dayOnceItIs, type MailChoice, type PersonalMail } from '../domain/personal-mails';
import { cafsWhere, securityCafsWhere } from '../domain/grants';
import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import type { WrittenLetter } from '../mail/letters/context';
import { alarm, morningDigest, unopenedQueue } from '../mail/letters/personal';
import { mailChoicesPath, morningPath, queuePath, ticketPath } from '../web/paths';
import { deskDays } from './local-days';
import { later, type Tools } from './tools';

/** An alarm is told within this time of its being recorded, however often the worker died meanwhile. */
const ALARMS_WITHIN_MS = 6 * 3_600_000;
const LONG_LATE_MS = 2 * 86_400_000;
const LATE_NAMED = 8;

/** A person with the contracts in force of the Cafs they serve, in order. */
interface Reader extends MailReader {
  readonly contracts: readonly [Contract, ...Contract[]];
}
/** A letter that is due to a person: its key makes it one, whoever writes it and however often. */
interface DueMail {
  readonly id: string;
  readonly reader: Reader;
  readonly write: () => Promise<WrittenLetter>;
}

/** Writes to each person what they asked for and what is due at `now`; the chore of letters without a ticket posts it. @returns how many were written. */
export async function writePersonalMails(tools: Tools, now: Instant): Promise<number> {
  const readers = await readersNow(tools, now);
  const due = [...morningMails(tools, readers, now), ...(await unopenedMails(tools, readers, now)), ...(await alarmMails(tools, readers, now))];
  const known = await lettersKnown(tools.sql, due.map((mail) => mail.id));
  let written = 0;
  for (const mail of due.filter((one) => !known.has(one.id))) written += await keep(tools, mail, now);
  return written;
}

async function readersNow(tools: Tools, now: Instant): Promise<Reader[]> {
  const [readers, inForce] = await Promise.all([mailReaders(tools.sql, now), contractsInForce(tools.sql, now)]);
  const days = await daysOfCafs(tools.sql, inForce.map((contract) => contract.caf));
  const contracts = inForce.map((contract) => withDays(contract, days.get(contract.caf) ?? []));
  return readers.flatMap((reader): Reader[] => {
    const cafs = cafsWhere(reader.grants, 'choose-mails');
    const [first, ...rest] = contracts.filter((contract) => cafs.includes(contract.caf));
    return first === undefined ? [] : [{ ...reader, contracts: [first, ...rest] }];
  });
}

/** What a person has of a mail: their choice, else their role's. */
function wanted(reader: Reader, mail: PersonalMail): MailChoice | null {
  const byRole = choiceByDefault(mail, reader.grants.some((grant) => grant.role === 'manager'));
  const choice = reader.choices[mail] ?? byRole;
  return choice.wanted ? { wanted: true, hour: choice.hour ?? byRole.hour } : null;
}

/** Once per person and day of their first Caf that opens today. */
function morningMails(tools: Tools, readers: readonly Reader[], now: Instant): DueMail[] {
  return readers.flatMap((reader) => {
    const hour = wanted(reader, 'morning')?.hour ?? null;
    const day = hour === null ? null : firstDay(reader, hour, now);
    return day === null ? [] : [{ id: `morning/${reader.id}/${day}`, reader, write: () => digest(tools, reader, day, now) }];
  });
}

function firstDay({ contracts }: Reader, hour: string, now: Instant): LocalDate | null {
  return contracts.map(({ calendar }) => dayOnceItIs(calendar, hour, now)).find((day) => day !== null) ?? null;
}

async function digest(tools: Tools, reader: Reader, day: LocalDate, now: Instant): Promise<WrittenLetter> {
  const { sql, publicUrl } = tools;
  const { contracts, grants } = reader;
  const cafs = contracts.map((contract) => contract.caf);
  const desks = deskDays(contracts, now, securityCafsWhere(grants, 'choose-mails'));
  const [counts, toIdentify, references] = await Promise.all([morningCounts(sql, desks, later(now, -LONG_LATE_MS)), countToIdentify(sql, cafs), ticketsOfSlice(sql, desks, { what: 'late' }, LATE_NAMED)]);
  const late = await listByReference(sql, cafs, references);
  const isManager = grants.some((grant) => grant.role === 'manager');
  return morningDigest({
    ...personOf(tools, reader), day, counts: { ...counts, toIdentify }, url: `${publicUrl}${isManager ? morningPath() : queuePath()}`,
    late: late.map((one) => ({ reference: one.reference, partner: one.partner_name ?? 'partenaire à identifier', subject: one.subject, limit: one.late_since ?? now })),
  });
}

/** Queues that nobody opened today, of the Cafs that are open today, once the hour that the person set has passed there. */
async function unopenedMails(tools: Tools, readers: readonly Reader[], now: Instant): Promise<DueMail[]> {
  const opened = await queuesOpened(tools.sql, later(now, -2 * 86_400_000).slice(0, 10) as LocalDate);
  return readers.flatMap((reader) => {
    const hour = wanted(reader, 'unopened')?.hour ?? null;
    if (hour === null) return [];
    const missed = reader.contracts.filter(({ caf, calendar }) => {
      const day = dayOnceItIs(calendar, hour, now);
      return day !== null && !opened.has(`${caf}/${day}`);
    });
    const [first] = missed;
    if (first === undefined) return [];
    const desks = missed.map(({ department, caf }) => `${department} (${caf})`);
    const write = async () => unopenedQueue({ ...personOf(tools, reader), desks, hour: frenchHour(hour), url: `${tools.publicUrl}${queuePath()}` });
    return [{ id: `unopened/${reader.id}/${localDateOf(first.calendar, now)}`, reader, write }];
  });
}

/** The manager whom the contract names is told of each by the ticket's own letter, and not again here. */
async function alarmMails(tools: Tools, readers: readonly Reader[], now: Instant): Promise<DueMail[]> {
  const alarms = await alarmsSince(tools.sql, later(now, -ALARMS_WITHIN_MS));
  return alarms.flatMap((one) => readers.filter((reader) => isFor(one, reader)).map((reader) => ({ id: `${one.mail}/${reader.id}/${one.reference}/${one.n}`, reader, write: async () => alarmLetter(tools, reader, one) })));
}

function isFor({ mail, caf, restricted }: Alarm, reader: Reader): boolean {
  const contract = contractOf(reader, caf);
  if (contract === undefined || contract.manager.email.toLowerCase() === reader.login.toLowerCase()) return false;
  return wanted(reader, mail) !== null && (!restricted || securityCafsWhere(reader.grants, 'choose-mails').includes(caf));
}

function alarmLetter(tools: Tools, reader: Reader, { mail, reference, subject, partner, at, caf }: Alarm): WrittenLetter {
  const person = { ...personOf(tools, reader), contract: contractOf(reader, caf) ?? reader.contracts[0] };
  return alarm({ ...person, mail, reference, subject, partner, at, url: `${tools.publicUrl}${ticketPath(reference)}` });
}

function contractOf({ contracts }: Reader, caf: CafCode): Contract | undefined {
  return contracts.find((contract) => contract.caf === caf);
}

function personOf({ publicUrl }: Tools, { name, contracts: [contract] }: Reader) {
  return { contract, toName: name, choicesUrl: `${publicUrl}${mailChoicesPath()}` };
}

async function keep(tools: Tools, { id, reader, write }: DueMail, now: Instant): Promise<number> {
  const [contract] = reader.contracts;
  const from = contract.desk.mailboxes[0];
  if (from === undefined) return 0;
  const words = await write();
  const messageId = messageIdOf(id, from);
  const raw = await compose({ from: { name: contract.desk.name, address: from }, to: [{ name: reader.name, address: reader.login }], ...words, messageId, headers: letterHeaders(id, tools.instance, 'clock'), date: now });
  const inserted = await tools.sql.begin((tx) =>
    insertLetter(tx, {
      id, reference: null, caf: contract.caf, kind: id.slice(0, id.indexOf('/')), to_address: reader.login, to_name: reader.name, cc_addresses: [], from_address: from, subject: words.subject,
      message_id: messageId, raw, automatic: true, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: now,
    }),
  );
  return inserted.count;
}
