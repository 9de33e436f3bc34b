import type { PendingQuery, Row } from 'postgres';
import type { Sql, Tx } from './connect';

/** What a person may be shown: PostgreSQL's row security is told it at the head of every transaction. */
export interface Scope {
  /** Cafs whose ordinary tickets, letters and mails they see. */
  readonly desk: readonly string[];
  /** Cafs whose unidentified mails they see. */
  readonly unidentified: readonly string[];
  /** Cafs whose settings' journal and imports they see. */
  readonly managed: readonly string[];
  /** Cafs whose security incidents they see. */
  readonly security: readonly string[];
  /** Cafs whose conventions and people they see; those in which they hold any role; those whose contracts they see. */
  readonly cafs: readonly string[];
  readonly staff: readonly string[];
  /** Cafs whose requests for traces they read. */
  readonly traces: readonly string[];
  readonly contracts: readonly string[];
  /** A visitor's own conventions, and those of which they see security incidents. */
  readonly conventions: readonly string[];
  readonly securityConventions: readonly string[];
  /** Sees what was referred to the national level. */
  readonly national: boolean;
  /** Keeps this installation. */
  readonly instance: boolean;
  /** The account, or « partner:<address> ». */
  readonly who: string;
}

/**
 * The same pool for one person: whatever is asked of it is asked under their scope. Questions put in one go (Promise.all) share one
 * transaction, sent in one go with its beginning and its end: no more round trips than without. Nothing stays open between two goes,
 * and what was written is committed once its promise is fulfilled. When one of a go fails, all of it is undone.
 */
export function scoped(sql: Sql, scope: Scope): Sql {
  const go = new Go(sql, scope);
  const begin = (work: (tx: Tx) => unknown): Promise<unknown> =>
    sql.begin((tx) => {
      // Not awaited: the questions that follow wait their turn on the same connection. Its failure fails them too.
      void tell(tx, scope).then(undefined, () => undefined);
      return work(tx);
    });
  return new Proxy(sql, {
    apply: (target, _this, [first, ...args]: [unknown, ...unknown[]]) => (isTemplate(first) ? new Question(go, first, args) : Reflect.apply(target, undefined, [first, ...args])),
    get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)),
  });
}

/** Tells row security whose questions follow, until the transaction ends. */
function tell(tx: Sql | Tx, scope: Scope): PromiseLike<unknown> {
  const { desk, unidentified, managed, security, cafs, staff, contracts, traces, conventions, securityConventions, national, instance, who } = scope;
  return tx`select set_config('guichet.desk', ${[...desk]}::text[]::text, true), set_config('guichet.security', ${[...security]}::text[]::text, true),
    set_config('guichet.unidentified', ${[...unidentified]}::text[]::text, true), set_config('guichet.managed', ${[...managed]}::text[]::text, true),
    set_config('guichet.cafs', ${[...cafs]}::text[]::text, true), set_config('guichet.staff', ${[...staff]}::text[]::text, true), set_config('guichet.contracts', ${[...contracts]}::text[]::text, true), set_config('guichet.traces', ${[...traces]}::text[]::text, true),
    set_config('guichet.conventions', ${[...conventions]}::text[]::text, true), set_config('guichet.security_conventions', ${[...securityConventions]}::text[]::text, true),
    set_config('guichet.national', ${String(national)}, true), set_config('guichet.instance', ${String(instance)}, true), set_config('guichet.who', ${who}, true)`;
}

function isTemplate(first: unknown): first is TemplateStringsArray {
  return Array.isArray(first) && 'raw' in first;
}

/** A question that waits to be asked, or a part of another one: which, is known when somebody waits for its answer. */
class Question implements PromiseLike<unknown> {
  private answer: Promise<unknown> | null = null;
  readonly [Symbol.toStringTag] = 'Question';

  constructor(
    private readonly go: Go,
    private readonly strings: TemplateStringsArray,
    private readonly args: readonly unknown[],
  ) {}

  then<A, B>(fulfilled?: ((value: unknown) => A | PromiseLike<A>) | null, rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B> {
    this.answer ??= this.go.ask(this);
    return this.answer.then(fulfilled as never, rejected as never);
  }

  catch<B>(rejected: (reason: unknown) => B | PromiseLike<B>): Promise<unknown> {
    return this.then(null, rejected);
  }

  finally(done: () => void): Promise<unknown> {
    this.answer ??= this.go.ask(this);
    return this.answer.finally(done);
  }

  /** Its rows some at a time, in a transaction that lasts as long as they are read. */
  cursor(atOnce: number): AsyncIterable<unknown[]> {
    return this.go.pages(this, atOnce);
  }

  /** The same on a connection, its parts too. */
  on(connection: Sql): PendingQuery<Row[]> {
    const args = this.args.map((arg) => (arg instanceof Question ? arg.on(connection) : arg));
    return connection(this.strings, ...(args as never[]));
  }
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Gathers what is asked before the program pauses, and asks it in one transaction. */
class Go {
  private waiting: Waiting[] = [];

  constructor(
    private readonly sql: Sql,
    private readonly scope: Scope,
  ) {}

  ask(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ question, resolve, reject }) === 1) setImmediate(() => void this.leave());
    });
  }

  private async leave(): Promise<void> {
    const asked = this.waiting;
    this.waiting = [];
    try {
      const answers = await this.inOneTransaction(asked);
      asked.forEach(({ resolve }, i) => resolve(answers[i]));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async *pages(question: Question, atOnce: number): AsyncGenerator<unknown[]> {
    const connection = await this.sql.reserve();
    try {
      await Promise.all([connection`begin`, tell(connection, this.scope)]);
      yield* question.on(connection).cursor(atOnce);
    } finally {
      await connection`commit`;
      connection.release();
    }
  }

  /** @throws what the first question that failed failed with. */
  private async inOneTransaction(asked: readonly Waiting[]): Promise<unknown[]> {
    const connection = await this.sql.reserve();
    const sent = [connection`begin`, tell(connection, this.scope), ...asked.map(({ question }) => question.on(connection)), connection`commit`];
    const answers = await Promise.allSettled(sent);
    const last = answers.at(-1);
    if (last?.status === 'fulfilled' || isAnswered(last?.reason)) connection.release();
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return answers.slice(2, -1).map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
  }
}

/** The server refused, and is there. A connection that was lost is no longer ours to give back: the pool has already closed it. */
function isAnswered(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'PostgresError';
}
