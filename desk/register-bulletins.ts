import { randomBytes } from 'node:crypto';
import { lockConvention } from '../db/contact';
import type { Tx } from '../db/connect';
import { keepOpening, openingFiles } from '../db/opening';
import { findConvention } from '../db/partner';
import { updateServices } from '../db/partner-file';
import { bulletinsOf, insertBulletin, quotasOf, setBulletin, setQuota, type BulletinRow } from '../db/register';
import type { ServiceCode } from '../domain/contract-types';
import { frenchDate } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import type { LocalDate } from '../domain/ids';
import { openedOn, type OpeningFile } from '../domain/register/opening';
import { SERVICE_SHORT } from '../web/words/labels';
import { noted, type Decided, type Refused } from './register';

export interface NewBulletin {
  readonly conventionId: string;
  readonly service: ServiceCode;
  /** '' = the partner as a whole. */
  readonly unit: string;
  /** Null = not signed yet, or not legible. */
  readonly signedOn: LocalDate | null;
}
/** A bulletin of a convention. */
export interface WhichBulletin {
  readonly conventionId: string;
  readonly bulletinId: string;
}

/** « CDAP, Résidence des Tilleuls » */
export function bulletinLabel({ service, unit }: Pick<BulletinRow, 'service' | 'unit'>): string {
  return unit === '' ? SERVICE_SHORT[service] : `${SERVICE_SHORT[service]}, ${unit}`;
}

/** Adds a bulletin d'adhésion: a service for a unit. It opens nothing by itself; the convention's services follow its bulletins. */
export async function addBulletin(tx: Tx, asked: NewBulletin, decided: Decided): Promise<Refused | null> {
  const { conventionId, service, unit, signedOn } = asked;
  const { file, bulletins, convention } = await locked(tx, conventionId);
  if (bulletins.some((one) => isOf(one, service, unit))) return { refused: typo('Ce bulletin est déjà au registre : saisissez-y sa signature ou ses profils.') };
  // A service that was not open before stays closed until it is opened on its own.
  if (file.dates?.opened_on != null && openedOn(service, file) === null) await keepOpening(tx, conventionId, service, null);
  await insertBulletin(tx, { id: `bulletin-${randomBytes(9).toString('base64url')}`, convention_id: conventionId, service, unit, signed_on: signedOn });
  if (!convention.services.includes(service)) await updateServices(tx, conventionId, [...convention.services, service].sort());
  await noted(tx, conventionId, 'bulletin-added', `${bulletinLabel(asked)}${signedOn === null ? '' : `, signé le ${frenchDate(signedOn)}`}`, decided);
  return null;
}

/** Enters the day on which a bulletin was signed by both sides, or corrects it; a service that is open stays so. */
export async function signBulletin(tx: Tx, { conventionId, bulletinId }: WhichBulletin, on: LocalDate, decided: Decided): Promise<Refused | null> {
  const { file, bulletins } = await locked(tx, conventionId);
  const row = bulletins.find(({ id }) => id === bulletinId);
  if (row === undefined) return UNKNOWN;
  const opened = openedOn(row.service, file);
  const signed = bulletins.some((one) => one.service === row.service && isBefore(one.id === bulletinId ? on : one.signed_on, opened));
  if (opened !== null && !signed) return { refused: typo(`Ce service est ouvert depuis le ${frenchDate(opened)} : un bulletin signé au plus tard ce jour-là lui est nécessaire.`) };
  await setBulletin(tx, bulletinId, { signed_on: on });
  await noted(tx, conventionId, 'bulletin-signed', `${bulletinLabel(row)}, le ${frenchDate(on)}`, instead(decided, row.signed_on === null || row.signed_on === on ? null : frenchDate(row.signed_on)));
  return null;
}

function isBefore(day: LocalDate | null, limit: LocalDate | null): boolean {
  return day !== null && limit !== null && day <= limit;
}

/** Corrects the unit that a bulletin is of. */
export async function renameBulletin(tx: Tx, { conventionId, bulletinId }: WhichBulletin, unit: string, decided: Decided): Promise<Refused | null> {
  const { bulletins } = await locked(tx, conventionId);
  const row = bulletins.find(({ id }) => id === bulletinId);
  if (row === undefined) return UNKNOWN;
  if (bulletins.some((one) => one.id !== bulletinId && isOf(one, row.service, unit))) return { refused: 'Un autre bulletin de ce service est déjà celui de cette unité.' };
  await setBulletin(tx, bulletinId, { unit });
  await noted(tx, conventionId, 'bulletin-renamed', bulletinLabel({ ...row, unit }), instead(decided, bulletinLabel(row)));
  return null;
}

/** Adds a profile to a bulletin, with how many users it allows; null = to be entered: it is illegible, or left blank. */
export async function addProfile(tx: Tx, { conventionId, bulletinId }: WhichBulletin, profile: string, users: number | null, decided: Decided): Promise<Refused | null> {
  const { bulletins } = await locked(tx, conventionId);
  const row = bulletins.find(({ id }) => id === bulletinId);
  if (row === undefined) return UNKNOWN;
  if ((await quotasOf(tx, conventionId)).some((one) => one.bulletin_id === bulletinId && one.profile === profile)) return { refused: typo('Ce profil est déjà dans ce bulletin : corrigez son nombre permis.') };
  await setQuota(tx, { bulletin_id: bulletinId, profile, users }, conventionId);
  await noted(tx, conventionId, 'profile-added', typo(`${profile}, ${bulletinLabel(row)} : ${users === null ? 'nombre à saisir' : users}`), decided);
  return null;
}

const UNKNOWN: Refused = { refused: 'Choisissez un bulletin de cette convention.' };

/** What a correction stands instead of is kept with its act. */
function instead(decided: Decided, before: string | null): Decided {
  return before === null ? decided : { ...decided, reason: [decided.reason ?? '', `au lieu de : ${before}`].filter((part) => part !== '').map(typo).join('\u202f; ') };
}

/** One unit however its name is cased. */
function isOf(row: BulletinRow, service: ServiceCode, unit: string): boolean {
  return row.service === service && row.unit.toLowerCase() === unit.toLowerCase();
}

async function locked(tx: Tx, conventionId: string): Promise<{ readonly file: OpeningFile; readonly bulletins: readonly BulletinRow[]; readonly convention: { readonly services: readonly ServiceCode[] } }> {
  await lockConvention(tx, conventionId);
  const [files, bulletins, convention] = [await openingFiles(tx, [conventionId]), await bulletinsOf(tx, conventionId), await findConvention(tx, conventionId)];
  const file = files.get(conventionId);
  if (file === undefined || convention === undefined) throw new Error(`no convention ${conventionId}`);
  return { file, bulletins, convention };
}
