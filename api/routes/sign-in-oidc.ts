import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { createAccountOfIdentity, findAccountOfIdentity, updateGranted, type Granted, type Identity } from '../../db/identity';
import { endSessionsBut } from '../../db/session-list';
import type { AccountRow } from '../../db/account';
import { errorFacts } from '../../mail/log';
import { ProviderRefusedPage } from '../../web/pages/sign-in/provider';
import { oidcReturnPath, oidcStartPath } from '../../web/paths-sign-in';
import { NotFound } from '../errors';
import { open } from '../guard';
import { createProvider, type Claims, type Provider } from '../oidc';
import { readClaims } from '../oidc-claims';
import { dropPending, putPending, readPending } from '../pending';
import { safePath } from '../safe-path';
import { openSession } from '../session';
import type { OidcSettings } from '../sign-in-settings';
import { showStranger, textOf } from '../stranger';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';

const REASONS = {
  unreachable: 'Le service de connexion de votre Caf ne répond pas. Essayez dans quelques minutes, ou connectez-vous par mot de passe si vous en avez un.',
  expired: 'La connexion a duré plus de dix minutes, ou a commencé dans un autre navigateur. Recommencez.',
  failed: 'Le service de connexion de votre Caf n’a pas confirmé qui vous êtes. Recommencez ; si cela revient, prévenez votre service informatique.',
  'no-role': 'Votre compte existe, mais aucun rôle de Guichet ne lui est donné. Demandez-le à votre responsable.',
  'no-caf': 'Votre compte existe, mais aucune Caf ne lui est donnée dans Guichet. Demandez-la à votre responsable.',
  disabled: 'Votre compte est fermé dans Guichet. Adressez-vous à votre responsable.',
} as const;

/** Signing in with the account of one's own organisation. Without a provider set, there is no such page. */
export function signInOidcRoutes(tools: WebTools): Router {
  const router = Router();
  const settings = tools.signIn.oidc;
  const provider = settings === null ? null : createProvider(settings, tools.publicUrl);
  router.get(oidcStartPath(), open('sign-in', async (req, res) => await leave(tools, providerOf(provider), req, res)));
  router.get(oidcReturnPath(), open('sign-in', async (req, res) => {
    if (settings === null) throw new NotFound('no provider is set');
    await comeBack(tools, providerOf(provider), settings, req, res);
  }));
  return router;
}

/** @throws NotFound when none is set. */
function providerOf(provider: Provider | null): Provider {
  if (provider === null) throw new NotFound('no provider is set');
  return provider;
}

function refuse(tools: WebTools, res: Response, reason: keyof typeof REASONS, status: number): void {
  showStranger(res, ProviderRefusedPage({ shell: strangerShell(tools.clock.now()), reason: REASONS[reason] }), status);
}

async function leave(tools: WebTools, provider: Provider, req: Request, res: Response): Promise<void> {
  try {
    const { address, pending } = await provider.begin();
    putPending(tools, res, 'oidc', { ...pending, returnTo: textOf(req.query['retour']) || null }, tools.clock.now());
    res.set('Cache-Control', 'no-store').redirect(303, address.href);
  } catch (error) {
    tools.log.warn(errorFacts(error), 'the OpenID Connect provider cannot be reached');
    refuse(tools, res, 'unreachable', 503);
  }
}

async function comeBack(tools: WebTools, provider: Provider, settings: OidcSettings, req: Request, res: Response): Promise<void> {
  const pending = readPending(tools, req, 'oidc', tools.clock.now());
  dropPending(tools, res, 'oidc');
  if (pending === null) return refuse(tools, res, 'expired', 400);
  const known = await whoIs(tools, provider, req, pending);
  if (known === null) return refuse(tools, res, 'failed', 400);
  const read = readClaims(known.claims, settings);
  const account = 'granted' in read ? await accountFor(tools, known.identity, read.granted) : await findAccountOfIdentity(tools.sql, known.identity);
  // Rights that the provider took back are no longer used anywhere.
  if ('refused' in read && account !== undefined) await endSessionsBut(tools.sql, account.id, null);
  if ('refused' in read) return refuse(tools, res, read.refused, 403);
  if (account === undefined || account.disabled) return refuse(tools, res, 'disabled', 403);
  await openSession(tools, req, res, { account: account.id }, tools.clock.now(), 'oidc');
  res.redirect(303, safePath(pending.returnTo));
}

/** Null when what came back is not to be believed. */
async function whoIs(tools: WebTools, provider: Provider, req: Request, pending: Parameters<Provider['finish']>[1]): Promise<{ identity: Identity; claims: Claims } | null> {
  try {
    return await provider.finish(new URL(req.originalUrl, tools.publicUrl), pending);
  } catch (error) {
    tools.log.warn(errorFacts(error), 'a sign-in at the OpenID Connect provider came to nothing');
    return null;
  }
}

/** The account of that issuer's subject, made at the first sign-in; what it may do is what the provider says now. */
async function accountFor(tools: WebTools, identity: Identity, granted: Granted): Promise<AccountRow | undefined> {
  const known = await findAccountOfIdentity(tools.sql, identity);
  if (known === undefined) await createAccountOfIdentity(tools.sql, identity, granted, `oidc-${randomUUID()}`, tools.clock.now());
  else if (await updateGranted(tools.sql, known.id, granted)) await endSessionsBut(tools.sql, known.id, null);
  return known ?? (await findAccountOfIdentity(tools.sql, identity));
}
