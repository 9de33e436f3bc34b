import { Router } from 'express';
import { changePassword, findAccountById, type AccountRow } from '../../db/account';
import { countRecoveryCodes, removeSecondFactor } from '../../db/second-factor';
import { endSessionsBut } from '../../db/session-list';
import { setFlash } from '../../db/session';
import type { Refused } from '../../web/components/form';
import { LONGEST_PASSWORD, passwordFault, SHORTEST_PASSWORD, type PasswordFault } from '../../domain/password-rule';
import { PasswordPage } from '../../web/pages/account/password';
import { RecoveryCodesPage } from '../../web/pages/account/recovery-codes';
import { EnrolmentPage, SecondFactorPage } from '../../web/pages/account/second-factor';
import { accountPath, passwordPath, recoveryCodesPath, secondFactorPath, secondFactorRemovalPath } from '../../web/paths-sign-in';
import { attempt, forgive } from '../attempts';
import { NotFound } from '../errors';
import { open, posted, signedIn } from '../guard';
import { hashPassword, isPassword } from '../password';
import { checkFirstCode, needsSecondFactor } from '../second-step';
import { rotateSession } from '../session';
import { refusedFor, TOO_MANY } from '../stranger';
import type { WebTools } from '../tools';
import { otpauthAddress, renewRecoveryCodes, secretToConfirm } from '../totp';
import { inFours } from '../view/second-factor';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import { WRONG_CODE } from './sign-in-code';

const WRONG_PASSWORD = 'Ce n’est pas votre mot de passe.';
/** What is wrong with a password, said to whom it is for. */
export const PASSWORD_FAULTS: Readonly<Record<PasswordFault, string>> = {
  'too-short': `Trop court : ${SHORTEST_PASSWORD} caractères au moins.`,
  'too-long': `Trop long : ${LONGEST_PASSWORD} caractères au plus.`,
  common: 'Ce mot de passe est de ceux que l’on essaie en premier. Choisissez-en un autre.',
  repeated: 'Les mêmes caractères reviennent ou se suivent : choisissez-en un autre.',
  personal: 'Il contient surtout votre nom ou votre adresse : choisissez-en un autre.',
};

/** One's own account: password and second factor. The password is asked again before any of it changes. */
export function accountRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(accountPath(), open('sign-in', (_req, res) => res.redirect(303, passwordPath())));
  router.get(passwordPath(), signedIn(tools, 'manage-own-account', async (visit) => await showPassword(visit, null)));
  router.post(passwordPath(), posted(tools, 'manage-own-account', savePassword));
  router.get(secondFactorPath(), signedIn(tools, 'manage-own-account', async (visit) => await showSecondFactor(visit, null)));
  router.post(secondFactorPath(), posted(tools, 'manage-own-account', enrol));
  router.post(recoveryCodesPath(), posted(tools, 'manage-own-account', newCodes));
  router.post(secondFactorRemovalPath(), posted(tools, 'manage-own-account', remove));
  return router;
}

/** @throws NotFound when the account has gone meanwhile. */
export async function accountOf({ tools, session }: Visit): Promise<AccountRow> {
  const account = await findAccountById(tools.sql, session.account_id);
  if (account === undefined) throw new NotFound('no such account');
  return account;
}

async function showPassword(visit: Visit, refused: Refused | null, status = 200): Promise<void> {
  const account = await accountOf(visit);
  visit.show(PasswordPage({ shell: await shellOf(visit, 'autre'), tokens: visit.tokens(), login: account.login, hasPassword: account.password_hash !== null, refused }), status);
}

async function savePassword(visit: Visit): Promise<void> {
  const { actuel = '', nouveau = '', encore = '' } = visit.fields();
  const account = await accountOf(visit);
  const wrong = await passwordRefusal(visit, account, actuel, 'actuel');
  const fault = passwordFault(nouveau, account, visit.tools.signIn.morePasswords);
  const errors = [
    ...(wrong?.errors ?? []),
    ...(fault === null ? [] : [{ field: 'nouveau', message: PASSWORD_FAULTS[fault] }]),
    ...(fault === null && nouveau !== encore ? [{ field: 'encore', message: 'Les deux saisies du nouveau mot de passe diffèrent.' }] : []),
  ];
  if (errors.length > 0) return await showPassword(visit, { values: {}, errors }, 422);
  await changePassword(visit.tools.sql, account.id, await hashPassword(nouveau), visit.now);
  await startAfresh(visit, 'Mot de passe changé. Vos autres sessions sont fermées.');
  await visit.goTo(passwordPath());
}

