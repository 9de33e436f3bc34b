/** What a collector remembers of the mails that are still in the mailbox, under one UIDVALIDITY. Lost with the process, harmlessly. */
export class Ledger {
  private validity: string | null = null;
  /** Kept, but not moved yet: never offered again. */
  readonly keptNotMoved = new Set<number>();
  readonly tooLarge = new Set<number>();
  /** How often each was offered in vain. */
  readonly failed = new Map<number, number>();

  /** Starts afresh when the mailbox was rebuilt; gives the UIDVALIDITY that was, null when it is the same or the first. */
  under(uidValidity: string): string | null {
    const before = this.validity;
    if (before === uidValidity) return null;
    this.validity = uidValidity;
    this.keptNotMoved.clear();
    this.tooLarge.clear();
    this.failed.clear();
    return before;
  }

  fail(uid: number): number {
    const attempts = (this.failed.get(uid) ?? 0) + 1;
    this.failed.set(uid, attempts);
    return attempts;
  }

  kept(uid: number): void {
    this.failed.delete(uid);
    this.keptNotMoved.add(uid);
  }

  /** Forgets what is no longer in the mailbox. */
  onlyThese(uids: ReadonlySet<number>): void {
    for (const known of [this.keptNotMoved, this.tooLarge]) for (const uid of known) if (!uids.has(uid)) known.delete(uid);
    for (const uid of this.failed.keys()) if (!uids.has(uid)) this.failed.delete(uid);
  }
}
