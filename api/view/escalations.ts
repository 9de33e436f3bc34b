import type { LoadedCase } from '../../db/case';
import { readCases, type ListedCase } from '../../db/case-list';
import { countEscalated, escalatedTickets } from '../../db/escalation';
import type { DelayRule } from '../../domain/calendar-types';
import type { Side } from '../../domain/contract-types';
import { stateOf, type Climbed, type TicketState } from '../../domain/ticket-state';
import type { EscalationsProps } from '../../web/pages/escalations';
import type { EscalationRow } from '../../web/pages/escalations-running';
import { rungPerson } from '../../web/words/facts';
import { escalationsPath } from '../../web/paths';
import type { Visit } from '../visit';
import { PAGE_SIZE, pageNumber, paging } from './paging';
import { laddersOf } from './ladders';
import { letterStatus } from './letter-status';
import { stepRule, stepTitle } from './step-words';

const SIDES = ['desk', 'partner'] as const;

/** Who did not answer, who was contacted, what happens next: exhausted ladders first, then what falls due; so many tickets a page. */
export async function escalationsView(visit: Visit): Promise<Omit<EscalationsProps, 'shell' | 'proposals' | 'tokens'>> {
  const { tools: { sql }, cafs } = visit;
  const page = pageNumber(visit.query('page'));
  const [references, total] = await Promise.all([escalatedTickets(sql, cafs, PAGE_SIZE, (page - 1) * PAGE_SIZE), countEscalated(sql, cafs)]);
  return { ...climbing(await readCases(sql, cafs, references)), paging: paging(page, references.length, total, escalationsPath) };
}

/** Both ladders of each ticket, those that are exhausted apart. */
export function climbing(tickets: readonly ListedCase[]): Pick<EscalationsProps, 'running' | 'exhausted'> {
  const climbing = tickets.flatMap(({ loaded, letters }) => SIDES.flatMap((side) => sideOf(loaded, letters, side)));
  return { running: climbing.flatMap((one) => ('running' in one ? [one.running] : [])), exhausted: climbing.flatMap((one) => ('exhausted' in one ? [one.exhausted] : [])) };
}

type Letters = ListedCase['letters'];
type OfSide = { readonly running: EscalationRow } | { readonly exhausted: EscalationsProps['exhausted'][number] };

function sideOf(loaded: LoadedCase, letters: Letters, side: Side): OfSide[] {
  const state = stateOf(loaded.ticket.facts);
  const { climbed, exhaustedAt } = state.ladders[side];
  const partner = loaded.partnerName ?? 'Partenaire à identifier';
  const { reference } = loaded.row;
  if (exhaustedAt !== null) return [{ exhausted: { reference, partner, side, since: state.debt?.since ?? exhaustedAt, told: toldWords(loaded) } }];
  const last = climbed.at(-1);
  return last === undefined ? [] : [{ running: rowOf(loaded, letters, state, side, last) }];
}

function toldWords({ ticket }: LoadedCase): string {
  return `${ticket.contract.manager.name} est prévenu, une fois.`;
}

function rowOf(loaded: LoadedCase, letters: Letters, state: TicketState, side: Side, last: Climbed): EscalationRow {
  const ladder = laddersOf(loaded)[side];
  const rung = ladder.find((one) => one.rank === last.rung);
  return {
    reference: loaded.row.reference,
    partner: loaded.partnerName ?? 'Partenaire à identifier',
    side,
    rung: last.rung,
    rungs: ladder.length,
    whom: rung === undefined || rung.name === null ? null : rungPerson(rung),
    because: last.because,
    state: stateWords(loaded, letters, side, last),
    next: nextOf(loaded, side),
    rule: ruleOf(loaded),
  };
}

function stateWords({ ticket }: LoadedCase, letters: Letters, side: Side, last: Climbed): EscalationRow['state'] {
  const { at } = last;
  if (last.outcome === 'proposed') return { kind: 'proposed', at };
  if (last.outcome === 'skipped') return { kind: 'no-contact', at };
  const contacted = ticket.facts.find((fact) => fact.n === last.n);
  if (contacted?.kind === 'rung-contacted' && contacted.how !== 'letter') return { kind: contacted.how, at };
  const letter = letters.findLast((one) => one.rung?.side === side && one.rung.rung === last.rung);
  if (letter === undefined) return { kind: 'task', at };
  const status = letterStatus(letter.state);
  return { kind: status === 'kept' ? 'posted' : status, at: letter.left_at ?? letter.queued_at, letter: letter.id };
}

function nextOf({ row }: LoadedCase, side: Side): EscalationRow['next'] {
  return row.next_step === null || row.next_at === null || row.next_step.side !== side ? null : { title: stepTitle(row.next_step), at: row.next_at };
}

function ruleOf({ row, ticket }: LoadedCase): string | null {
  return row.next_step === null ? null : stepRule(ticket.contract.department, row.next_step.what, row.next_step.article, row.next_step.rule as DelayRule | null);
}
