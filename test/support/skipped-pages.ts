import { createApp, startServer } from '../../api/server';
import type { Clock } from '../../clock';
import { connect, type Sql } from '../../db/connect';
import type { SkippedDesk } from './skipped';
import { silentLog, webTools } from './web-tools';

/** The pages of a desk whose time is skipped. */
export interface SkippedPages {
  readonly url: string;
  readonly clock: Clock;
  /** To open a session without its form. */
  readonly sql: Sql;
  close(): Promise<void>;
}

export async function startPages({ webUrl, superuserUrl, env, clock }: SkippedDesk): Promise<SkippedPages> {
  const [pages, sql] = [connect(webUrl, { max: 3 }), connect(superuserUrl, { max: 1 })];
  const server = await startServer(createApp(webTools({ sql: pages, publicUrl: 'http://127.0.0.1', instance: 'https://guichet.example', log: silentLog }, env.client, clock, 0)), '127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${server.port}`, clock, sql,
    close: async () => {
      await server.close();
      await Promise.all([pages.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}
