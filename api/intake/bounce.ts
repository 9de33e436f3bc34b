import type { Tx } from '../../db/connect';
import { appendFacts, type FactToRecord } from '../../db/fact';
import { recordOnJourney } from '../../db/journey-fact';
import { findLetter, markDead, type LetterRow } from '../../db/letter';
import { insertMessage } from '../../db/message';
import { lockTicket } from '../../db/ticket';
import type { Instant, Reference } from '../../domain/ids';
import type { JourneyFactBody } from '../../domain/journeys/types';
import type { Told } from './at-desk';
import { messageRow, type MailAtDesk } from './mail-rows';

/**
 * A letter of ours came back: shown on its ticket; a permanent report kills that address alone, and the rung that was
 * written to came to nothing (rules: Ladder 3).
 */
export async function bounced(tx: Tx, mail: MailAtDesk, letterId: string, keep: (reference: Reference | null) => PromiseLike<unknown>[], now: Instant): Promise<Told[]> {
  const letter = await findLetter(tx, letterId);
  if (letter === undefined) throw new Error(`no letter ${letterId}`);
  await Promise.all(keep(letter.reference));
  const permanent = mail.read.bounce?.permanent === true;
  const { status = null, recipient = null } = mail.read.bounce ?? {};
  const dead = recipient !== null && letter.cc_addresses.includes(recipient) ? recipient : letter.to_address;
  if (permanent) {
    await tx`update letter set state = 'bounced', problem = ${status ?? 'permanent'} where id = ${letterId}`;
    await markDead(tx, dead, mail.arrived.receivedAt, status ?? '5.0.0', letterId);
  }
  if (letter.journey !== null) await onJourney(tx, letter, permanent && dead === letter.to_address, mail.arrived.receivedAt, now);
  if (letter.reference === null) return [];
  const ticket = await lockTicket(tx, letter.reference);
  if (ticket === undefined) throw new Error(`no ticket ${letter.reference}`);
  const at = mail.arrived.receivedAt;
  const facts: FactToRecord[] = [{ body: { kind: 'letter-bounced', letter: letterId }, at, actor: null }];
  if (permanent && letter.rung !== null && dead === letter.to_address) facts.push({ body: { kind: 'rung-failed', side: letter.rung.side, rung: letter.rung.rung }, at, actor: null });
  await insertMessage(tx, { ...messageRow(mail, null, 'in'), reference: letter.reference, automatic: 'bounce' });
  const { after, queries } = appendFacts(tx, ticket, facts, now);
  await Promise.all(queries);
  return [{ reference: letter.reference, n: after.last_n }];
}

/** The same of a letter of a journey, whose workflow the chores tell. */
async function onJourney(tx: Tx, { id, journey, rung, to_address: to }: LetterRow, permanent: boolean, at: Instant, now: Instant): Promise<void> {
  if (journey === null) return;
  const bodies: (JourneyFactBody & Record<string, unknown>)[] = [{ kind: 'letter-bounced', letter: id, to, permanent }];
  if (permanent && rung !== null) bodies.push({ kind: 'rung-failed', side: rung.side, rung: rung.rung });
  await recordOnJourney(tx, journey, bodies.map((body) => ({ body, at, actor: null })), now);
}
