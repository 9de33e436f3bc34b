import { createHash, randomBytes } from 'node:crypto';
import { askLink, decideLink } from '../../db/sign-in-link';
import type { JourneyLetter } from '../../domain/journeys/types';
import type { TraceRequest } from '../../domain/journeys/trace-facts';
import { TRACE_LETTERS } from '../../mail/letters/journeys/trace-request';
import { linkPath } from '../../web/paths-sign-in';
import { ownTracePath, tracePath } from '../../web/paths-traces';
import { later } from '../tools';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** The link of an answer serves this long: it leaves when the Caf answers, not when the asker waits for it. */
export const ANSWER_LINK_LASTS_MS = 7 * 86_400_000;

/** What a request for traces writes; the answer itself is in no letter. */
export const traceRequestDesk: JourneyDesk = {
  words,
  ladder: () => ({ title: 'demande de traces', expected: 'Faire répondre à cette demande : seules les personnes qui l’ont posée ou qui la traitent la lisent.' }),
  // Whoever is contacted up the ladder may not read it.
  path: () => null,
};

async function words(letter: JourneyLetter, writing: JourneyWriting): Promise<JourneyWords> {
  const write = TRACE_LETTERS[letter.letter];
  if (write === undefined) throw new Error(`a request for traces writes no letter ${letter.letter}`);
  const { publicUrl, loaded, context, state } = writing;
  const own = `${publicUrl}${ownTracePath(loaded.row.id)}`;
  const link = letter.letter === 'traces-link' ? await newLink(letter, writing) : null;
  return write({ context, state: state as TraceRequest, own, desk: `${publicUrl}${tracePath(loaded.row.id)}`, link });
}

/** A one-time link to the asker's own registered address, which opens the answer: the token leaves in the letter alone. */
async function newLink({ to }: JourneyLetter, { tx, loaded, context, publicUrl }: JourneyWriting) {
  const token = randomBytes(32).toString('base64url');
  const until = later(context.now, ANSWER_LINK_LASTS_MS);
  const id = `traces/${loaded.row.id}`;
  await askLink(tx, { id, address: to.address.toLowerCase(), asked_at: context.now, return_to: ownTracePath(loaded.row.id) });
  await decideLink(tx, id, context.now, { tokenHash: createHash('sha256').update(token).digest(), expiresAt: until });
  return { href: `${publicUrl}${linkPath(token)}`, until };
}
