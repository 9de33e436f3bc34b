import { lockConvention } from '../db/contact';
import type { Tx } from '../db/connect';
import { quotasOf, reportCount, setConventionFile, setQuota } from '../db/register';
import type { Mode } from '../domain/register/rules';
import { noted, type Decided, type Refused } from './register';

/** Chooses how a convention works, where its contract leaves the choice. */
export async function chooseMode(tx: Tx, conventionId: string, mode: Mode, words: string, decided: Decided): Promise<void> {
  await lockConvention(tx, conventionId);
  await setConventionFile(tx, conventionId, { mode });
  await noted(tx, conventionId, 'mode-chosen', words, decided);
}

/** Enters how many users of a profile a bulletin allows (it was illegible), or how many the partner says it has (delegated mode). */
export async function enterQuota(tx: Tx, quota: { readonly conventionId: string; readonly bulletinId: string; readonly profile: string; readonly users: number; readonly reported: boolean }, decided: Decided): Promise<Refused | null> {
  const { conventionId, bulletinId, profile, users, reported } = quota;
  await lockConvention(tx, conventionId);
  const known = (await quotasOf(tx, conventionId)).find((one) => one.bulletin_id === bulletinId && one.profile === profile);
  if (known === undefined) return { refused: 'Ce profil n’est pas dans le bulletin d’adhésion.' };
  if (reported) await reportCount(tx, bulletinId, profile, users, decided.at, decided.actorName);
  else await setQuota(tx, { bulletin_id: bulletinId, profile, users }, conventionId);
  const before = reported ? known.reported : known.users;
  await noted(tx, conventionId, reported ? 'count-reported' : 'quota-entered', `${profile} : ${before === null ? '' : `${before} → `}${users}`, decided);
  return null;
}
