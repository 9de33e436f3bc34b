import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import { outage as outageLetter } from '../mail/letters/outage';
import type { Tx } from '../db/connect';
import { contractsInForce } from '../db/contract';
import { insertLetter } from '../db/letter';
import { markOutageTold, untoldOutages, type LateStep, type OutageRow } from '../db/outage';
import type { Contract, Side } from '../domain/contract-types';
import { epochMs, instantAt, type Instant } from '../domain/ids';
import { typo } from '../domain/french/typography';
import { queuePath } from '../web/paths';
import type { Tools } from './tools';

/** Writes, for each outage that is over, one letter to each Caf's manager; its key makes it one. @returns how many were written. */
export async function writeOutageLetters(tools: Tools, now: Instant): Promise<number> {
  return await tools.sql.begin(async (tx) => {
    let written = 0;
    for (const outage of await untoldOutages(tx)) {
      for (const contract of await contractsInForce(tx, now)) written += await writeOne(tx, tools, contract, outage, now);
      await markOutageTold(tx, outage.began_at);
    }
    return written;
  });
}

/** The chore of letters without a ticket posts it. */
async function writeOne(tx: Tx, tools: Tools, contract: Contract, outage: OutageRow, now: Instant): Promise<number> {
  const from = contract.desk.mailboxes[0];
  if (from === undefined) return 0;
  const { name, email } = contract.manager;
  const id = `outage/${outage.began_at}/${contract.caf}`;
  const words = wordsOf(tools, contract, outage);
  const messageId = messageIdOf(id, from);
  const raw = await compose({
    from: { name: contract.desk.name, address: from }, to: [{ name, address: email }], ...words, messageId, headers: letterHeaders(id, tools.instance, 'clock'), date: now,
  });
  const inserted = await insertLetter(tx, {
    id, reference: null, caf: contract.caf, kind: 'outage', to_address: email.toLowerCase(), to_name: name, cc_addresses: [], from_address: from, subject: words.subject,
    message_id: messageId, raw, automatic: true, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: now,
  });
  return inserted.count;
}

function wordsOf(tools: Tools, contract: Contract, { began_at, ended_at, late }: OutageRow) {
  const heldUntil = instantAt(epochMs(ended_at) + contract.settings.afterOutageHoldMinutes * 60_000);
  const ours = late.filter((step) => step.caf === contract.caf);
  return outageLetter({
    contract, toName: contract.manager.name, from: began_at, until: ended_at, heldUntil,
    late: ours.map((one) => ({ reference: one.reference, subject: one.subject, what: typo(lateWords(one)), limit: one.limit })),
    url: `${tools.publicUrl}${queuePath()}`,
  });
}

/** « escalade à l’échelon 2 du partenaire » */
function lateWords({ step }: LateStep): string {
  switch (step.what) {
    case 'pickup-breach':
      return 'prise en charge promise';
    case 'contact-rung':
    case 'propose-rung':
    case 'skip-rung':
      return `escalade à l’échelon ${step.rung ?? 1} ${ofSide(step.side)}`;
    case 'ladder-exhausted':
      return `échelle ${ofSide(step.side)} épuisée`;
    case 'call-back':
      return 'rappel téléphonique promis';
    case 'internal-reminder':
      return 'relance interne';
    default:
      return 'échéance';
  }
}

function ofSide(side: Side | null): string {
  return side === 'partner' ? 'du partenaire' : 'de la Caf';
}
