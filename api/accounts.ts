import type { Tx } from '../db/connect';
import { findAccountFile, forgetSecondFactor, insertAccountFile, listCafs, lockAccount, renameAccount, replaceRoles, type AccountFile, type HeldRole } from '../db/account-file';
import { insertChange, type ChangeWhat, type Values } from '../db/setting-change';
import { sendAccountLink } from '../desk/account-link';
import type { CafCode } from '../domain/ids';
import { CAF_ROLES, WIDE_ROLES } from '../domain/roles';
import { accountFilePath } from '../web/settings-paths';
import { ROLE_NAMES } from '../web/words/roles';
import type { FieldError } from './act-forms';
import { changed } from './directory/changed';
import { NotFound } from './errors';
import { FormRefused } from './once';
import type { Visit } from './visit';

export interface AccountValues {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly HeldRole[];
}
const ADDRESS = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/;

/** Reads an account: a role of a Caf is said by the codes of the Cafs, one field a role. */
export function readAccount(fields: Readonly<Record<string, string>>, cafs: readonly CafCode[]): AccountValues | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const name = (fields['nom'] ?? '').replace(/\s+/g, ' ').trim();
  const login = (fields['courriel'] ?? '').trim().toLowerCase();
  if (name === '' || name.length > 120) errors.push({ field: 'nom', message: 'Écrivez le nom de la personne : 120 caractères au plus.' });
  if (!ADDRESS.test(login) || login.length > 200) errors.push({ field: 'courriel', message: 'Une adresse de courriel est attendue.' });
  const inCafs = CAF_ROLES.flatMap((role) => codesOf(fields[role] ?? '').map((code) => ({ role, code })));
  for (const { role, code } of inCafs) if (!cafs.some((caf) => caf === code)) errors.push({ field: role, message: `Caf inconnue : « ${code.slice(0, 10)} ».` });
  const wide = WIDE_ROLES.filter((role) => fields[role] === 'oui').map((role) => ({ role, caf: null }));
  return errors.length > 0 ? { errors } : { login, name, roles: [...inCafs.map(({ role, code }) => ({ role, caf: code as CafCode })), ...wide] };
}

function codesOf(text: string): string[] {
  return [...new Set(text.toUpperCase().split(/[\s,;]+/).filter((code) => code !== ''))];
}

/** A new account; a link to choose a password is sent to its address. @throws FormRefused */
export async function addAccount(tx: Tx, visit: Visit, { login, name, roles }: AccountValues): Promise<string> {
  if (!(await insertAccountFile(tx, { id: login, login, name }))) throw new FormRefused([{ field: 'courriel', message: 'Cette adresse a déjà un compte.' }]);
  await replaceRoles(tx, login, roles);
  await journal(tx, visit, { id: login, name }, 'added', null, { email: login, roles: inWords(roles) });
  await sendLink(tx, visit, login);
  return accountFilePath(login);
}

/** @throws NotFound, FormRefused when one would take one's own role of administrator away */
export async function changeAccount(tx: Tx, visit: Visit, id: string, { name, roles }: AccountValues): Promise<string> {
  const before = await locked(tx, id);
  const keeps = roles.some(({ role }) => role === 'instance-administrator');
  if (id === visit.session.account_id && !keeps) throw new FormRefused([{ field: 'instance-administrator', message: 'Vous ne pouvez pas vous retirer ce rôle : un autre administrateur le peut.' }]);
  const difference = changed({ name: before.name, roles: inWords(before.roles) }, { name, roles: inWords(roles) });
  if (difference !== null) {
    await renameAccount(tx, id, name);
    await replaceRoles(tx, id, roles);
    await journal(tx, visit, { id, name }, 'changed', difference.before, difference.after);
  }
  return accountFilePath(id);
}

/** @throws NotFound, FormRefused for one's own account */
export async function setLocked(tx: Tx, visit: Visit, id: string, lock: boolean): Promise<string> {
  const before = await locked(tx, id);
  if (id === visit.session.account_id) throw new FormRefused([{ field: null, message: 'Vous ne pouvez pas verrouiller votre propre compte.' }]);
  if (before.disabled !== lock) {
    await lockAccount(tx, id, lock);
    await journal(tx, visit, before, lock ? 'locked' : 'unlocked', null, null);
  }
  return accountFilePath(id);
}

/** A link to choose a password goes to the account's own address; the old password holds until it is used. @throws NotFound, FormRefused */
export async function sendLink(tx: Tx, visit: Visit, id: string): Promise<string> {
  const account = await locked(tx, id);
  if (account.disabled) throw new FormRefused([{ field: null, message: 'Ce compte est verrouillé : déverrouillez-le d’abord.' }]);
  const caf = account.roles.find((one) => one.caf !== null)?.caf ?? (await listCafs(tx))[0]?.caf;
  if (caf === undefined) throw new FormRefused([{ field: null, message: 'Aucune Caf n’a de contrat : personne ne peut écrire cette lettre.' }]);
  const { publicUrl, instance } = visit.tools;
  await sendAccountLink(tx, { account, caf, madeBy: visit.session.account_id, now: visit.now, publicUrl, instance });
  await journal(tx, visit, account, 'link-sent', null, { email: account.login });
  return accountFilePath(id);
}

/** A lost telephone: the second factor is set up anew at the next sign-in. @throws NotFound */
export async function dropSecondFactor(tx: Tx, visit: Visit, id: string): Promise<string> {
  const account = await locked(tx, id);
  if (account.second_factor) {
    await forgetSecondFactor(tx, id);
    await journal(tx, visit, account, 'changed', { secondFactor: 'oui' }, { secondFactor: 'non' });
  }
  return accountFilePath(id);
}

async function locked(tx: Tx, id: string): Promise<AccountFile> {
  const account = await findAccountFile(tx, id, true);
  if (account === undefined) throw new NotFound('no such account');
  return account;
}

/** « agent du guichet (21, 31) », in the order of the roles. */
export function inWords(roles: readonly HeldRole[]): string[] {
  return [...CAF_ROLES, ...WIDE_ROLES].flatMap((role) => {
    const held = roles.filter((one) => one.role === role);
    const cafs = held.flatMap(({ caf }) => caf ?? []).sort();
    return held.length === 0 ? [] : [cafs.length === 0 ? ROLE_NAMES[role] : `${ROLE_NAMES[role]} (${cafs.join(', ')})`];
  });
}

async function journal(tx: Tx, visit: Visit, { id, name }: Pick<AccountFile, 'id' | 'name'>, what: ChangeWhat, before: Values | null, after: Values | null): Promise<void> {
  await insertChange(tx, { at: visit.now, account: visit.session.account_id, caf: null, area: 'account', what, subject: id, label: name, before, after });
}
