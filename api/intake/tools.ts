import type { Clock } from '../../clock';
import type { Sql } from '../../db/connect';
import type { Tools } from '../../desk/tools';
import type { Instant, Reference } from '../../domain/ids';
import type { ArrivedMail } from '../../mail/arrived';
import type { Log } from '../../mail/log';

/** What intake needs, the same for every channel. */
export interface IntakeTools {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly log: Log;
  readonly instance: string;
  readonly publicUrl: string;
  /** Tells the ticket's workflow that a fact was recorded, starting it if need be. */
  tell(reference: Reference, n: number): Promise<void>;
  /** The same of a journey. */
  readonly tellJourney: Tools['tellJourney'];
}

/** What the doors of mail need besides. */
export interface MailTools extends IntakeTools {
  /** Whether a mail comes from whom it says (SPF, DKIM, DMARC); absent = nobody checks. */
  authenticate?(mail: ArrivedMail): Promise<'pass' | 'fail' | 'none'>;
  /** Starts the workflow of a ticket that has made its first move, asleep until `wakeAt`, or until it is told of a fact. */
  startAsleep(reference: Reference, wakeAt: Instant | null): Promise<void>;
  /** Hands a letter's bytes to the relay. */
  readonly post: Tools['post'];
}
