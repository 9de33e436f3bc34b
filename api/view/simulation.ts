import type { NamedConvention } from '../../db/convention';
import type { Contract, Side } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import { resolveLadder } from '../../domain/ladder';
import { LAST_YEAR } from '../../domain/open-time';
import { forecast } from '../../domain/forecast';
import type { Step, TicketCase } from '../../domain/plan';
import { simulate, type Scripted } from '../../domain/simulation';
import { scriptedBody } from '../../domain/simulation-script';
import type { Fact, FactBody } from '../../domain/ticket-facts';
import type { SimulationView } from '../../web/pages/contract';
import { contractPath, type SimulationQuery } from '../../web/paths';
import { simulationEntries } from '../../web/view/timeline';
import { instantOfLocal, localOfInstant } from './local-time';

const MESSAGE = 'simulation';

/** As many acts as the form offers. */
export const MOST_ANSWERS = 3;

/** What the simulator was asked, and what it answers: the forecast of a request received then, under one version of the contract. */
export function simulationView(contract: Contract, convention: NamedConvention | undefined, asked: SimulationQuery, now: Instant, versions: SimulationView['versions'] = []): SimulationView {
  const zone = contract.calendar.timeZone;
  const blank = asked.recue === undefined || asked.recue === '';
  const form = { recue: blank ? localOfInstant(now, zone) : (asked.recue ?? ''), silence: sideOf(asked.silence) ?? 'desk', urgence: sideOf(asked.urgence) ?? ('' as const), version: String(contract.version) };
  const answers = answersOf(asked);
  const shown = { form, versions, answers, refused: null, entries: null };
  if (blank) return shown;
  const receivedAt = instantOfLocal(form.recue, zone);
  if (receivedAt === null || isTooFar(receivedAt)) return { ...shown, refused: { values: { ...asked }, errors: [{ field: 'recue', message: receivedAt === null ? 'Donnez le jour et l’heure de réception.' : 'Cette réception est trop loin : vérifiez l’année.' }] } };
  const { script, errors } = scriptOf(answers, receivedAt, zone);
  if (errors.length > 0) return { ...shown, refused: { values: { ...asked }, errors } };
  const ticket = simulated(contract, convention, receivedAt, form.silence, form.urgence === '' ? null : form.urgence);
  const ladders = { desk: resolveLadder('desk', contract, ticket.contacts, new Set()), partner: resolveLadder('partner', contract, ticket.contacts, new Set()) };
  const told = ticket.facts.map((fact) => ({ at: fact.at, kind: 'fact', fact }) as const);
  return { ...shown, entries: simulationEntries([...told, ...simulate(ticket, script)], { contract, ladders, now: receivedAt, contractHref: contractPath(contract.caf) }) };
}

/** So far off that a ladder climbed from there would pass the last year whose holidays are known. */
function isTooFar(at: Instant): boolean {
  return Number(at.slice(0, 4)) > LAST_YEAR - 50;
}

function answersOf(asked: SimulationQuery): { quoi: string; quand: string }[] {
  const given = { ...asked } as Readonly<Record<string, string | undefined>>;
  return Array.from({ length: MOST_ANSWERS }, (_, i) => ({ quoi: given[`quoi${i + 1}`] ?? '', quand: given[`quand${i + 1}`] ?? '' }));
}

/** The very script of « guichet simulate --answers ». */
function scriptOf(answers: SimulationView['answers'], receivedAt: Instant, zone: string): { script: Scripted[]; errors: { field: string; message: string }[] } {
  const read = answers.flatMap(({ quoi, quand }, i) => (quoi === '' ? [] : [scriptedAt(quoi, instantOfLocal(quand, zone), i + 1, receivedAt)]));
  return { script: read.flatMap((one) => ('body' in one ? [one] : [])), errors: read.flatMap((one) => ('message' in one ? [one] : [])) };
}

function scriptedAt(quoi: string, at: Instant | null, n: number, receivedAt: Instant): Scripted | { field: string; message: string } {
  if (at === null) return { field: `quand${n}`, message: `Donnez le jour et l’heure de l’acte ${n}.` };
  if (isTooFar(at)) return { field: `quand${n}`, message: `L’acte ${n} est trop loin : vérifiez l’année.` };
  if (at < receivedAt) return { field: `quand${n}`, message: `L’acte ${n} précède la réception.` };
  const [who = '', ...how] = quoi.split(':');
  try {
    return { at, body: scriptedBody(who, how.length === 0 ? undefined : how.join(':'), quoi) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { field: `quoi${n}`, message: `Choisissez l’acte ${n} dans la liste.` };
  }
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

/** The steps of such a request if nobody acts; null when its receipt is no local time of that desk. */
export function simulationSteps(contract: Contract, convention: NamedConvention | undefined, asked: { readonly received: string; readonly silent: Side; readonly urgent: Side | null }): { readonly receivedAt: Instant; readonly steps: readonly Step[] } | null {
  const receivedAt = instantOfLocal(asked.received, contract.calendar.timeZone);
  if (receivedAt === null || isTooFar(receivedAt)) return null;
  return { receivedAt, steps: forecast(simulated(contract, convention, receivedAt, asked.silent, asked.urgent)) };
}
