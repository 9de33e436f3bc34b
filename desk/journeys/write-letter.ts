import { insertLetter } from '../../db/letter';
import type { JourneyLetter } from '../../domain/journeys/types';
import type { Instant } from '../../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../../mail/compose';
import { journeyEscalation, journeyExhausted, journeyProposed, journeySilence } from '../../mail/letters/journeys/ladder';
import { escalationsPath } from '../../web/paths';
import type { WriteTools } from '../tools';
import { deskOf } from './registry';
import type { JourneyWords, JourneyWriting } from './words';

/**
 * Writes a letter of a journey once, free to be posted by whoever comes first (the workflow's move, then its patient activity): the same
 * key gives the same bytes. @param key « <fact>/<place> » on the journey.
 */
export async function writeJourneyLetter(tools: WriteTools, given: Omit<JourneyWriting, 'context' | 'publicUrl'>, letter: JourneyLetter, key: string, now: Instant): Promise<void> {
  const { row, surroundings } = given.loaded;
  const { contract, convention } = surroundings;
  const from = contract.desk.mailboxes[0];
  if (from === undefined) throw new Error(`Caf ${row.caf} has no desk mailbox`);
  const path = letter.letter === 'escalation-proposed' ? escalationsPath() : deskOf(row.kind).path(row.id, readerOf(letter, given));
  const url = path === null ? null : `${tools.publicUrl}${path}`;
  const writing: JourneyWriting = { ...given, publicUrl: tools.publicUrl, context: { id: row.id, contract, partner: row.restricted ? null : (convention?.partnerName ?? null), convention: row.restricted ? null : (convention?.number ?? null), toName: letter.to.name, now, url } };
  const { attachments = [], ...words } = await wordsOf(letter, writing);
  const id = `${row.id}/${key}/${letter.letter}`;
  const messageId = messageIdOf(id, from);
  const raw = await compose({
    from: { name: contract.desk.name, address: from }, to: [{ name: letter.to.name ?? '', address: letter.to.address }], ...words, messageId, attachments,
    headers: letterHeaders(id, tools.instance, 'clock'), date: now,
  });
  await insertLetter(given.tx, {
    id, reference: null, journey: row.id, caf: row.caf, kind: letter.letter, to_address: letter.to.address, to_name: letter.to.name, cc_addresses: [], from_address: from, subject: words.subject,
    message_id: messageId, raw, automatic: true, inbound_digest: null, rung: letter.rung ?? null, queued_at: now, state: 'claimed', lease_until: now,
  });
}

function wordsOf(letter: JourneyLetter, writing: JourneyWriting): JourneyWords | Promise<JourneyWords> {
  const { step } = letter;
  const kind = deskOf(writing.loaded.row.kind);
  if (letter.letter === 'silence' && step !== undefined) return journeySilence(writing.context, kind.ladder(writing), step, writing.state);
  if (step?.ladder === undefined) return kind.words(letter, writing);
  const subject = kind.ladder(writing);
  if (letter.letter === 'escalation') return journeyEscalation(writing.context, subject, step, writing.state);
  return letter.letter === 'ladder-exhausted' ? journeyExhausted(writing.context, subject, step) : journeyProposed(writing.context, subject, step);
}

/** A contact of the convention reads the partner's page; anybody else is of the Caf. */
function readerOf({ to }: JourneyLetter, { loaded }: Pick<JourneyWriting, 'loaded'>): 'caf' | 'partner' {
  const own = loaded.surroundings.contacts.some((contact) => contact.email?.toLowerCase() === to.address.toLowerCase());
  return own ? 'partner' : 'caf';
}
