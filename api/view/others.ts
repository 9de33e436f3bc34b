import type { DraftOfSomeone } from '../../db/draft';
import type { PresenceRow } from '../../db/presence';
import { epochMs, type Instant } from '../../domain/ids';
import type { OtherView } from '../../web/words/presence';

/** Somebody seen less than this ago is still there. */
export const STILL_THERE_MS = 30_000;
/** Somebody whose draft changed less than this ago is writing. */
const WRITING_MS = 120_000;
/** Older drafts are nobody's business any more. */
const FORGOTTEN_MS = 24 * 3_600_000;

const WHAT: Readonly<Record<string, string>> = {
  reponse: 'une réponse',
  question: 'une question',
  resolution: 'une réponse',
  note: 'une note',
  'appel-telephonique': 'un compte rendu d’appel',
  transmission: 'un message au secteur',
  national: 'un message au national',
};

/** Who else is at a ticket: those who write, those who read, those who left something begun. One line each. */
export function othersAt(present: readonly PresenceRow[], drafts: readonly DraftOfSomeone[], now: Instant): OtherView[] {
  const age = (at: Instant) => epochMs(now) - epochMs(at);
  const latest = drafts.filter((draft, i) => drafts.findIndex((one) => one.account_id === draft.account_id) === i && age(draft.updated_at) < FORGOTTEN_MS);
  const writing = latest.filter((draft) => age(draft.updated_at) < WRITING_MS);
  const busy = new Set(writing.map((draft) => draft.account_id));
  const line = (doing: 'writes' | 'began') => ({ name, act, updated_at }: DraftOfSomeone): OtherView => ({ name, doing, what: WHAT[act] ?? 'un texte', since: updated_at });
  return [
    ...writing.map(line('writes')),
    ...present.filter((one) => !busy.has(one.account_id)).map(({ name, seen_at }): OtherView => ({ name, doing: 'reads', what: null, since: seen_at })),
    ...latest.filter((draft) => !busy.has(draft.account_id)).map(line('began')),
  ];
}
