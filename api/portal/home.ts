import { countOwn, listOwn } from '../../db/portal';
import { contactsOfConvention } from '../../db/partner';
import { rights } from '../rights';
import { hoursWords } from '../../domain/contract-statement-desk';
import { frenchPhone } from '../../mail/letters/words';
import type { PortalHomeProps } from '../../web/pages/portal/home';
import type { OwnTicketsProps } from '../../web/pages/portal/tickets';
import { ownTicketsPath } from '../../web/paths-portal';
import { openingWords } from '../../web/words/when';
import { ROLE_WORDS } from '../../web/words/labels';
import { openingOfDesk } from '../view/shell';
import { PAGE_SIZE, pageNumber, paging } from '../view/paging';
import type { Visit } from '../visit';
import { checkView } from './check-view';
import { ownLines } from './lines';
import { ownMeetings } from './meetings';
import { ownReach } from './reach';
import { ownReviews } from './reviews';
import { contractOfCaf, visitorOf, type Visitor } from './shell';

/** What is asked of the reader first, then their organisation's open requests, then each convention. */
const MOST_AT_HOME = 30;

export async function homeView(visit: Visit): Promise<PortalHomeProps> {
  const visitor = await visitorOf(visit, 'accueil');
  const { sql } = visit.tools;
  const reach = ownReach(visit);
  const [rows, open, over, reviews, meetings] = await Promise.all([
    listOwn(sql, reach, { standing: 'open', words: '' }, MOST_AT_HOME, 0),
    countOwn(sql, reach, { standing: 'open', words: '' }),
    countOwn(sql, reach, { standing: 'over', words: '' }),
    ownReviews(visit),
    ownMeetings(visit),
  ]);
  const lines = await ownLines(visit, visitor, rows);
  return {
    shell: visitor.shell,
    name: visitor.name,
    partners: [...new Set(visitor.contacts.map((contact) => contact.partner_name))],
    yours: lines.filter((line) => line.standing.owes === 'you'),
    others: lines.filter((line) => line.standing.owes !== 'you'),
    open,
    over,
    reviews,
    meetings,
    mayOpen: visit.may('open-own-ticket'),
    desks: [...visitor.contracts.values()].map((contract) => ({ name: contract.desk.name, opening: openingWords(openingOfDesk(contract, visit.now), visit.now, contract.calendar.timeZone).text, phone: contract.desk.phone === null ? null : { e164: contract.desk.phone, words: frenchPhone(contract.desk.phone) } })),
    conventions: await conventionsOf(visit, visitor),
  };
}

async function conventionsOf(visit: Visit, visitor: Visitor): Promise<PortalHomeProps['conventions']> {
  const keeps = rights.conventionsWhere(visit.session.grants, 'keep-own-people');
  const reads = rights.conventionsWhere(visit.session.grants, 'read-own-register');
  const asks = rights.conventionsWhere(visit.session.grants, 'ask-own-meeting');
  const ids = [...new Set(visitor.contacts.map((contact) => contact.convention_id))];
  return await Promise.all(
    ids.map(async (id) => {
      const mine = visitor.contacts.filter((contact) => contact.convention_id === id);
      const [first] = mine;
      if (first === undefined) throw new Error('a convention without its contact');
      const { calendar, name } = contractOfCaf(visitor, first.caf);
      const people = await contactsOfConvention(visit.tools.sql, id);
      const of = (...roles: string[]) => people.filter((one) => roles.includes(one.role)).length;
      return {
        id, number: first.convention_number, partner: first.partner_name, caf: name, roles: mine.map((contact) => ROLE_WORDS[contact.role].toLowerCase()),
        hours: calendar.openingHours === null ? null : hoursWords(calendar.openingHours),
        levelOne: of('level-one-support'), administrators: of('administrator', 'deputy-administrator'),
        register: reads.includes(id), life: asks.includes(id),
        people: keeps.includes(id) ? await checkView(visit.tools.sql, id, visit.now, calendar.timeZone) : null,
      };
    }),
  );
}

/** All of one's organisation's requests, by pages, found by words or reference. */
export async function ticketsView(visit: Visit): Promise<OwnTicketsProps> {
  const visitor = await visitorOf(visit, 'demandes');
  const { sql } = visit.tools;
  const reach = ownReach(visit);
  const [q, etat] = [visit.query('q').trim().slice(0, 200), visit.query('etat')];
  const standing = etat === 'closes' ? 'over' : etat === 'ouvertes' ? 'open' : 'all';
  const page = pageNumber(visit.query('page'));
  const filter = { standing, words: q } as const;
  const [rows, total] = await Promise.all([listOwn(sql, reach, filter, PAGE_SIZE, (page - 1) * PAGE_SIZE), countOwn(sql, reach, filter)]);
  return { shell: visitor.shell, q, etat: standing === 'all' ? '' : etat, lines: await ownLines(visit, visitor, rows), paging: paging(page, rows.length, total, (to) => ownTicketsPath({ q, etat: standing === 'all' ? '' : etat, page: to })) };
}
