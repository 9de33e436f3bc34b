import * as fc from 'fast-check';
import type { Instant, Reference } from '../../domain/ids';
import { instantAt } from '../../domain/ids';
import type { TicketCase } from '../../domain/plan';
import type { Scripted } from '../../domain/simulation';
import type { Fact, FactBody } from '../../domain/ticket-facts';
import { caseOf, contactsOf, escalating, published } from '../support/ticket-case';

const START_MS = Date.UTC(2026, 2, 2);
const SPAN_MS = 120 * 86_400_000;
const other = '31-2026-000002' as Reference;

const when = fc.integer({ min: 0, max: SPAN_MS / 1000 }).map((seconds) => instantAt(START_MS + seconds * 1000));
const side = fc.constantFrom('desk' as const, 'partner' as const);
const rung = fc.integer({ min: 1, max: 4 });
const because = fc.constantFrom('delay' as const, 'urgent' as const);
const then = fc.constantFrom('owes' as const, 'asks' as const, 'resolved' as const);

/** What people and machines outside may do to a ticket. */
const fromOutside: fc.Arbitrary<FactBody> = fc.oneof(
  fc.boolean().map((counts) => ({ kind: 'partner-wrote', channel: 'email', message: 'm', counts }) as const),
  then.map((what) => ({ kind: 'desk-wrote', then: what, message: 'm' }) as const),
  fc.record({ result: fc.constantFrom('reached' as const, 'not-reached' as const, 'message-left' as const), then }).map((call) => ({ kind: 'desk-called', message: 'm', ...call }) as const),
  side.map((by) => ({ kind: 'urgent', by }) as const),
  when.map((due) => ({ kind: 'call-back-promised', due }) as const),
  fc.record({ side, rung }).map((climb) => ({ kind: 'rung-failed', ...climb }) as const),
  fc.record({ side, rung }).map((climb) => ({ kind: 'rung-contacted', because: 'delay', how: 'phone', ...climb }) as const),
  fc.record({ side, since: when }).map((debt) => ({ kind: 'merged-in', other, debt }) as const),
  fc.constantFrom<FactBody>(
    { kind: 'taken-in-hand' },
    { kind: 'noted', message: 'm' },
    { kind: 'routed', sector: 'dpo', message: 'm' },
    { kind: 'referred', message: 'm' },
    { kind: 'internal-reply', from: 'national', message: 'm' },
    { kind: 'merge-undone', other },
    { kind: 'resolved' },
    { kind: 'reopened' },
  ),
);

/** What the product records of itself, here at any time: a state must be made of anything. */
const fromInside: fc.Arbitrary<FactBody> = fc.oneof(
  fc.record({ side, rung, because, limit: when, since: fc.option(when, { nil: undefined }) }).map((climb) => ({ kind: 'rung-decided', ...climb }) as const),
  fc.record({ side, rung, because }).map((climb) => ({ kind: 'rung-contacted', how: 'letter', ...climb }) as const),
  fc.record({ side, rung, because }).map((climb) => ({ kind: 'rung-skipped', reason: 'no-contact', ...climb }) as const),
  fc.record({ side, rung, limit: when }).map((climb) => ({ kind: 'rung-proposed', because: 'delay', ...climb }) as const),
  fc.record({ side, limit: when }).map((told) => ({ kind: 'ladder-exhausted', ...told }) as const),
  fc.constantFrom<FactBody>({ kind: 'closed' }, { kind: 'merged-into', other }, { kind: 'pickup-warned', openMinutesBefore: 60 }),
);

/** A ticket's facts at different instants, in the order in which they happened, with corrections of its mails. */
export const history: fc.Arbitrary<Fact[]> = fc
  .uniqueArray(fc.record({ at: when, body: fc.oneof({ weight: 3, arbitrary: fromOutside }, fromInside), corrects: fc.integer({ min: 0, max: 9 }) }), { maxLength: 14, selector: ({ at }) => at })
  .map((told) => {
    const sorted = [...told].sort((a, b) => (a.at < b.at ? -1 : 1));
    const facts: Fact[] = [{ kind: 'received', channel: 'email', message: 'm', n: 1, at: instantAt(START_MS - 86_400_000) }];
    for (const { at, body, corrects } of sorted) {
      const mail = facts.filter((fact) => fact.kind === 'partner-wrote')[corrects];
      const said: FactBody = mail === undefined ? body : { kind: 'verdict-corrected', of: mail.n, counts: corrects % 2 === 0 };
      facts.push({ ...said, n: facts.length + 1, at } as Fact);
    }
    return facts;
  });

/** What is done to a ticket while a simulation runs. */
export const script: fc.Arbitrary<Scripted[]> = fc.array(fc.record({ at: when, body: fromOutside }), { maxLength: 10 });

/** A request just received, in few words: a counterexample is read by a person. */
export interface Received {
  readonly caf: string;
  readonly at: Instant;
  readonly mode: 'automatic' | 'proposed';
  readonly whenClosed: 'as-is' | 'next-opening';
  /** Ranks of the partner's ladder whose addresses are dead. */
  readonly buried: readonly number[];
  readonly heldUntil: Instant | null;
}

export const justReceived: fc.Arbitrary<Received> = fc.record({
  caf: fc.constantFrom('21', '31', '59', '76', '95'),
  at: when,
  mode: fc.constantFrom('automatic' as const, 'proposed' as const),
  whenClosed: fc.constantFrom('as-is' as const, 'next-opening' as const),
  buried: fc.subarray([1, 2, 3, 4]),
  heldUntil: fc.option(when),
});

export function caseOfReceived({ caf, at, mode, whenClosed, buried, heldUntil }: Received): TicketCase {
  const contacts = contactsOf(caf);
  const dead = contacts.filter(({ ladderRank }) => ladderRank !== null && buried.includes(ladderRank)).flatMap(({ email }) => email ?? []);
  const contract = published(caf).escalation === null ? published(caf) : escalating(caf, { mode, whenClosed });
  return caseOf(caf, [{ kind: 'received', channel: 'email', message: 'm', n: 1, at }], { contract, deadAddresses: new Set(dead), heldUntil });
}
