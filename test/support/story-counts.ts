import type { Sql } from '../../db/connect';
import type { Sent } from './senders';
import type { SmtpSink } from './smtp-sink';

/** What became of some mails: what the stories of killed processes print and assert. */
export interface Counts {
  /** Mails handed to the door, by senders that try again or not. */
  readonly sent: number;
  /** 250 was heard. */
  readonly accepted: number;
  /** Mails in the memory. */
  readonly kept: number;
  readonly tickets: number;
  /** Acknowledgements at the sink, by Message-ID. */
  readonly letters: number;
  /** Tickets, letters or rows beyond the first of a mail. */
  readonly doubled: number;
  /** Kept, without a ticket or an acknowledgement; or accepted and not kept. */
  readonly lost: number;
  /** Times that the same letter was posted again, with the same Message-ID: allowed (rules: Door 10). */
  readonly postedAgain: number;
}

/** Counts by Message-ID: the rows of each mail, its tickets, and the distinct letters that answer it at the sink. */
export async function count(sql: Sql, sink: SmtpSink, sent: readonly Sent[]): Promise<Counts> {
  const ids = sent.map((mail) => mail.messageId);
  const rows = await sql<{ message_id: string; reference: string | null }[]>`select message_id, reference from arrived_mail where message_id = any(${ids})`;
  const each = sent.map((mail) => {
    const kept = rows.filter((row) => row.message_id === mail.messageId);
    const answers = sink.mails.filter((letter) => letter.headers.get('in-reply-to') === mail.messageId);
    return {
      accepted: mail.outcome === 'accepted',
      kept: kept.length,
      tickets: new Set(kept.flatMap((row) => row.reference ?? [])).size,
      letters: new Set(answers.map((letter) => letter.messageId)).size,
      posted: answers.length,
    };
  });
  const sum = (of: (one: (typeof each)[number]) => number) => each.reduce((total, one) => total + of(one), 0);
  return {
    sent: sent.length,
    accepted: sum((one) => Number(one.accepted)),
    kept: sum((one) => Math.min(one.kept, 1)),
    tickets: sum((one) => one.tickets),
    letters: sum((one) => one.letters),
    doubled: sum((one) => Math.max(0, one.kept - 1) + Math.max(0, one.tickets - 1) + Math.max(0, one.letters - 1)),
    lost: sum((one) => Number((one.accepted && one.kept === 0) || (one.kept > 0 && (one.tickets === 0 || one.letters === 0)))),
    postedAgain: sum((one) => one.posted - one.letters),
  };
}

/** « door:after-commit: sent 5, kept 5, tickets 5, letters 5, doubled 0 » */
export function line(what: string, counts: Counts): string {
  return `${what}: ${Object.entries(counts).map(([name, value]) => `${name} ${value}`).join(', ')}`;
}
