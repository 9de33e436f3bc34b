import type { Configuration } from 'openid-client';
import type { Identity } from '../db/identity';
import { oidcReturnPath } from '../web/paths-sign-in';
import type { OidcSettings } from './sign-in-settings';

/** What a browser carries from the leave to the return. */
export interface OidcPending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce. */
export interface Provider {
  /** Where to send the browser. @throws when the provider cannot be reached. */
  begin(): Promise<{ readonly address: URL; readonly pending: OidcPending }>;
  /** Checks what the provider sent back to `returned`. @throws Error when any of it is wrong. */
  finish(returned: URL, pending: OidcPending): Promise<{ readonly identity: Identity; readonly claims: Claims }>;
}

/** The provider's own description is asked for once, and again after a failure. */
export function createProvider(settings: OidcSettings, publicUrl: string): Provider {
  let known: Promise<Configuration> | null = null;
  const configuration = (): Promise<Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  return {
    begin: async () => await begin(await configuration(), settings, `${publicUrl}${oidcReturnPath()}`),
    finish: async (returned, pending) => await finish(await configuration(), returned, pending),
  };
}

/** The library is made of ES modules only. */
const library = () => import('openid-client');

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const client = await library();
  const authentication = clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret);
  // Plain http is for a provider on this very machine: a trial, or a test.
  const execute = isLoopback(new URL(issuer)) ? [client.allowInsecureRequests] : [];
  return await client.discovery(new URL(issuer), clientId, undefined, authentication, { execute });
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

async function begin(configuration: Configuration, { scope }: OidcSettings, redirectUri: string): Promise<{ address: URL; pending: OidcPending }> {
  const client = await library();
  const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  });
  return { address, pending };
}

async function finish(configuration: Configuration, returned: URL, { state, nonce, verifier }: OidcPending): Promise<{ identity: Identity; claims: Claims }> {
  const client = await library();
  const tokens = await client.authorizationCodeGrant(configuration, returned, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
  const said = tokens.claims();
  if (said === undefined) throw new Error('the provider gave no identity');
  const more = configuration.serverMetadata().userinfo_endpoint === undefined ? {} : await client.fetchUserInfo(configuration, tokens.access_token, said.sub);
  return { identity: { issuer: said.iss, subject: said.sub }, claims: { ...more, ...said } };
}

