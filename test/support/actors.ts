import { findTicket } from '../../db/ticket';
import type { Act } from '../../domain/acts';
import { instant, type Instant, type Reference } from '../../domain/ids';
import type { ActAnswer } from '../../engine/ask';
import { references } from './journal';
import { arrived, type MailText } from './mail-from';
import type { SkippedDesk } from './skipped';

export const LEVEL_ONE = 'joachim.peyrade@castelbrun.example';
export const DESK = 'guichet@caf31.example';

export const after = (at: Instant, days: number): Instant => instant(new Date(Date.parse(at) + days * 86_400_000).toISOString());

/** What a desk's people and partners do in skipped time, each mail and each act its own. */
export class Actors {
  private count = 0;
  constructor(private readonly desk: SkippedDesk) {}

  async send(text: Partial<MailText> = {}, at: Instant = this.desk.clock.now()): Promise<void> {
    await this.desk.keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, ...text }, at));
  }

  /** Opens a ticket; its reference once its workflow has moved. */
  async open(text: Partial<MailText> = {}, at?: Instant): Promise<Reference> {
    const before = new Set(await references(this.desk.sql));
    await this.send({ text: `Bonjour, erreur ${(this.count += 1)} sur CDAP depuis ce matin.`, ...text }, at);
    await this.desk.settled();
    const opened = (await references(this.desk.sql)).find((one) => !before.has(one));
    if (opened === undefined) throw new Error('no ticket was opened');
    return opened;
  }

  async reply(reference: Reference, text: Partial<MailText> = {}, at?: Instant): Promise<void> {
    await this.send({ subject: `Re: [${reference}]`, text: `Suite ${(this.count += 1)}.`, ...text }, at);
    await this.desk.settled();
  }

  /** Asks for an act; what it calls for has left when it returns. */
  async act(reference: Reference, body: Act): Promise<ActAnswer> {
    const answer = await this.desk.act(reference, `edge-${(this.count += 1)}`, body);
    await this.desk.settled();
    return answer;
  }

  async pass(days: number): Promise<void> {
    await this.desk.until(after(this.desk.clock.now(), days));
  }

  /** The phase, and who owes. */
  async debt(reference: Reference): Promise<readonly unknown[]> {
    const row = await findTicket(this.desk.sql, reference);
    return [row?.phase, row?.owes];
  }

  /** Whom letters of a kind were written to, in order. */
  async letters(reference: Reference, kind: string): Promise<string[]> {
    const rows = await this.desk.sql<{ to_address: string }[]>`select to_address from letter where reference = ${reference} and kind = ${kind} order by queued_at, id`;
    return rows.map((row) => row.to_address);
  }
}
