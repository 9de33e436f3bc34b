import type { Clock } from '../../clock';
import type { Sql } from '../../db/connect';
import type { Reference } from '../../domain/ids';
import type { ArrivedMail } from '../../mail/arrived';
import type { Log } from '../../mail/log';

/** What intake needs, the same for every channel. */
export interface IntakeTools {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly log: Log;
  readonly instance: string;
  readonly publicUrl: string;
  /** Whether a mail comes from whom it says (SPF, DKIM, DMARC); absent = nobody checks. */
  authenticate?(mail: ArrivedMail): Promise<'pass' | 'fail' | 'none'>;
  /** Tells the ticket's workflow that a fact was recorded, starting it if need be. */
  tell(reference: Reference, n: number): Promise<void>;
}
