import type { Office } from './office';
import { ask, sit, type Person, type Seat } from './role-people';

/** A page that was reached, and by which address. */
export interface Reached {
  readonly path: string;
  readonly body: string;
}

const MOST_PAGES = 80;
const AN_ID = /[0-9a-f-]{6,}|\d+/g;
const A_FILE = /\.(pdf|zip|csv|ods|eml|html|json|txt)|\/pieces\//;

/** The addresses that a page's links lead to. */
export function linksOf(body: string): string[] {
  return [...body.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'));
}

/** The pages that this person reaches from these addresses, link after link: one page of each kind. */
export async function walk(office: Office, person: Person, from: readonly string[]): Promise<Reached[]> {
  const seat: Seat = await sit(office, person);
  const kinds = new Set<string>();
  const reached: Reached[] = [];
  const toVisit = [...from];
  for (let path = toVisit.shift(); path !== undefined && reached.length < MOST_PAGES; path = toVisit.shift()) {
    const { status, location, body } = await ask(office, seat, 'GET', path);
    if (location !== null) toVisit.push(location);
    if (status !== 200) continue;
    reached.push({ path, body });
    for (const link of linksOf(body)) {
      const kind = link.split(/[?#]/)[0]?.replace(AN_ID, '#') ?? '';
      if (kinds.has(kind) || A_FILE.test(link)) continue;
      kinds.add(kind);
      toVisit.push(link);
    }
  }
  return reached;
}
