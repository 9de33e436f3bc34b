/**
 * The desk mailboxes that a recipient may stand for, most exact first, in lower case: itself, then without its tag
 * (« guichet+31-2026-000123@… » is « guichet@… »), so that a reference may travel in an address.
 */
export function deskAddresses(recipient: string): readonly string[] {
  const address = recipient.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  if (plus < 1 || plus > at) return [address];
  return [address, address.slice(0, plus) + address.slice(at)];
}
