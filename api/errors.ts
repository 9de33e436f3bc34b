import type { Instant } from '../domain/ids';

/** There is no such page, or nothing of that name for who asks: the two are not told apart (404). */
export class NotFound extends Error {
  override readonly name: string = 'NotFound';
}

/** Its content is erased, its term being over: there is nothing more to see or to do (404). */
export class Erased extends NotFound {
  constructor(readonly reference: string, readonly at: Instant) {
    super('an erased request');
  }
}

/** Refused, with the reason in French (403). */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** A form of a session that is over, or of nobody's: nothing is done (403). */
export class FormExpired extends Error {
  override readonly name = 'FormExpired';
  /** @param csrf the token with which whoever is signed in may send it again; null = nobody is. */
  constructor(message: string, readonly csrf: string | null = null) {
    super(message);
  }
}

/** The request cannot be understood; the reason is in French (400). */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** Nobody is signed in (401, or the page of sign-in). */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}
