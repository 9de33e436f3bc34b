import type { Client } from '@temporalio/client';
import { factsOf } from '../../db/fact';
import { findTicket, type TicketRow } from '../../db/ticket';
import type { Act } from '../../domain/acts';
import type { Reference } from '../../domain/ids';
import type { Fact, FactKind } from '../../domain/ticket-facts';
import { askAct, type ActAnswer } from '../../engine/ask';
import { tellTicket } from '../../engine/tell';
import { progress, ticketWorkflowId, type Progress } from '../../workflows/messages';
import { eventually } from './eventually';
import type { Processes } from './processes';
import { send, type Outgoing } from './senders';

/** What the stories ask of a desk of processes, from outside: through its doors, its memory and its workflows. */
export class StoryDesk {
  private acts = 0;

  constructor(
    readonly processes: Processes,
    private readonly client: Client,
  ) {}

  static async of(processes: Processes): Promise<StoryDesk> {
    return new StoryDesk(processes, await processes.temporalClient());
  }

  get sql() {
    return this.processes.sql;
  }
  get sink() {
    return this.processes.sink;
  }

  async close(): Promise<void> {
    await this.client.connection.close();
  }

  /** Sends a mail through the door and gives the ticket it became, or belongs to, once that has moved for it. @throws when it has none. */
  async ticketOf(mail: Outgoing): Promise<Reference> {
    await this.deliver(mail);
    const reference = await this.referenceOf(mail);
    if (reference === null) throw new Error('the mail has no ticket');
    await this.moved(reference);
    return reference;
  }

  async deliver(mail: Outgoing): Promise<void> {
    const { outcome } = await send(this.processes.smtpPort, mail);
    if (outcome !== 'accepted') throw new Error(`the door did not take the mail: ${outcome}`);
  }

  async referenceOf({ messageId, to }: Outgoing): Promise<Reference | null> {
    const [row] = await this.sql<{ reference: Reference | null }[]>`select reference from arrived_mail where message_id = ${messageId} and mailbox = ${to[0] ?? ''}`;
    return row?.reference ?? null;
  }

  /** The ticket's row once its workflow has moved for all that is recorded. */
  async moved(reference: Reference): Promise<TicketRow> {
    return await this.row(reference, (row) => row.moved_n === row.last_n);
  }

  /** The ticket's row once `enough` holds of it. */
  async row(reference: Reference, enough: (row: TicketRow) => boolean, limitMs = 30_000): Promise<TicketRow> {
    const found = await eventually(`ticket ${reference}`, () => findTicket(this.sql, reference), (row) => row !== undefined && enough(row), limitMs);
    if (found === undefined) throw new Error(`no ticket ${reference}`);
    return found;
  }

  async facts(reference: Reference): Promise<Fact[]> {
    return await factsOf(this.sql, reference);
  }

  /** The facts once one of that kind (and of `matches`) is among them. */
  async fact(reference: Reference, kind: FactKind, matches: (fact: Fact) => boolean = () => true, limitMs = 30_000): Promise<Fact[]> {
    return await eventually(`${kind} on ${reference}`, () => this.facts(reference), (facts) => facts.some((fact) => fact.kind === kind && matches(fact)), limitMs);
  }

  /** An agent's act, kept and asked as the pages do; `waitMs` is how long the page waits, `secondsAgo` when it was asked. */
  async act(reference: Reference, body: Act, { waitMs = 5_000, secondsAgo = 0 } = {}): Promise<ActAnswer> {
    this.acts += 1;
    const key = `story-${this.acts}`;
    const { sql } = this;
    await sql`insert into act (key, reference, kind, body, actor, asked_at) values (${key}, ${reference}, ${body.kind}, ${sql.json(body as never)}, 'agent', now() - ${secondsAgo} * interval '1 second')`;
    return await askAct(this.client, { key, reference, kind: body.kind }, waitMs);
  }

  /** Wakes a workflow that may not have run yet, and asks it. */
  async awake(reference: Reference): Promise<Progress> {
    await tellTicket(this.client, reference, { n: 0 });
    return await eventually(`${reference} wakes`, () => this.progress(reference), ({ seen }) => seen > 0);
  }

  /** What the ticket's workflow says of itself. @throws when none runs, or when it sleeps since its start. */
  async progress(reference: Reference): Promise<Progress> {
    return await this.client.workflow.getHandle(ticketWorkflowId(reference)).query(progress);
  }
}
