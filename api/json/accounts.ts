import * as z from 'zod';
import type { Tx } from '../../db/connect';
import { findAccountFile, listAccounts, listCafs, type AccountFile } from '../../db/account-file';
import { CAF_ROLES, WIDE_ROLES } from '../../domain/roles';
import { addAccount, changeAccount, dropSecondFactor, readAccount, sendLink, setLocked } from '../accounts';
import { NotFound } from '../errors';
import { once } from '../once';
import type { Visit } from '../visit';
import { afterOf, page, paged, pageOf } from './cursor';
import { Invalid, ok, operation, type Operation } from './operation';
import { caf } from './shapes';
import type { ApiVisit } from './visit';

const ROLE = z.enum([...CAF_ROLES, ...WIDE_ROLES]);
const account = z.object({ id: z.string(), login: z.string(), name: z.string(), locked: z.boolean(), hasPassword: z.boolean(), secondFactor: z.boolean(), roles: z.array(z.object({ role: ROLE, caf: caf.nullable() })) }).meta({ id: 'AccountFile' });
const fields = z.object({ nom: z.string().max(200), courriel: z.string().max(300), roles: z.array(z.object({ role: ROLE, caf: caf.nullable().default(null) })).max(1_000) });
const find = (visit: ApiVisit) => fileOf(visit, visit.param('id'));
const of = { tag: 'reglages', action: 'manage-accounts' } as const;
const AS_IT_IS = { words: { fr: 'Le compte, tel qu’il est maintenant', en: 'The account, as it is now' }, schema: account };

/** Accounts of the instance and its Cafs, for who administers it: nothing of any ticket. */
export const ACCOUNTS: readonly Operation[] = [
  operation({
    ...of, id: 'listAccounts', method: 'get', path: '/comptes', scope: 'lecture', query: z.object({ ...paged, q: z.string().max(200).default('') }), title: { fr: 'Les comptes, par nom', en: 'Accounts, by name' },
    answers: { 200: { words: { fr: 'Une page de comptes', en: 'A page of accounts' }, schema: pageOf(account, 'AccountPage') } },
    handle: async ({ tools }, { query }) => {
      const from = afterOf(query, z.number().int().min(0).max(1_000_000)) ?? 0;
      return ok(page(await listAccounts(tools.sql, query.q, query.limite + 1, from), query.limite, () => from + query.limite, accountJson));
    },
  }),
  operation({ ...of, id: 'getAccountFile', method: 'get', path: '/comptes/{id}', scope: 'lecture', find, title: { fr: 'Un compte', en: 'An account' }, answers: { 200: AS_IT_IS }, handle: async (visit) => ok(accountJson(await find(visit))) }),
  operation({ ...of, id: 'addAccount', method: 'post', path: '/comptes', scope: 'reglages', body: fields, title: { fr: 'Ouvrir un compte ; un lien part à son adresse', en: 'Open an account; a link goes to its address' }, answers: { 201: AS_IT_IS }, handle: async (visit, { body }) => {
    const values = await valuesOf(visit, body);
    return await saved(visit, (tx) => addAccount(tx, visit, values), 201);
  } }),
  operation({ ...of, id: 'changeAccount', method: 'post', path: '/comptes/{id}/modification', scope: 'reglages', find, body: fields.omit({ courriel: true }), title: { fr: 'Modifier un compte et ses rôles', en: 'Change an account and its roles' }, answers: { 200: AS_IT_IS }, handle: async (visit, { body }) => {
    const { id, login } = await find(visit);
    const values = await valuesOf(visit, { ...body, courriel: login });
    return await saved(visit, (tx) => changeAccount(tx, visit, id, values));
  } }),
  ...([
    ['verrouillage', 'lockAccount', (tx, visit, id) => setLocked(tx, visit, id, true), 'Verrouiller un compte', 'Lock an account'],
    ['deverrouillage', 'unlockAccount', (tx, visit, id) => setLocked(tx, visit, id, false), 'Déverrouiller un compte', 'Unlock an account'],
    ['lien', 'sendAccountLink', sendLink, 'Envoyer un lien pour choisir un mot de passe', 'Send a link to choose a password'],
    ['second-facteur', 'dropSecondFactor', dropSecondFactor, 'Retirer le second facteur d’un compte', 'Take an account’s second factor away'],
  ] as const satisfies readonly (readonly [string, string, (tx: Tx, visit: Visit, id: string) => Promise<string>, string, string])[]).map(([act, id, work, fr, en]) =>
    operation({ ...of, id, method: 'post', path: `/comptes/{id}/${act}`, scope: 'reglages', find, title: { fr, en }, answers: { 200: AS_IT_IS }, handle: (visit) => saved(visit, (tx) => work(tx, visit, visit.param('id'))) }),
  ),
  operation({
    id: 'listCafs', method: 'get', path: '/caf', tag: 'reglages', action: 'manage-cafs', scope: 'lecture', title: { fr: 'Les Caf de l’instance', en: 'The instance’s Cafs' },
    answers: { 200: { words: { fr: 'Les Caf', en: 'The Cafs' }, schema: z.object({ items: z.array(z.object({ caf, name: z.string(), version: z.number().int(), accounts: z.number().int(), partners: z.number().int() })) }).meta({ id: 'Cafs' }) } },
    handle: async ({ tools }) => ok({ items: await listCafs(tools.sql) }),
  }),
];

async function fileOf({ tools }: Visit, id: string): Promise<AccountFile> {
  const file = await findAccountFile(tools.sql, id);
  if (file === undefined) throw new NotFound('no such account');
  return file;
}

function accountJson({ id, login, name, disabled, has_password, second_factor, roles }: AccountFile): object {
  return { id, login, name, locked: disabled, hasPassword: has_password, secondFactor: second_factor, roles };
}

/** As the form says them: the Cafs of each role, one field a role. @throws Invalid */
async function valuesOf(visit: ApiVisit, { nom, courriel, roles }: z.output<typeof fields>) {
  const inCafs = CAF_ROLES.map((role) => [role, roles.flatMap((one) => (one.role === role && one.caf !== null ? [one.caf] : [])).join(',')] as const);
  const wide = WIDE_ROLES.filter((role) => roles.some((one) => one.role === role)).map((role) => [role, 'oui'] as const);
  const read = readAccount({ nom, courriel, ...Object.fromEntries([...inCafs, ...wide]) }, (await listCafs(visit.tools.sql)).map((one) => one.caf));
  if ('errors' in read) throw new Invalid(read.errors);
  return read;
}

async function saved(visit: ApiVisit, work: (tx: Tx) => Promise<string>, status = 200) {
  const { path } = await once(visit, work);
  return ok(accountJson(await fileOf(visit, decodeURIComponent(path.split('/').at(-1) ?? ''))), status);
}
