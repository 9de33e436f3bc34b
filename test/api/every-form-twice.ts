import { expect } from 'vitest';
import { Browser, type Answer } from './browser';
import type { Office } from './office';

/** What a form may have made: nothing of it is made again by the same form. */
const MADE = ['journey', 'journey_fact', 'journey_act', 'letter', 'register_act', 'habilitation', 'contact', 'fact', 'trace_answer', 'planned_stop', 'stop_fact', 'convention_paper', 'convention_amendment', 'service_opening', 'change_file', 'review_file', 'meeting_file'];

/** What a session begins with is used up; acts of a request have keys of their own (test/api/acts.test). */
const ELSEWHERE = /^\/(?:connexion|lien|demandes\/[^/]+\/(?!hors-arret))/;

/**
 * From now on each form with a key that an office takes is sent a second time as it was, as a double click or a page resent after a killed
 * connection does: it leads where the first led, and nothing more is recorded nor written. @returns the paths that were so sent
 */
export async function everyFormTwice(office: Office): Promise<{ readonly paths: ReadonlySet<string> }> {
  const tables = await office.sql<{ name: string }[]>`select relname as name from pg_class where relkind = 'r' and relname = any(${MADE}) order by 1`;
  const counts = async (): Promise<unknown> => (await office.sql.unsafe(`select ${tables.map(({ name }) => `(select count(*)::int from ${name}) as ${name}`).join(', ')}`))[0];
  const paths = new Set<string>();
  Browser.taken.set(office.url, async (path: string, first: Answer, again: () => Promise<Answer>) => {
    if (ELSEWHERE.test(path)) return;
    const before = await counts();
    const second = await again();
    expect([path, second.status, second.location, await counts()]).toEqual([path, first.status, first.location, before]);
    paths.add(path);
  });
  return { paths };
}

/** The forms that were so sent, without the numbers of what they are about: « /changements/…/refus ». */
export function formsOf(paths: ReadonlySet<string>): string[] {
  return [...new Set([...paths].map((path) => path.split('/').map((part) => (/\d|^habilitation-|-administratrice$/.test(part) ? '…' : part)).join('/')))].sort();
}
