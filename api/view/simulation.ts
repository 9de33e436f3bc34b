import type { NamedConvention } from '../../db/convention';
import type { Contract, Side } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import { resolveLadder } from '../../domain/ladder';
import type { TicketCase } from '../../domain/plan';
import { simulate } from '../../domain/simulation';
import type { Fact, FactBody } from '../../domain/ticket-facts';
import type { SimulationView } from '../../web/pages/contract';
import { contractPath, type SimulationQuery } from '../../web/paths';
import { simulationEntries } from '../../web/view/timeline';
import { instantOfLocal, localOfInstant } from './local-time';

const MESSAGE = 'simulation';

/** What the simulator was asked, and what it answers: the forecast of a request received then. */
export function simulationView(contract: Contract, convention: NamedConvention | undefined, asked: SimulationQuery, now: Instant): SimulationView {
  const zone = contract.calendar.timeZone;
  const form = { recue: asked.recue === undefined || asked.recue === '' ? localOfInstant(now, zone) : asked.recue, silence: sideOf(asked.silence) ?? 'desk', urgence: sideOf(asked.urgence) ?? ('' as const) };
  if (asked.recue === undefined || asked.recue === '') return { form, refused: null, entries: null };
  const receivedAt = instantOfLocal(asked.recue, zone);
  if (receivedAt === null) return { form, refused: { values: { recue: asked.recue }, errors: [{ field: 'recue', message: 'Donnez le jour et l’heure de réception.' }] }, entries: null };
  const ticket = simulated(contract, convention, receivedAt, form.silence, form.urgence === '' ? null : form.urgence);
  const ladders = { desk: resolveLadder('desk', contract, ticket.contacts, new Set()), partner: resolveLadder('partner', contract, ticket.contacts, new Set()) };
  const told = ticket.facts.map((fact) => ({ at: fact.at, kind: 'fact', fact }) as const);
  return { form, refused: null, entries: simulationEntries([...told, ...simulate(ticket, [])], { contract, ladders, now: receivedAt, contractHref: contractPath(contract.caf) }) };
}

function sideOf(text: string | undefined): Side | null {
  return text === 'desk' || text === 'partner' ? text : null;
}

/** A request received then; when the partner is the one who stays silent, the desk has asked it a question at once. */
function simulated(contract: Contract, convention: NamedConvention | undefined, at: Instant, silent: Side, urgent: Side | null): TicketCase {
  const bodies: FactBody[] = [
    { kind: 'received', channel: 'email', message: MESSAGE },
    ...(silent === 'partner' ? ([{ kind: 'taken-in-hand' }, { kind: 'desk-wrote', then: 'asks', message: MESSAGE }] as const) : []),
    ...(urgent === null ? [] : ([{ kind: 'urgent', by: urgent }] as const)),
  ];
  return { contract, contacts: convention?.contacts ?? [], deadAddresses: new Set(), facts: bodies.map((body, i): Fact => ({ ...body, n: i + 1, at })), frozen: new Map(), heldUntil: null };
}
