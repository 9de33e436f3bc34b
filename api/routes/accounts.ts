import { Router } from 'express';
import type { Tx } from '../../db/connect';
import { countAccounts, findAccountFile, listAccounts, listCafs, type AccountFile } from '../../db/account-file';
import { CAF_ROLES } from '../../domain/roles';
import type { Refused } from '../../web/components/form';
import { AccountPage } from '../../web/pages/accounts/account';
import { AccountsPage, CafsPage } from '../../web/pages/accounts/list';
import { SettingJournalPage } from '../../web/pages/settings/journal';
import { accountActPath, accountFilePath, accountsPath, cafsPath, instanceJournalPath, newAccountPath, type AccountAct } from '../../web/settings-paths';
import { addAccount, changeAccount, dropSecondFactor, inWords, readAccount, sendLink, setLocked } from '../accounts';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { posted, signedIn } from '../guard';
import { once } from '../once';
import { PAGE_SIZE, pageNumber, paging } from '../view/paging';
import { settingJournalView } from '../view/setting-journal';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { tried } from './contacts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
type SimpleAct = Exclude<AccountAct, 'modification'>;
const ACTS: Readonly<Record<SimpleAct, readonly [act: (tx: Tx, visit: Visit, id: string) => Promise<string>, done: string]>> = {
  verrouillage: [(tx, visit, id) => setLocked(tx, visit, id, true), 'Compte verrouillé, ses sessions sont fermées.'],
  deverrouillage: [(tx, visit, id) => setLocked(tx, visit, id, false), 'Compte déverrouillé.'],
  lien: [sendLink, 'Lien envoyé à son adresse. Il sert une fois, pendant un jour.'],
  'second-facteur': [dropSecondFactor, 'Second facteur retiré.'],
};

/** Accounts and Cafs, for the administrator of the instance: nothing of any ticket. */
export function accountFileRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(accountsPath(), signedIn(tools, 'manage-accounts', list));
  router.get(instanceJournalPath(), signedIn(tools, 'manage-accounts', async (visit) => visit.show(SettingJournalPage(await settingJournalView(visit, true)))));
  router.get(newAccountPath(), signedIn(tools, 'manage-accounts', (visit) => show(visit, null, null)));
  router.post(accountsPath(), posted(tools, 'manage-accounts', add));
  router.get(pattern(accountFilePath(':id')), signedIn(tools, 'manage-accounts', async (visit) => await show(visit, await accountOf(visit), null)));
  router.post(pattern(accountActPath(':id', 'modification')), posted(tools, 'manage-accounts', change));
  for (const act of Object.keys(ACTS) as SimpleAct[]) router.post(pattern(accountActPath(':id', act)), posted(tools, 'manage-accounts', (visit) => simple(visit, act)));
  router.get(cafsPath(), signedIn(tools, 'manage-cafs', async (visit) => visit.show(CafsPage({ shell: await shellOf(visit, 'comptes'), cafs: await listCafs(visit.tools.sql) }))));
  return router;
}

async function list(visit: Visit): Promise<void> {
  const { sql } = visit.tools;
  const q = visit.query('q').trim();
  const page = pageNumber(visit.query('page'));
  const [files, total, shell] = await Promise.all([listAccounts(sql, q, PAGE_SIZE, (page - 1) * PAGE_SIZE), countAccounts(sql, q), shellOf(visit, 'comptes')]);
  const rows = files.map(({ id, name, login, roles, disabled, has_password, second_factor }) => ({ id, name, login, roles: inWords(roles), locked: disabled, hasPassword: has_password, secondFactor: second_factor }));
  visit.show(AccountsPage({ shell, q, rows, paging: paging(page, rows.length, total, (to) => accountsPath({ q, page: to })) }));
}

async function accountOf(visit: Visit): Promise<AccountFile> {
  const account = await findAccountFile(visit.tools.sql, visit.param('id'));
  if (account === undefined) throw new NotFound('no such account');
  return account;
}

async function show(visit: Visit, file: AccountFile | null, refused: Refused | null): Promise<void> {
  const cafRoles = CAF_ROLES.map((role) => [role, (file?.roles ?? []).flatMap((one) => (one.role === role && one.caf !== null ? [one.caf] : [])).join(', ')] as const);
  const wide = (file?.roles ?? []).flatMap(({ role, caf }) => (caf === null ? [[role, 'oui'] as const] : []));
  const account = file === null ? null : { id: file.id, login: file.login, name: file.name, locked: file.disabled, hasPassword: file.has_password, secondFactor: file.second_factor, own: file.id === visit.session.account_id };
  visit.show(AccountPage({ shell: await shellOf(visit, 'comptes'), tokens: visit.tokens(), account, roles: Object.fromEntries([...cafRoles, ...wide]), refused }), refused === null ? 200 : 422);
}

const again = (visit: Visit, errors: readonly FieldError[]): Refused => ({ values: visit.fields(), errors });

async function valuesOf(visit: Visit): Promise<ReturnType<typeof readAccount>> {
  return readAccount(visit.fields(), (await listCafs(visit.tools.sql)).map(({ caf }) => caf));
}

async function add(visit: Visit): Promise<void> {
  const values = await valuesOf(visit);
  const done = 'errors' in values ? values.errors : await tried(once(visit, (tx) => addAccount(tx, visit, values)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Compte ouvert. Un lien pour choisir son mot de passe part à son adresse.' });
  await show(visit, null, again(visit, done));
}

async function change(visit: Visit): Promise<void> {
  const file = await accountOf(visit);
  const values = await valuesOf(visit);
  const done = 'errors' in values ? values.errors : await tried(once(visit, (tx) => changeAccount(tx, visit, file.id, values)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Compte enregistré.' });
  await show(visit, file, again(visit, done));
}

async function simple(visit: Visit, name: SimpleAct): Promise<void> {
  const file = await accountOf(visit);
  const [act, text] = ACTS[name];
  const done = await tried(once(visit, (tx) => act(tx, visit, file.id)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text });
  await show(visit, file, { values: {}, errors: done });
}
