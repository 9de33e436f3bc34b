import type { Sql, Tx } from '../db/connect';
import { appendStopFact, cancelStop, changeStop, findStop, insertStop, lockStop, stateOfStop, updateStop, type NewStop, type StopRow, type StopTerms } from '../db/planned-stop';
import { beginMailing, keepAudience, openMailing } from '../db/stop-address';
import type { Instant } from '../domain/ids';
import { afterStep, nextStep, phaseOf, stopRefusal, tellsChange, type Notice, type StopPhase } from '../domain/stop-procedure';

/** Plans a stop once for its id, which comes of its form's key; its workflow is told afterwards (or by the chores). */
export async function planStop(tx: Tx, stop: Omit<NewStop, 'next_at'>): Promise<void> {
  if (!(await insertStop(tx, { ...stop, next_at: stop.announce_at }))) return;
  await appendStopFact(tx, stop.id, { at: stop.planned_at, kind: 'planned', body: {}, actor: stop.planned_by });
}

/** What somebody does to a stop. */
export type StopAsked = { readonly kind: 'change'; readonly terms: StopTerms } | { readonly kind: 'cancel'; readonly reason: string } | { readonly kind: 'end' };

/** Does what is asked of a stop, or says in French why not. Letters and what moves with it are its workflow's. */
export async function askStop(tx: Tx, id: string, asked: StopAsked, actor: string, now: Instant): Promise<string | null> {
  const row = await lockStop(tx, id);
  if (row === undefined) throw new Error(`no stop ${id}`);
  const phase = phaseOf(stateOfStop(row));
  const no = stopRefusal(asked.kind, phase);
  if (no !== null) return no;
  await carriedOut(tx, row, asked, actor, now);
  const after = await findStop(tx, id);
  if (after !== undefined) await updateStop(tx, id, stateOfStop(after), nextStep(stateOfStop(after))?.at ?? null, 0);
  return null;
}

async function carriedOut(tx: Tx, row: StopRow, asked: StopAsked, actor: string, now: Instant): Promise<void> {
  const told = tellsChange(phaseOf(stateOfStop(row)));
  switch (asked.kind) {
    case 'change': {
      await changeStop(tx, row.id, asked.terms);
      const { title, meanwhile, services, from_at: from, until_at: until } = row;
      return void (await appendStopFact(tx, row.id, { at: now, kind: 'changed', body: { told, before: { title, meanwhile, services, from, until } }, actor }));
    }
    case 'cancel':
      await cancelStop(tx, row.id, now);
      return void (await appendStopFact(tx, row.id, { at: now, kind: 'cancelled', body: { told, reason: asked.reason }, actor }));
    case 'end':
      await changeStop(tx, row.id, { ...row, until_at: now });
      return void (await appendStopFact(tx, row.id, { at: now, kind: 'ended-early', body: { until: row.until_at }, actor }));
  }
}

/** Where a stop stands, for its workflow. */
export interface StopStanding {
  readonly phase: StopPhase;
  readonly seen: number;
  readonly wake: { readonly at: Instant; readonly rule: string } | null;
  /** Tickets whose limits it moves have not all been looked at again. */
  readonly toReckon: boolean;
  /** The round of letters under way. */
  readonly mailing: number | null;
}

/** Brings a stop up to date at `now`: what was asked, what fell due; a round of letters begins for what is told. Safe to repeat. */
export async function moveStopOnce(sql: Sql, id: string, now: Instant): Promise<StopStanding> {
  return await sql.begin(async (tx) => {
    const row = await lockStop(tx, id);
    if (row === undefined) throw new Error(`no stop ${id}`);
    for (const notice of await asked(tx, row)) await tell(tx, row, notice, now);
    let state = stateOfStop(row);
    for (let step = nextStep(state); step !== null && step.at <= now; step = nextStep(state)) {
      const at = step.what === 'announce' || step.what === 'remind' ? now : step.at;
      const after = afterStep(state, { ...step, at });
      // Nobody is reminded of what has begun meanwhile, nor told of what is over: the worker was away.
      const late = (step.what === 'remind' && now >= state.from) || (step.what === 'announce' && now >= state.until);
      if (!late) await appendStopFact(tx, id, { at, kind: FACTS[step.what], body: {}, actor: null });
      if (!late && after.notice !== null) await tell(tx, row, after.notice, now);
      state = after.stop;
    }
    const next = nextStep(state);
    const seen = (await findStop(tx, id))?.last_n ?? row.last_n;
    await updateStop(tx, id, state, next?.at ?? null, seen);
    const mailing = await openMailing(tx, id);
    return { phase: phaseOf(state), seen, wake: next === null ? null : { at: next.at, rule: next.what }, toReckon: row.woken_revision < row.revision, mailing: mailing?.n ?? null };
  });
}
const FACTS = { announce: 'announced', remind: 'reminded', begin: 'began', end: 'ended' } as const;

/** The letters that people's acts call for since the workflow last looked. */
async function asked(tx: Tx, { id, told_n }: StopRow): Promise<Notice[]> {
  const facts = await tx<{ kind: string }[]>`select kind from stop_fact where stop = ${id} and n > ${told_n} and kind in ('changed', 'cancelled') and (body->>'told')::boolean order by n`;
  const last = facts.at(-1)?.kind;
  return last === undefined ? [] : [last === 'cancelled' ? 'cancellation' : 'change'];
}

/** Of a cancellation and of the end are told those who were told of the stop. */
async function tell(tx: Tx, { id, cafs, services, title, meanwhile, from_at: from, until_at: until }: StopRow, notice: Notice, now: Instant): Promise<void> {
  if (notice !== 'cancellation' && notice !== 'end') await keepAudience(tx, id, cafs, services, now);
  await beginMailing(tx, id, notice, { title, meanwhile, services, from, until }, now);
}
