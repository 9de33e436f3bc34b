import type { Reckoning } from '../../domain/calendar-types';
import { epochMs, instantAt, type Instant } from '../../domain/ids';
import { DAY_MS, dayOfLocalMs, isWeekend } from '../../domain/local-date';
import { planFrom, type Step, type TicketCase } from '../../domain/plan';
import { carriedOut, number } from '../../domain/step-facts';
import type { Fact, FactBody } from '../../domain/ticket-facts';
import { stateOf, type TicketState } from '../../domain/ticket-state';
import type { Chance } from './chance';
import { answer, note, question, reply } from './texts';

const HOUR_MS = 3_600_000;
export type Fate = 'open' | 'resolved' | 'closed';

/** Something that a person does or writes at an instant. */
export interface Deed {
  readonly at: Instant;
  readonly body: FactBody;
  readonly text: string;
}

/** A ticket's whole life until now, as its workflow would have carried it out. */
export interface Life {
  readonly facts: readonly Fact[];
  readonly state: TicketState;
  readonly steps: readonly Step[];
  readonly reckonings: ReadonlyMap<string, Reckoning>;
  /** What was said, by the number of its fact. */
  readonly said: ReadonlyMap<number, string>;
  /** Steps that wrote a letter, by the number of their first fact. */
  readonly stepped: ReadonlyMap<number, Step>;
}

/** Lets deeds and the steps of the plan happen in order, until `until`. @throws Error when it does not end */
export function live(ticket: TicketCase, deeds: readonly Deed[], until: Instant): Life {
  const fresh = new Map<string, Reckoning>();
  const said = new Map<number, string>();
  const stepped = new Map<number, Step>();
  const toCome = deeds.filter((deed) => deed.at < until);
  let facts: readonly Fact[] = ticket.facts;
  for (let guard = 0; guard < 200; guard += 1) {
    const state = stateOf(facts);
    const steps = planFrom({ ...ticket, facts }, state, fresh);
    const [step] = steps;
    const deed = toCome[0];
    const isDeed = deed !== undefined && (step === undefined || deed.at <= step.at);
    if (!isDeed && (step === undefined || step.at > until)) return { facts, state, steps, reckonings: fresh, said, stepped };
    const happened = isDeed ? number(facts, [deed.body], deed.at) : step === undefined ? [] : number(facts, carriedOut(step), step.at);
    const n = happened[0]?.n ?? 0;
    if (isDeed) said.set(n, toCome.shift()?.text ?? '');
    else if (step !== undefined) stepped.set(n, step);
    facts = [...facts, ...happened];
  }
  throw new Error('this life does not end');
}

/** What people do on a ticket received at `receivedAt`; ids of messages are `<id>-<k>`. */
export function deedsOf(chance: Chance, fate: Fate, receivedAt: Instant, until: Instant, sectors: readonly string[], id: string): Deed[] {
  const end = endOf(chance, fate, receivedAt, until);
  const deeds: Deed[] = [];
  let at = epochMs(receivedAt);
  const later = (meanHours: number): Instant => instantAt((at = worked(at + (0.3 + chance.about(meanHours)) * HOUR_MS, chance)));
  const tell = (body: FactBody, when: Instant, text = '') => deeds.push({ at: when, body, text });
  const message = () => `${id}-${deeds.length + 1}`;
  if (fate === 'open' && !chance.happens(0.7)) return chance.happens(0.05) ? [{ at: later(2), body: { kind: 'urgent', by: 'partner' }, text: '' }] : [];
  tell({ kind: 'taken-in-hand' }, later(5));
  for (let round = chance.whole(0, 2); round > 0; round -= 1) {
    if (chance.happens(0.06)) tell({ kind: 'urgent', by: chance.happens(0.6) ? 'partner' : 'desk' }, later(3));
    if (chance.happens(0.2)) tell({ kind: 'noted', message: message() }, later(3), note(chance));
    if (chance.happens(0.25) && sectors.length > 0) tell({ kind: 'routed', sector: chance.pick(sectors), message: message() }, later(4), 'Pour avis, merci.');
    if (chance.happens(0.6)) {
      tell({ kind: 'desk-wrote', then: 'asks', message: message() }, later(6), question(chance));
      if (fate !== 'open' || chance.happens(0.5)) tell({ kind: 'partner-wrote', channel: 'email', message: message(), counts: true }, later(20), reply(chance));
    }
  }
  if (end === null) return deeds;
  const kept = deeds.filter((deed) => deed.at < end);
  return [...kept, { at: end, body: { kind: 'desk-wrote', then: 'resolved', message: `${id}-fin` }, text: answer(chance) }];
}

/** When it is resolved; null = not yet. What is closed was resolved more than ten days ago. */
function endOf(chance: Chance, fate: Fate, receivedAt: Instant, until: Instant): Instant | null {
  if (fate === 'open') return null;
  if (fate === 'resolved') return instantAt(epochMs(until) - chance.whole(1, 9 * 24) * HOUR_MS);
  const latest = epochMs(until) - 12 * DAY_MS;
  return instantAt(Math.min(latest, worked(epochMs(receivedAt) + (2 + chance.about(60)) * HOUR_MS, chance)));
}

/** The same instant when people are at work, else the next working morning (mainland winter time: near enough). */
export function worked(ms: number, chance: Chance): number {
  const local = ms + HOUR_MS;
  const day = dayOfLocalMs(local);
  const hour = new Date(local).getUTCHours();
  if (!isWeekend(day) && hour >= 8 && hour < 17) return ms;
  let next = hour >= 17 || isWeekend(day) ? day + 1 : day;
  while (isWeekend(next)) next += 1;
  return next * DAY_MS - HOUR_MS + Math.floor((8 + chance.next() * 3) * HOUR_MS);
}
