import { CONDITION_WORDS } from '../../domain/french/register';
import { servicesPath } from '../../web/convention-paths';
import { effective } from '../../domain/ticket-state';
import { epochMs } from '../../domain/ids';
import type { TicketNotice } from '../../web/pages/ticket/notices';
import { rungPerson } from '../../web/words/facts';
import { ACT_NAMES } from './act-names';
import { rungOf } from './ladders';
import type { TicketData } from './ticket-data';

const SIDES = ['desk', 'partner'] as const;
/** An act younger than this may still be on its way: its own page waits for it. */
const ON_ITS_WAY_MS = 5_000;

/** What an agent must know before reading on. */
export function noticesOf(data: TicketData, account: string): TicketNotice[] {
  return [...openingNotices(data), ...overNotices(data), ...clockNotices(data), ...ladderNotices(data), ...letterNotices(data), ...data.waiting.map((from) => ({ kind: 'unidentified-reply', from }) as const), ...keptNotices(data), ...holdNotices(data), ...givenBackNotices(data, account)];
}

/** A request about a service that is not open to its convention: said before anything is answered. */
function openingNotices({ row, ticket }: TicketData): TicketNotice[] {
  if (ticket.notOpen === undefined) return [];
  const { ended, lacks } = ticket.notOpen;
  return [{ kind: 'not-open', service: row.service, ended, lacks: lacks.map((key) => CONDITION_WORDS[key]), href: row.convention_id === null ? null : servicesPath(row.convention_id) }];
}

/** A dispute holds it: nothing of it is erased before its end. */
function holdNotices({ hold }: TicketData): TicketNotice[] {
  return hold === undefined ? [] : [{ kind: 'held', until: hold.until, reason: hold.reason, whole: hold.reference === null }];
}

function overNotices({ ticket, cafs }: TicketData): TicketNotice[] {
  return effective(ticket.facts).flatMap((fact): TicketNotice[] => {
    if (fact.kind === 'merged-into') return [{ kind: 'merged-into', reference: fact.other }];
    if (fact.kind === 'handed-over') return [{ kind: 'handed-over', caf: cafs.find((one) => one.caf === fact.caf)?.name ?? fact.caf, reference: fact.other }];
    return [];
  });
}

function clockNotices({ state, ticket }: TicketData): TicketNotice[] {
  const breach = ticket.facts.find((fact) => fact.kind === 'pickup-breached');
  return breach?.kind === 'pickup-breached' && state.pickedUpAt === null ? [{ kind: 'pickup-breached', limit: breach.limit }] : [];
}

function ladderNotices(data: TicketData): TicketNotice[] {
  const { state, ticket } = data;
  return SIDES.flatMap((side): TicketNotice[] => {
    const { climbed, exhaustedAt } = state.ladders[side];
    const flagged = ticket.facts.findLast((fact) => fact.kind === 'urgent-flagged' && fact.by === side);
    return [
      ...(exhaustedAt === null ? [] : [{ kind: 'exhausted', side, at: exhaustedAt } as const]),
      ...climbed.filter((c) => c.outcome === 'proposed').map(({ rung, at }) => ({ kind: 'proposed', side, rung, who: rungPerson(rungOf(data, side, rung)) ?? 'sans nom', since: at }) as const),
      ...climbed.filter((c) => c.outcome === 'skipped' && c.reason === 'no-contact').map(({ rung }) => ({ kind: 'rung-without-contact', side, rung }) as const),
      ...(flagged === undefined ? [] : [{ kind: 'urgent-flag-only', by: side, at: flagged.at } as const]),
    ];
  });
}

function letterNotices({ letters, ticket }: TicketData): TicketNotice[] {
  return letters
    .filter((letter) => letter.state === 'bounced' || letter.state === 'refused')
    .map((letter) => {
      const back = ticket.facts.findLast((fact) => fact.kind === 'letter-bounced' && fact.letter === letter.id);
      return { kind: 'bounced', letter: letter.id, to: letter.to_name ?? letter.to_address, at: back?.at ?? letter.queued_at };
    });
}

/** Acts that were kept and not carried out yet (rules: Door 9). */
function keptNotices({ acts, now }: TicketData): TicketNotice[] {
  return acts
    .filter((act) => act.state === 'asked' && epochMs(now) - epochMs(act.not_before ?? act.asked_at) > ON_ITS_WAY_MS)
    .map((act) => ({ kind: 'act-kept', act: ACT_NAMES[act.kind], at: act.asked_at }));
}

/** What was held and refused in the end, since it was given back to its author: until they write to the partner again. */
function givenBackNotices({ acts }: TicketData, account: string): TicketNotice[] {
  const own = acts.filter((act) => act.actor === account && act.not_before !== null);
  const last = own.at(-1);
  if (last === undefined || (last.state !== 'refused' && last.state !== 'draft')) return [];
  return [{ kind: 'given-back', act: ACT_NAMES[last.kind], reason: last.refused ?? 'l’envoi a été refusé.' }];
}
