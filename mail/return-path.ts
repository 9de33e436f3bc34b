import { rawHeaders, splitRaw } from './digest-headers';

/**
 * The envelope sender of a mail that was collected: what its Return-Path says, null for `<>` (a report). A mailbox that keeps no
 * Return-Path leaves the From header; null when there is neither.
 */
export function envelopeSender(raw: Buffer): string | null {
  const headers = rawHeaders(splitRaw(raw).head);
  const returnPath = headers.get('return-path');
  return addressIn(returnPath ?? headers.get('from') ?? '');
}

/** The address between the last angle brackets, or the text itself when there are none. */
function addressIn(header: string): string | null {
  const bracketed = /<([^<>]*)>[^<>]*$/.exec(header);
  const address = (bracketed?.[1] ?? header).trim();
  return address.includes('@') && !/\s/.test(address) ? address : null;
}
