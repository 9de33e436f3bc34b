import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import express, { Router } from 'express';
import { createApp } from '../../api/server';
import { declaredRoutes, type DeclaredRoute } from '../../api/guard';
import { TABLE, OPEN_ACTIONS, type Action, type Role } from '../../domain/roles';
import { assetsList } from '../../web/assets';
import { startOffice, type Office } from './office';
import { addPeople, ask, PEOPLE, type Person } from './role-people';
import { makeSamples, SECRETS, type Kind, type Samples } from './route-samples';

type TicketKind = Exclude<Kind, 'unidentified'>;
/** Who sees what at the Caf where the ticket is, said here without asking the product. */
const SEES: Readonly<Record<TicketKind, readonly Role[]>> = {
  ordinary: ['agent', 'manager', 'mcp-administrator'],
  restricted: ['security-officer'],
  referred: ['agent', 'manager', 'mcp-administrator', 'national'],
};

let office: Office;
let samples: Samples;
let routes: readonly DeclaredRoute[];

beforeAll(async () => {
  office = await startOffice();
  await addPeople(office);
  samples = await makeSamples(office);
  routes = declaredRoutes(createApp(office.tools)).filter(({ action }) => action !== 'fetch-asset');
});
afterAll(async () => {
  await office.stop();
});

const isOpen = (action: DeclaredRoute['action']): boolean => (OPEN_ACTIONS as readonly string[]).includes(action);
const isOfTicket = (path: string): boolean => path.includes('/demandes/:reference') || path.includes('/courriers/:id');

/** What the table says that this person gets: 'in', or the status of the refusal. */
function expected({ role, here, who }: Person, { action, path }: DeclaredRoute, kind: TicketKind): 'in' | 401 | 403 | 404 {
  if (isOpen(action)) return 'in';
  if (who === null || role === null) return 401;
  if (!(TABLE[action as Action] as readonly Role[]).includes(role)) return 403;
  if (isOfTicket(path)) return here && SEES[kind].includes(role) ? 'in' : 404;
  return here || !path.includes(':') ? 'in' : 404;
}

function outcome({ status, location }: { status: number; location: string | null }): 'in' | 'failed' | 401 | 403 | 404 {
  if (status === 303 && /^\/connexion(?:\?retour=.*)?$/.test(location ?? '')) return 401;
  if (status === 401 || status === 403 || status === 404) return status;
  return status >= 500 ? 'failed' : 'in';
}

/** A sample without an attachment, an HTML part or a letter just sent by who asks answers « no such part » to those who may ask: the mail beside it tells. */
const absentInSamples = (path: string): boolean => path.endsWith('.html') || path.includes('/pieces/') || path.includes('/:key');

/** Some hundreds of requests a person: no machine is that slow. */
const LONGEST_MS = 240_000;

describe('every route and every role', () => {
  it.each(PEOPLE.flatMap((person) => ['GET', 'POST'].map((method) => ({ ...person, method }))))('$name, $method', { timeout: LONGEST_MS }, async ({ method, ...person }) => {
    const wrong: string[] = [];
    for (const route of routes.filter((one) => one.method === method)) {
      for (const kind of isOfTicket(route.path) ? (Object.keys(SEES) as TicketKind[]) : (['ordinary'] as const)) {
        const path = await samples.path(route.path, kind);
        const answer = await ask(office, person, route.method, path);
        const want = expected(person, route, kind);
        const got = outcome(answer);
        if (route.action === 'sign-in' && got !== 'failed') continue;
        if (want === 'in' && got === 404 && absentInSamples(route.path)) continue;
        if (got !== want) wrong.push(`${route.method} ${path} (${kind}): ${want} expected, ${got} (${answer.status})`);
        if (want === 404 || want === 403) for (const secret of Object.values(SECRETS)) if (answer.body.includes(secret)) wrong.push(`${route.method} ${path}: refused, and says « ${secret} »`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a route that says no action', () => {
  it('has a method that the test above asks', () => {
    expect([...new Set(routes.map(({ method }) => method))].sort()).toEqual(['GET', 'POST']);
  });

  it('stops the application from starting, however deep its router lies', () => {
    const app = express();
    app.use(Router().use(Router().get('/sans-garde', (_req, res) => void res.send('tout'))));
    expect(() => declaredRoutes(app)).toThrow('GET /sans-garde');
  });

  it('cannot be mistaken for a static file: all those are open', () => {
    const files = declaredRoutes(createApp(office.tools)).filter(({ action }) => action === 'fetch-asset');
    expect(files.map(({ path }) => path)).toEqual(assetsList().map(({ url }) => url));
  });
});
