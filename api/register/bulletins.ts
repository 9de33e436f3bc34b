import type { Tx } from '../../db/connect';
import type { ConventionRow } from '../../db/partner';
import { bulletinsOf, conventionFile } from '../../db/register';
import { addBulletin, addProfile, renameBulletin, signBulletin } from '../../desk/register-bulletins';
import type { Decided, Refused } from '../../desk/register';
import { localDateOf } from '../../domain/calendar';
import type { ServiceCode } from '../../domain/contract-types';
import type { LocalDate } from '../../domain/ids';
import { conventionState } from '../../domain/register/rules';
import type { BulletinAct } from '../../web/register-paths';
import type { FieldError } from '../act-forms';
import { FormRefused } from '../once';
import type { Visit } from '../visit';
import { termsOfCaf } from './convention';
import { countOf, dayOf } from './forms';

const SERVICES: readonly ServiceCode[] = ['CDAP', 'AFAS', 'DGFIP'];
type Fields = Readonly<Record<string, string>>;

/** What is done to the bulletins of a convention: added, signed, corrected, completed with a profile. @returns what to say @throws FormRefused */
export async function carryOutBulletin(tx: Tx, visit: Visit, act: BulletinAct, { id, caf }: ConventionRow, decided: Decided): Promise<string> {
  const [contract, file] = [await termsOfCaf(tx, caf, visit), await conventionFile(tx, id)];
  const today = localDateOf(contract.calendar, visit.now);
  if (conventionState(file, today) === 'terminated') throw new FormRefused([{ field: null, message: 'Cette convention est résiliée : ses bulletins ne changent plus.' }]);
  const fields = visit.fields();
  const which = { conventionId: id, bulletinId: fields['bulletin'] ?? '' };
  switch (act) {
    case 'bulletin': {
      const asked = read((errors) => ({ service: serviceOf(fields, errors), unit: unitOf(fields), signedOn: (fields['date'] ?? '').trim() === '' ? null : signatureOf(fields, today, errors) }));
      refuse(await addBulletin(tx, { conventionId: id, ...asked }, decided), 'service');
      return asked.signedOn === null ? 'Bulletin ajouté : sa signature est à saisir.' : 'Bulletin ajouté.';
    }
    case 'bulletin-signature': {
      const on = read((errors) => signatureOf(fields, today, errors));
      refuse(await signBulletin(tx, which, on, decided), 'date');
      return 'Signature du bulletin notée.';
    }
    case 'bulletin-unite':
      refuse(await renameBulletin(tx, which, unitOf(fields), decided), 'unite');
      return 'Unité du bulletin corrigée.';
    case 'profil': {
      const ofCdap = (await bulletinsOf(tx, id)).some((one) => one.id === which.bulletinId && one.service === 'CDAP');
      const codes = ofCdap ? contract.habilitations.profiles.map(({ code }) => code) : [];
      const asked = read((errors) => ({ profile: codeOf(fields, codes, errors), users: (fields['nombre'] ?? '').trim() === '' ? null : countOf(fields, errors) }));
      refuse(await addProfile(tx, which, asked.profile, asked.users, decided), 'profil');
      return asked.users === null ? `Profil ${asked.profile} ajouté : le nombre permis est à saisir.` : `Profil ${asked.profile} ajouté.`;
    }
  }
}

/** @throws FormRefused */
function read<T>(work: (errors: FieldError[]) => T): T {
  const errors: FieldError[] = [];
  const value = work(errors);
  if (errors.length > 0) throw new FormRefused(errors);
  return value;
}

/** @throws FormRefused beside the field, or beside the choice of the bulletin when it is that which is wrong */
function refuse(outcome: Refused | null, field: string): void {
  if (outcome !== null) throw new FormRefused([{ field: outcome.refused.startsWith('Choisissez un bulletin') ? 'bulletin' : field, message: outcome.refused }]);
}

function serviceOf(fields: Fields, errors: FieldError[]): ServiceCode {
  const found = SERVICES.find((one) => one === fields['service']);
  if (found === undefined) errors.push({ field: 'service', message: 'Choisissez le service du bulletin.' });
  return found ?? 'CDAP';
}

function unitOf(fields: Fields): string {
  return (fields['unite'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);
}

/** What is signed was signed on a day that is not to come. */
function signatureOf(fields: Fields, today: LocalDate, errors: FieldError[]): LocalDate {
  const on = dayOf(fields['date'], 'date', errors);
  if (on !== null && on > today) errors.push({ field: 'date', message: 'Donnez une date qui n’est pas à venir : celle des deux signatures.' });
  return on ?? today;
}

/** A profile of Mon Compte Partenaire; of CDAP, one that the contract names. */
function codeOf(fields: Fields, named: readonly string[], errors: FieldError[]): string {
  const code = (fields['profil'] ?? '').toUpperCase().replace(/\s+/g, '');
  if (code === '') errors.push({ field: 'profil', message: 'Écrivez le code du profil, T1 par exemple.' });
  else if (!/^[A-Z0-9_-]{1,20}$/.test(code)) errors.push({ field: 'profil', message: `Profil incorrect : « ${code.slice(0, 40)} ».` });
  else if (named.length > 0 && !named.includes(code)) errors.push({ field: 'profil', message: `Profil inconnu du contrat : « ${code} » (${named.join(', ')}).` });
  return code;
}
