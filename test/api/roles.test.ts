import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import express, { Router } from 'express';
import { createApp } from '../../api/server';
import { declaredRoutes, type DeclaredRoute } from '../../api/guard';
import { PARTNER_ROLES, TABLE, OPEN_ACTIONS, type Action, type Role } from '../../domain/roles';
import { assetsList } from '../../web/assets';
import { startOffice, type Office } from './office';
import { addPeople, ask, PEOPLE, sit, type Person, type Seat } from './role-people';
import { makeSamples, SECRETS, type Samples, type TicketKind } from './route-samples';

/** Those of a partner who see its requests. */
const VISITORS = PARTNER_ROLES.filter((role) => role !== 'partner-contact');
/** Who sees what at the Caf where the ticket is, said here without asking the product. */
const SEES: Readonly<Record<TicketKind, readonly Role[]>> = {
  ordinary: ['agent', 'manager', 'mcp-administrator', ...VISITORS],
  restricted: ['security-officer', 'partner-security-officer'],
  referred: ['agent', 'manager', 'mcp-administrator', 'national', ...VISITORS],
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
const isOfTicket = (path: string): boolean => path.includes('/demandes/:reference') || path.includes('/courriers/:id') || path.includes('/demarches/:journey');

/** Journeys that one role alone sees: a security incident of a Caf that names an officer, a request for traces on either side. */
const isOfFew = (path: string): Role | null => (path.includes('/securite/:') ? 'security-officer' : path.includes('/partenaire/traces/:') ? 'partner-administrator' : path.includes('/traces/:') ? 'trace-reader' : null);

/** What the table says that this person gets: 'in', or the status of the refusal. */
function expected({ role, here, who }: Person, { action, path }: DeclaredRoute, kind: TicketKind): 'in' | 401 | 403 | 404 {
  if (isOpen(action)) return 'in';
  if (who === null || role === null) return 401;
  if (!(TABLE[action as Action] as readonly Role[]).includes(role)) return 403;
  if (isOfFew(path) !== null) return here && isOfFew(path) === role ? 'in' : 404;
  if (isOfTicket(path)) return here && SEES[kind].includes(role) ? 'in' : 404;
  return here || !path.includes(':') ? 'in' : 404;
}

function outcome({ status, location }: { status: number; location: string | null }): 'in' | 'failed' | 401 | 403 | 404 {
  if (status === 303 && /^\/connexion(?:\?retour=.*)?$/.test(location ?? '')) return 401;
  if (status === 401 || status === 403 || status === 404) return status;
  return status >= 500 ? 'failed' : 'in';
}

/** A sample without an attachment, an HTML part, a letter just sent by who asks a token or a view of theirs answers « no such part » to those who may ask: the mail beside it tells. */
const absentInSamples = (path: string): boolean => path.endsWith('.html') || path.includes('/pieces/') || path.includes('/:key') || path.includes('/jetons/') || path.includes('/vues/');

/** Some hundreds of requests a person: no machine is that slow. */
const LONGEST_MS = 240_000;

/** A request, and what the table says of it. */
interface Question {
  readonly route: DeclaredRoute;
  readonly kind: TicketKind;
  readonly want: ReturnType<typeof expected>;
}

/**
 * What tells something that no other question tells. Who may not do an act at all is refused before any ticket is looked at: one kind of
 * ticket tells as much as three, and the role here as much as the same role elsewhere. What was referred is the national level's too, and is to
 * all others as any ticket.
 */
function questions(person: Person, method: string): Question[] {
  const kinds = (Object.keys(SEES) as TicketKind[]).filter((kind) => kind !== 'referred' || person.role === 'national');
  const kindsOf = (route: DeclaredRoute): readonly TicketKind[] => {
    const first = expected(person, route, 'ordinary');
    if (first === 403 && !person.here && PEOPLE.some(({ role, here }) => here && role === person.role)) return [];
    return isOfTicket(route.path) && first !== 401 && first !== 403 ? kinds : ['ordinary'];
  };
  return routes.filter((one) => one.method === method).flatMap((route) => kindsOf(route).map((kind) => ({ route, kind, want: expected(person, route, kind) })));
}

/** What is wrong with the answer, in words. */
async function fault(seat: Seat, { route, kind, want }: Question, pathOf: Samples['path']): Promise<string[]> {
  const path = await pathOf(route.path, kind);
  const answer = await ask(office, seat, route.method, path);
  const got = outcome(answer);
  if (route.action === 'sign-in' && got !== 'failed') return [];
  // « Not ready », said by a machine too busy to hear from its servers within three seconds, is an answer to anybody all the same.
  if (route.path === '/sante/pret' && answer.status === 503) return [];
  if (want === 'in' && got === 404 && absentInSamples(route.path)) return [];
  const told = want === 404 || want === 403 ? Object.values(SECRETS).filter((secret) => answer.body.includes(secret)) : [];
  return [...(got === want ? [] : [`${route.method} ${path} (${kind}): ${want} expected, ${got} (${answer.status})`]), ...told.map((secret) => `${route.method} ${path}: refused, and says « ${secret} »`)];
}

describe('every route and every role', () => {
  it.each(PEOPLE.flatMap((person) => ['GET', 'POST'].map((method) => ({ ...person, method }))))('$name, $method', { timeout: LONGEST_MS }, async ({ method, ...person }) => {
    const wrong: string[] = [];
    const all = questions(person, method);
    // What is let in may act: one after the other, each from a seat of its own, for one of them leaves it.
    const acts = ({ route, want }: Question) => want === 'in' && route.method === 'POST';
    for (const question of all.filter(acts)) wrong.push(...(await fault(await sit(office, person), question, samples.path)));
    // What is looked at or refused changes nothing: from one seat, several at once.
    const seat = await sit(office, person);
    const pathOf = samples.kept();
    const quiet = all.filter((one) => !acts(one));
    while (quiet.length > 0) wrong.push(...(await Promise.all(quiet.splice(0, 8).map((question) => fault(seat, question, pathOf)))).flat());
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
