import { createTransport } from 'nodemailer';
import { killPoint } from '../faults';
import { errorFacts, type Log } from './log';
import { failureOf, refusalsOf, type Refusal } from './post-failures';

export { PermanentRefusal, TransientFailure, type Refusal } from './post-failures';

export interface PosterOptions {
  /**
   * « smtp://user:secret@relais.example:587 » (STARTTLS when offered), « smtps://… »; nodemailer's options as query
   * (« ?tls.rejectUnauthorized=false » for a relay with a certificate of its own). null = letters stay inside.
   */
  readonly relayUrl: string | null;
  /** The name we give ourselves in EHLO. */
  readonly name: string;
  readonly logger: Log;
  readonly maxConnections?: number;
}

/** A letter as it is posted: the bytes made by compose(), and to whom. */
export interface PostedLetter {
  readonly raw: Buffer;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
}

export type PostOutcome =
  /** The relay has it, for all but `refused`. */
  | { readonly outcome: 'sent'; readonly response: string; readonly refused: readonly Refusal[] }
  /** No relay: kept by the caller, shown on « Courriers ». */
  | { readonly outcome: 'inside' };

export interface Poster {
  /**
   * Posts a letter, byte for byte, within `timeoutMs` milliseconds in all.
   * @throws PermanentRefusal when every recipient was refused for good (5xx at RCPT) or the letter was (5xx at DATA).
   * @throws TransientFailure for all else (4xx, no connection, no answer in time, our own credentials): post it again later. The
   *   relay may have it all the same; its Message-ID makes it one letter.
   */
  post(letter: PostedLetter, timeoutMs: number): Promise<PostOutcome>;
  close(): void;
}

/** Posts letters through one relay with a few kept connections, or keeps them inside. */
export function createPoster(options: PosterOptions): Poster {
  if (options.relayUrl === null) return { post: async () => ({ outcome: 'inside' }), close: () => undefined };
  const transport = createTransport({
    url: options.relayUrl,
    pool: true,
    name: options.name,
    maxConnections: options.maxConnections ?? 4,
    maxMessages: 1_000,
    maxRequeues: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.on('error', (error: unknown) => options.logger.warn(errorFacts(error), 'a connection to the relay failed'));

  const post = async (letter: PostedLetter, timeoutMs: number): Promise<PostOutcome> => {
    const { raw, envelope } = letter;
    const signal = AbortSignal.timeout(timeoutMs);
    const info = await transport
      .sendMail({ raw, envelope: { from: envelope.from, to: [...envelope.to], size: raw.length }, signal })
      .catch((error: unknown) => {
        throw failureOf(error);
      });
    killPoint('letter:after-relay-250');
    return { outcome: 'sent', response: info.response, refused: refusalsOf(info.rejectedErrors) };
  };
  return { post, close: () => transport.close() };
}
