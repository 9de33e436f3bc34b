import { PermanentRefusal, TransientFailure, type Poster, type Refusal } from '../mail/post';
import type { PostOutcome, Tools } from './tools';

/** What the relay said, of the addressee: people in copy do not decide what becomes of a letter. */
export async function postOutcome(poster: Poster, letter: Parameters<Tools['post']>[0], timeoutMs: number): Promise<PostOutcome> {
  try {
    const taken = await poster.post({ raw: letter.raw, envelope: { from: letter.from, to: letter.to } }, timeoutMs);
    const refusal = taken.outcome === 'sent' ? taken.refused.find(({ address }) => address === letter.to[0]) : undefined;
    return refusal === undefined ? { outcome: taken.outcome } : refusedFor(refusal);
  } catch (error) {
    if (error instanceof PermanentRefusal) return { outcome: 'refused', problem: error.message, address: error.at === 'recipient', code: error.code };
    if (error instanceof TransientFailure) return { outcome: 'later', problem: error.message };
    throw error;
  }
}

/** Taken for those in copy only. */
function refusedFor({ permanent, code }: Refusal): PostOutcome {
  if (!permanent) return { outcome: 'later', problem: `the relay put the addressee off (${code ?? 'no code'})` };
  return { outcome: 'refused', problem: `the relay refused the addressee for good (${code ?? 'no code'})`, address: true, code: code ?? 550 };
}
