import type { ActKind } from '../domain/acts';
import type { Instant, Reference } from '../domain/ids';
import type { FactKind } from '../domain/ticket-facts';
import type { Db } from './connect';

/** What a page had shown: the last fact, and the acts that were on their way. */
export interface Seen {
  readonly n: number;
  readonly acts: readonly string[];
}

/** Something that happened, or is about to, since a page was shown. */
export interface NewsRow {
  readonly at: Instant;
  /** A fact's kind, or that of an act on its way. */
  readonly kind: FactKind | ActKind;
  readonly pending: boolean;
  /** Who did it; null = the partner, or the product. */
  readonly name: string | null;
  /** What was written, if anything. */
  readonly text: string | null;
}

const FACTS: readonly FactKind[] = ['partner-wrote', 'internal-reply', 'desk-wrote', 'desk-called', 'urgent', 'resolved', 'reopened', 'closed', 'merged-into', 'handed-over'];
const ACTS: readonly ActKind[] = ['answer', 'ask', 'resolve', 'call'];

/** What others did to a ticket since its page was shown, oldest first; one's own acts are no news. */
export async function newsSince(db: Db, reference: Reference, account: string, seen: Seen): Promise<NewsRow[]> {
  return await db<NewsRow[]>`
    select fact.at, fact.kind, false as pending, account.name, message.text
    from fact left join account on account.id = fact.actor left join message on message.id = fact.body->>'message'
    where fact.reference = ${reference} and fact.n > ${seen.n} and fact.kind = any(${[...FACTS]}) and fact.actor is distinct from ${account}
      and not (fact.kind = 'partner-wrote' and fact.body->>'counts' = 'false') and coalesce(fact.body->>'message', '') <> all(${[...seen.acts]})
    union all
    select act.asked_at, act.kind, true, account.name, act.body->>'text'
    from act left join account on account.id = act.actor
    where act.reference = ${reference} and act.state in ('held', 'asked') and act.kind = any(${[...ACTS]}) and act.actor <> ${account} and act.key <> all(${[...seen.acts]})
    order by 1`;
}