/** What the account may do has changed: this session gets another token, the others end. @returns the token of its forms. */
async function startAfresh({ tools, res, session }: Visit, text: string | null): Promise<string> {
  await endSessionsBut(tools.sql, session.account_id, session.id);
  if (text !== null) await setFlash(tools.sql, session.token_hash, { tone: 'done', text });
  return await rotateSession(tools, res, session);
}

/** Null when the password is the account's own. Counted: an open session is no way to guess it. */
export async function passwordRefusal({ tools, req, now }: Visit, account: AccountRow, password: string, field: string): Promise<Refused | null> {
  const name = `compte ${account.id}`;
  const { tooMany, pauseMs } = await attempt(tools, name, req.ip ?? '', now);
  if (tooMany) return refusedFor(TOO_MANY, field);
  const right = await isPassword(account.password_hash, password);
  await tools.pause(pauseMs);
  if (!right) return refusedFor(WRONG_PASSWORD, field);
  await forgive(tools, name);
  return null;
}

async function showSecondFactor(visit: Visit, refused: Refused | null, status = 200): Promise<void> {
  const { tools } = visit;
  const account = await accountOf(visit);
  const shell = await shellOf(visit, 'autre');
  const secret = await secretToConfirm(tools, account.id);
  if (secret !== null) return visit.show(EnrolmentPage({ shell, tokens: visit.tokens(), action: secondFactorPath(), address: otpauthAddress(secret, account.login), secret: inFours(secret), refused }), status);
  const codesLeft = await countRecoveryCodes(tools.sql, account.id);
  const required = needsSecondFactor(tools, visit.session.grants);
  visit.show(SecondFactorPage({ shell, tokens: visit.tokens(), since: account.totp_confirmed_at ?? visit.now, codesLeft, required, refused }), status);
}

async function enrol(visit: Visit): Promise<void> {
  const { tools, session, now } = visit;
  const codes = await checkFirstCode(tools, session.account_id, (visit.fields()['code'] ?? '').slice(0, 60), visit.req.ip ?? '', now);
  if (codes === 'too-many') return await showSecondFactor(visit, refusedFor(TOO_MANY), 429);
  if (codes === 'refused') return await showSecondFactor(visit, refusedFor(WRONG_CODE, 'code'), 422);
  const csrf = await startAfresh(visit, null);
  visit.show(RecoveryCodesPage({ shell: { ...(await shellOf(visit, 'autre')), csrf }, codes, next: secondFactorPath() }));
}

async function newCodes(visit: Visit): Promise<void> {
  const account = await accountOf(visit);
  if (account.totp_confirmed_at === null) return visit.res.redirect(303, secondFactorPath());
  const refused = await passwordRefusal(visit, account, visit.fields()['actuel'] ?? '', 'actuel');
  if (refused !== null) return await showSecondFactor(visit, refused, 422);
  visit.show(RecoveryCodesPage({ shell: await shellOf(visit, 'autre'), codes: await renewRecoveryCodes(visit.tools, account.id, visit.now), next: secondFactorPath() }));
}

async function remove(visit: Visit): Promise<void> {
  const account = await accountOf(visit);
  if (needsSecondFactor(visit.tools, visit.session.grants)) return await showSecondFactor(visit, refusedFor('Votre rôle exige un second facteur.'), 422);
  const refused = await passwordRefusal(visit, account, visit.fields()['retrait'] ?? '', 'retrait');
  if (refused !== null) return await showSecondFactor(visit, refused, 422);
  await removeSecondFactor(visit.tools.sql, account.id);
  await startAfresh(visit, 'Second facteur retiré.');
  await visit.goTo(secondFactorPath());
}
