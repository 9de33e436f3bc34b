/** What the door answers with; smtp-server reads `responseCode`. The text is for the sender's administrator, hence English. */
export class SmtpReply extends Error {
  override readonly name = 'SmtpReply';
  constructor(
    readonly responseCode: number,
    text: string,
  ) {
    super(text);
  }
}

/** Our own trouble, whatever it is: never a 5xx, the sender's server keeps the mail and tries again. */
export function later(): SmtpReply {
  return new SmtpReply(451, 'The message could not be kept now, please try again later');
}
