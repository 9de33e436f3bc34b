import type { Tx } from '../../db/connect';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import { endCard } from '../../db/contact';
import { contactsOfConvention } from '../../db/partner';
import { habilitationsOf, reportCount } from '../../db/register';
import { foldReview, type ReviewFact, type ReviewResult } from '../../domain/journeys/review-facts';
import type { JourneyFact } from '../../domain/journeys/types';
import { changeHabilitation, enterAdministrators, noted, type Decided } from '../register';
import { findByKey } from '../review-list';

/** What an accepted result withdraws is withdrawn in the register, what it changes is noted there, what it counts is reported (article 2.2). */
export async function followReview(facts: readonly JourneyFactToRecord[], { row, facts: before }: LoadedJourney, tx: Tx): Promise<void> {
  const accepted = facts.find(({ body }) => body.kind === 'review-accepted');
  const conventionId = row.convention_id;
  if (accepted === undefined || conventionId === null) return;
  const { result, received } = foldReview(before as JourneyFact<ReviewFact>[]);
  if (result === null) throw new Error(`the review ${row.id} was accepted without its lines`);
  const [account] = accepted.actor === null ? [] : await tx<{ name: string }[]>`select name from account where id = ${accepted.actor}`;
  const decided: Decided = { at: accepted.at, actor: account === undefined ? null : accepted.actor, actorName: account?.name ?? 'Revue inverse', journey: row.id };
  await enterAdministrators(tx, conventionId, accepted.at);
  await followPeople(tx, conventionId, result, { ...decided, reason: `Revue inverse ${row.id}` });
  for (const { bulletinId, profile, users } of result.profiles) await reportCount(tx, bulletinId, profile, users, accepted.at, received?.sender ?? `Revue inverse ${row.id}`);
}

async function followPeople(tx: Tx, conventionId: string, { people }: ReviewResult, decided: Decided): Promise<void> {
  const [held, contacts] = [await habilitationsOf(tx, conventionId), await contactsOfConvention(tx, conventionId)];
  for (const { key, rank, decision, comment } of people) {
    const contact = rank === 'user' ? undefined : findByKey(contacts, key);
    const line = rank === 'user' ? findByKey(held, key) : held.find((one) => one.contact_id === contact?.id && one.state !== 'withdrawn');
    // Withdrawn since by another act: that act stands.
    if (line === undefined || line.state === 'withdrawn' || decision === 'keep') continue;
    const reason = comment === '' ? (decided.reason ?? '') : `${decided.reason ?? ''} : ${comment}`;
    // A change is noted, for whoever administers MCP to make.
    if (decision === 'change') await noted(tx, conventionId, 'change-asked', line.name, { ...decided, reason }, line.id);
    else {
      await changeHabilitation(tx, line.id, 'withdraw', { ...decided, reason });
      // Without an address, the withdrawal does not find the contact by itself.
      if (contact !== undefined && contact.email === null) await endCard(tx, contact.id, decided.at);
    }
  }
}
