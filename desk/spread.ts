import { loadCase, type LoadedCase } from '../db/case';
import { getContract } from '../db/contract';
import { signedAmendment } from '../db/desk-terms';
import { appendFacts } from '../db/fact';
import { finishChange, noteReached, openAfter, unspreadChanges, type TermsChangeRow } from '../db/terms-change';
import type { Tx } from '../db/connect';
import { withDays } from '../domain/desk-days';
import { factOf, tryOut, type Change } from '../domain/dry-run';
import { instantAt, epochMs, type Instant, type Reference } from '../domain/ids';
import { errorFacts } from '../mail/log';
import type { Tools } from './tools';

type SpreadTools = Pick<Tools, 'sql' | 'tell' | 'log'>;

/**
 * Brings changes of terms and of calendar to the open tickets, one ticket a transaction, in order of reference: each that is concerned gets
 * its fact once, and its sleeping workflow is told. What is left (too many, a process that died) the worker goes on with.
 * @param most how many tickets at most this time. @returns how many were looked at.
 */
export async function spreadChanges(tools: SpreadTools, now: Instant, most = 500): Promise<number> {
  let left = most;
  for (const change of await unspreadChanges(tools.sql)) {
    if (left <= 0) break;
    left -= await spread(tools, change, now, left);
  }
  return most - left;
}

async function spread(tools: SpreadTools, change: TermsChangeRow, now: Instant, most: number): Promise<number> {
  const references = await openAfter(tools.sql, change.caf, change.reached, most);
  for (const reference of references) {
    const n = await tools.sql.begin((tx) => reach(tx, change, reference, now));
    if (n !== null) await tell(tools, reference, n);
    await noteReached(tools.sql, change.id, reference);
  }
  if (references.length < most) await finishChange(tools.sql, change.id);
  return references.length;
}

/** Who cannot be told now is told by the chores: the fact is kept (rules: Door 8). */
async function tell({ tell: tellWorkflow, log }: SpreadTools, reference: Reference, n: number): Promise<void> {
  try {
    await tellWorkflow(reference, n);
  } catch (error) {
    log.warn({ reference, ...errorFacts(error) }, 'a ticket could not be told of a change of terms, it will be');
  }
}

/** Null when the change does nothing to this ticket, or has reached it already. */
async function reach(tx: Tx, row: TermsChangeRow, reference: Reference, now: Instant): Promise<number | null> {
  const loaded = await loadCase(tx, reference, now);
  const change = await changeFor(tx, row, loaded);
  const body = change === null ? null : factOf(change);
  if (change === null || body === null || isKnown(loaded, row)) return null;
  if (change.kind === 'days' && tryOut(loaded.ticket, change, row.at).moved.length === 0) return null;
  const { queries, after } = appendFacts(tx, loaded.row, [{ body, at: latest(loaded, row.at), actor: row.actor }], now);
  await Promise.all(queries);
  return after.last_n;
}

/** As the case was before the change and as it is after it. */
async function changeFor(tx: Tx, { kind, caf, version, days, id }: TermsChangeRow, { row }: LoadedCase): Promise<Change | null> {
  const own = await getContract(tx, caf, row.contract_version);
  if (kind === 'days') return days === null ? null : { kind: 'days', id, before: withDays(own, days.before), after: withDays(own, days.after) };
  if (version === null || row.contract_version >= version) return null;
  const contract = await getContract(tx, caf, version);
  return { kind: 'amendment', moves: true, amendment: signedAmendment(contract, contract.effectiveFrom, []) };
}

function isKnown({ ticket }: LoadedCase, { kind, version, id }: TermsChangeRow): boolean {
  return ticket.facts.some((fact) => (kind === 'days' ? fact.kind === 'calendar-changed' && fact.change === id : fact.kind === 'amendment-signed' && fact.version === version));
}

/** A fact never counts from before what it answers. */
function latest({ ticket }: LoadedCase, at: Instant): Instant {
  return instantAt(Math.max(epochMs(at), ...ticket.facts.map((fact) => epochMs(fact.at))));
}
