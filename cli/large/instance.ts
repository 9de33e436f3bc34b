import type { ContractDocument } from '../../domain/contract-terms-types';
import { localDateOf } from '../../domain/calendar';
import { epochMs, instantAt, type CafCode, type Instant } from '../../domain/ids';
import { DAY_MS } from '../../domain/local-date';
import { formatReference } from '../../domain/reference';
import { Chance } from './chance';
import { everyContract } from './contracts';
import { makePartner, type MadePartner } from './people';
import type { Asked } from './rows';
import { worked, type Fate } from './story';

export interface Order {
  readonly tickets: number;
  readonly partners: number;
  readonly seed: number;
  /** The instant at which the instance stands. */
  readonly until: Instant;
}
export interface Instance {
  readonly contracts: readonly ContractDocument[];
  readonly partners: readonly MadePartner[];
  /** In the order of receipt, which is that of their numbers; each with a chance of its own. */
  readonly tickets: readonly Asked[];
  /** The last number given, by Caf and year. */
  readonly counters: ReadonlyMap<string, number>;
}

/** One ticket in five is open, one in forty resolved and not yet closed. */
const OPEN_EVERY = 5;
const RESOLVED_EVERY = 40;
const LONGEST_OPEN_DAYS = 60;
const HISTORY_DAYS = 540;

/** The fictional instance of a seed: the same seed and the same instant give the same, whatever the machine. */
export function planInstance(order: Order, numbersFrom: ReadonlyMap<string, number>): Instance {
  const contracts = everyContract();
  const prefix = `s${order.seed}`;
  const chance = new Chance(order.seed, 1);
  const weights = contracts.map(() => 0.4 + chance.about(0.6));
  const partners = Array.from({ length: order.partners }, (_, n) => makePartner(n, prefix, of(contracts, n < contracts.length ? n : weighted(weights, chance)), new Chance(order.seed, 2, n)));
  const counters = new Map(numbersFrom);
  const received = Array.from({ length: order.tickets }, (_, n) => receivedTicket(order, n)).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.n - b.n));
  const byCaf = new Map(contracts.map((contract) => [contract.caf, contract]));
  const tickets = received.map(({ n, at, fate, chance: own }): Asked => {
    const partner = of(partners, Math.floor(own.next() * partners.length));
    const contract = byCaf.get(partner.caf);
    if (contract === undefined) throw new Error(`no contract for ${partner.caf}`);
    const year = Number(localDateOf(contract.calendar, at).slice(0, 4));
    return { id: `${prefix}-${n}`, n, reference: formatReference(partner.caf, year, next(counters, partner.caf, year)), fate, receivedAt: at, until: order.until, contract, partner, chance: own };
  });
  return { contracts, partners, tickets, counters };
}

function receivedTicket({ seed, until }: Order, n: number): { n: number; at: Instant; fate: Fate; chance: Chance } {
  const chance = new Chance(seed, 3, n);
  const fate: Fate = n % OPEN_EVERY === 0 ? 'open' : n % RESOLVED_EVERY === 1 ? 'resolved' : 'closed';
  const days = fate === 'open' ? Math.min(LONGEST_OPEN_DAYS, chance.about(4)) : fate === 'resolved' ? 10 + chance.about(6) : 20 + chance.next() * HISTORY_DAYS;
  const at = Math.min(worked(epochMs(until) - days * DAY_MS, chance), epochMs(until) - chance.whole(1, 240) * 60_000);
  return { n, at: instantAt(at), fate, chance };
}

function next(counters: Map<string, number>, caf: CafCode, year: number): number {
  const key = `${caf}/${year}`;
  const n = (counters.get(key) ?? 0) + 1;
  counters.set(key, n);
  return n;
}

function weighted(weights: readonly number[], chance: Chance): number {
  const total = weights.reduce((sum, one) => sum + one, 0);
  let at = chance.next() * total;
  return Math.max(0, weights.findIndex((weight) => (at -= weight) < 0));
}

function of<T>(from: readonly T[], i: number): T {
  const found = from[i];
  if (found === undefined) throw new Error(`nothing at ${i}`);
  return found;
}
