import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredRoutes, type DeclaredRoute } from '../../api/guard';
import { createApp } from '../../api/server';
import { holds, OPEN_ACTIONS, type Action } from '../../domain/roles';
import { startOffice, type Office } from './office';
import { linksOf, walk } from './page-walk';
import { addPeople, ask, PEOPLE, sit, type Person } from './role-people';
import { makeSamples } from './route-samples';

let office: Office;
let routes: readonly (DeclaredRoute & { readonly matches: RegExp })[];
let begin: readonly string[];

beforeAll(async () => {
  office = await startOffice();
  await addPeople(office);
  const { tickets } = await makeSamples(office);
  begin = ['/', '/aide', '/compte', ...Object.values(tickets).map((reference) => `/demandes/${reference}`)];
  routes = declaredRoutes(createApp(office.tools)).map((route) => ({ ...route, matches: patternOf(route.path) }));
});
afterAll(async () => {
  await office.stop();
});

/** « /demandes/:reference/dossier.pdf » as what addresses match it. */
function patternOf(path: string): RegExp {
  const parts = path.split(/:\w+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+?')}$`);
}

interface Offer {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** What a page leads to: its links, and what its forms and buttons send. */
function offers(body: string): Offer[] {
  const link = (text: string): Offer => ({ method: 'GET', path: text });
  const links = linksOf(body).map(link);
  const forms = [...body.matchAll(/<form ([^>]*)>/g)].flatMap(([, attributes = '']): Offer[] => {
    const path = /action="(\/[^"]*)"/.exec(attributes)?.[1];
    return path === undefined ? [] : [{ method: attributes.includes('method="post"') ? 'POST' : 'GET', path }];
  });
  const buttons = [...body.matchAll(/formaction="(\/[^"]*)"/g)].map(([, path = '']): Offer => ({ method: 'POST', path }));
  const call = [...body.matchAll(/data-call="(\/[^"]*)"/g)].map(([, path = '']) => link(path));
  return [...links, ...forms, ...buttons, ...call].map(({ method, path }) => ({ method, path: path.replaceAll('&amp;', '&') }));
}

function actionOf({ method, path }: Offer): DeclaredRoute['action'] | undefined {
  const address = path.split(/[?#]/)[0] ?? '';
  return routes.find((route) => route.method === method && route.matches.test(address))?.action;
}

const isOpen = (action: string): boolean => (OPEN_ACTIONS as readonly string[]).includes(action);
/** Says what is offered in vain on the pages that this person reaches. */
async function offeredInVain(person: Person): Promise<string[]> {
  const refused = new Set<string>();
  for (const { path, body } of await walk(office, person, begin)) {
    for (const offer of offers(body)) {
      const action = actionOf(offer);
      if (action === undefined) refused.add(`${path} offers ${offer.method} ${offer.path}, which is no route`);
      else if (!isOpen(action) && person.role !== null && !holds(person.role, action as Action)) refused.add(`${path} offers ${offer.method} ${offer.path} (${action})`);
    }
  }
  return [...refused];
}

describe('what the pages offer', () => {
  it.each(PEOPLE.filter(({ who, here }) => who !== null && here).map((person) => [person.name, person] as const))('%s: no link, form or button that the role may not use', async (_name, person) => {
    expect(await offeredInVain(person)).toEqual([]);
  });

  it('the help and the declaration of accessibility are linked from every page, and open to anybody', async () => {
    const nobody = await sit(office, { name: 'nobody', role: null, here: false, who: null });
    for (const path of ['/connexion', '/connexion/lien', '/aide', '/accessibilite', '/aide/agents', '/aide/responsables', '/aide/partenaires', '/nulle-part']) {
      const { body } = await ask(office, nobody, 'GET', path);
      expect(body, path).toContain('href="/accessibilite"');
      expect(body, path).toContain('href="/aide"');
    }
    expect((await ask(office, nobody, 'GET', '/aide/images/absente.webp')).status).toBe(404);
    expect((await ask(office, nobody, 'GET', '/aide/images/..%2Fagents.md')).status).toBe(404);
  });
});
