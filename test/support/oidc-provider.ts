import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Provider } from 'oidc-provider';
import { anyPort } from '../../tools/ports.mjs';

/** Somebody the provider knows: what it says of them. */
export interface Known {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly cafs: readonly string[];
}

/** A real OpenID Connect provider (oidc-provider) on the loopback, with a sign-in page of one field. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whom it knows, by subject; changed at will. */
  readonly people: Map<string, Known>;
  /** How many times its token endpoint was asked. */
  tokensAsked(): number;
  stop(): Promise<void>;
}

export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const { Provider } = await import('oidc-provider');
  const issuer = `http://127.0.0.1:${await anyPort()}`;
  const people = new Map<string, Known>();
  const [clientId, clientSecret] = ['guichet', randomBytes(24).toString('hex')];
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], profile: ['name', 'email', 'roles', 'cafs'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/entrer/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => Promise.resolve({ sub, ...people.get(sub) }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client?.clientId, accountId: ctx.oidc.session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Grant: 600, Interaction: 600, Session: 600 },
  });
  let tokensAsked = 0;
  const callback = provider.callback();
  const server = createServer((req, res) => {
    if (req.url?.startsWith('/token') === true) tokensAsked += 1;
    if (req.url?.startsWith('/entrer/') === true) enter(provider, req, res).catch((error: unknown) => res.destroy(error instanceof Error ? error : undefined));
    else void callback(req, res);
  });
  server.listen(Number(new URL(issuer).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer, clientId, clientSecret, people,
    tokensAsked: () => tokensAsked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const PAGE = `<!doctype html><html lang="fr"><title>Fournisseur d’essai</title><h1>Fournisseur d’essai</h1>
<form method="post"><label>Identifiant <input name="login"></label><button>Entrer</button></form></html>`;

/** The provider's own page: who says a name is believed; « refus » refuses. */
async function enter(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'POST') return void res.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE);
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const login = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('login') ?? '';
  const result = login === 'refus' ? { error: 'access_denied', error_description: 'refused' } : { login: { accountId: login } };
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}
