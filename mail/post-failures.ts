/** One recipient that the relay did not take. */
export interface Refusal {
  readonly address: string;
  /** 5xx: trying again is no use. */
  readonly permanent: boolean;
  readonly code: number | null;
  readonly response: string;
}

/** The relay will never take this letter. `at: 'recipient'` says that the addresses are at fault, `'message'` that the letter is. */
export class PermanentRefusal extends Error {
  override readonly name = 'PermanentRefusal';
  constructor(
    readonly at: 'recipient' | 'message',
    readonly code: number,
    readonly response: string,
    readonly refusals: readonly Refusal[],
    cause: unknown,
  ) {
    super(`the relay refused the letter for good (${code})`, { cause });
  }
}

/** The letter did not leave, or nobody knows whether it did: post it again, with the same bytes. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  constructor(
    /** The relay's reply code when it gave one. */
    readonly code: number | null,
    /** ETIMEDOUT, ECONNECTION, EAUTH, EABORT…, as nodemailer names it. */
    readonly reason: string,
    readonly response: string,
    readonly refusals: readonly Refusal[],
    cause: unknown,
  ) {
    super(`the letter could not be handed to the relay (${reason})`, { cause });
  }
}

/** What nodemailer adds to an error. */
interface RelayError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
  readonly recipient?: string;
  readonly rejectedErrors?: readonly RelayError[];
}

/** nodemailer's error as one of ours. A 5xx to our name, password or sender address is our own trouble: an operator can end it. */
export function failureOf(error: unknown): PermanentRefusal | TransientFailure {
  const relay = error instanceof Error ? (error as RelayError) : (new Error(String(error)) as RelayError);
  const refusals = refusalsOf(relay.rejectedErrors);
  const code = relay.responseCode ?? null;
  const response = relay.response ?? '';
  const refusedForGood = code !== null && code >= 500;
  if (refusals.length > 0 && refusals.every(({ permanent }) => permanent)) {
    return new PermanentRefusal('recipient', refusals[0]?.code ?? 550, response, refusals, error);
  }
  if (tooLarge(relay)) return new PermanentRefusal('message', 552, response, [], error);
  if (refusedForGood && refusals.length === 0 && relay.command === 'DATA') return new PermanentRefusal('message', code, response, [], error);
  return new TransientFailure(code, relay.code ?? relay.name, response, refusals, error);
}

/** Larger than the relay says it takes (nodemailer does not even try), or than it takes (552 at MAIL). */
function tooLarge({ code, command, responseCode }: RelayError): boolean {
  return command === 'MAIL FROM' && (responseCode === 552 || (code === 'EMESSAGE' && responseCode === undefined));
}

export function refusalsOf(errors: readonly RelayError[] | undefined): Refusal[] {
  return (errors ?? []).map(({ recipient, responseCode, response }) => ({
    address: recipient ?? '',
    permanent: (responseCode ?? 0) >= 500,
    code: responseCode ?? null,
    response: response ?? '',
  }));
}
