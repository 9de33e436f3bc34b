import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db/connect';
import { lockDirectory } from '../../db/import-memory';
import { findConventionNumber, insertConvention, insertPartner, partnersLike, updatePartner, updateServices, type FiledConvention, type PartnerRow } from '../../db/partner-file';
import { insertChange, type ChangeArea, type ChangeWhat, type Values } from '../../db/setting-change';
import type { ServiceCode } from '../../domain/contract-types';
import type { CafCode } from '../../domain/ids';
import { readSiret } from '../../domain/siret';
import { partnerPath } from '../../web/paths';
import { SERVICE_LONG } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { FormRefused } from '../once';
import type { Visit } from '../visit';
import { changed } from './changed';

export interface PartnerValues {
  readonly name: string;
  readonly siret: string | null;
}
export interface ConventionValues {
  readonly number: string;
  readonly services: readonly ServiceCode[];
}
type Fields = Readonly<Record<string, string>>;

export const SERVICES = Object.keys(SERVICE_LONG) as ServiceCode[];
const NUMBER = /^[\p{L}\p{N}](?:[\p{L}\p{N} ./_-]{0,38}[\p{L}\p{N}])?$/u;

/** Reads a partner's own fields, pushing what is wrong. */
export function readPartner(fields: Fields, errors: FieldError[]): PartnerValues {
  const name = (fields['partenaire'] ?? '').replace(/\s+/g, ' ').trim();
  const typed = (fields['siret'] ?? '').trim();
  const siret = typed === '' ? null : readSiret(typed);
  if (name === '') errors.push({ field: 'partenaire', message: 'Écrivez le nom du partenaire.' });
  if (name.length > 200) errors.push({ field: 'partenaire', message: 'Ce nom est trop long : 200 caractères au plus.' });
  if (typed !== '' && siret === null) errors.push({ field: 'siret', message: `SIRET incorrect : « ${typed.slice(0, 30)} » (14 chiffres, dont le dernier contrôle les autres).` });
  return { name, siret };
}

/** Reads a convention's fields, pushing what is wrong. Services are check boxes, one a service. */
export function readConvention(fields: Fields, errors: FieldError[]): ConventionValues {
  const number = (fields['convention'] ?? '').replace(/\s+/g, ' ').trim();
  if (!NUMBER.test(number)) errors.push({ field: 'convention', message: number === '' ? 'Écrivez le numéro de la convention.' : `Numéro de convention incorrect : « ${number.slice(0, 60)} ».` });
  return { number, services: SERVICES.filter((service) => fields[`service-${service}`] === 'oui') };
}

/** A new partner with its first convention. @returns where it is shown. @throws FormRefused */
export async function addPartner(tx: Tx, visit: Visit, caf: CafCode, partner: PartnerValues, convention: ConventionValues): Promise<string> {
  await lockDirectory(tx, caf);
  await refuseTwin(tx, caf, partner, null);
  const row: PartnerRow = { id: `partenaire-${randomBytes(9).toString('base64url')}`, caf, ...partner };
  await insertPartner(tx, row);
  await journal(tx, visit, caf, 'partner', 'added', row.id, row.name, null, { ...partner });
  return await addConvention(tx, visit, row, convention);
}

/** @throws FormRefused */
export async function addConvention(tx: Tx, visit: Visit, partner: PartnerRow, { number, services }: ConventionValues): Promise<string> {
  await lockDirectory(tx, partner.caf);
  const known = await findConventionNumber(tx, partner.caf, number);
  if (known !== undefined) throw new FormRefused([{ field: 'convention', message: `La convention ${number} est déjà celle de « ${known.partner_name} ».` }]);
  const id = `convention-${randomBytes(9).toString('base64url')}`;
  await insertConvention(tx, { id, partnerId: partner.id, caf: partner.caf, number, services });
  await journal(tx, visit, partner.caf, 'convention', 'added', id, number, null, { partner: partner.name, services });
  return partnerPath(partner.id);
}

/** @throws FormRefused */
export async function changePartner(tx: Tx, visit: Visit, before: PartnerRow, after: PartnerValues): Promise<string> {
  await lockDirectory(tx, before.caf);
  await refuseTwin(tx, before.caf, after, before.id);
  const difference = changed({ name: before.name, siret: before.siret }, { ...after });
  if (difference !== null) {
    await updatePartner(tx, { ...before, ...after });
    await journal(tx, visit, before.caf, 'partner', 'changed', before.id, after.name, difference.before, difference.after);
  }
  return partnerPath(before.id);
}

/** Which services a convention opens follows its bulletins; its number never changes. */
export async function changeServices(tx: Tx, visit: Visit, partner: PartnerRow, convention: FiledConvention, services: readonly ServiceCode[]): Promise<string> {
  const difference = changed({ services: convention.services }, { services });
  if (difference !== null) {
    await updateServices(tx, convention.id, services);
    await journal(tx, visit, partner.caf, 'convention', 'changed', convention.id, convention.number, difference.before, difference.after);
  }
  return partnerPath(partner.id);
}

async function refuseTwin(tx: Tx, caf: CafCode, { name, siret }: PartnerValues, exceptId: string | null): Promise<void> {
  const twin = (await partnersLike(tx, caf, { name, siret })).find((row) => row.id !== exceptId);
  if (twin === undefined) return;
  const field = siret !== null && twin.siret === siret ? 'siret' : 'partenaire';
  throw new FormRefused([{ field, message: `« ${twin.name} » est déjà connu de cette Caf avec ce ${field === 'siret' ? 'SIRET' : 'nom'}.` }]);
}

async function journal(tx: Tx, visit: Visit, caf: CafCode, area: ChangeArea, what: ChangeWhat, subject: string, label: string, before: Values | null, after: Values | null): Promise<void> {
  await insertChange(tx, { at: visit.now, account: visit.session.account_id, caf, area, what, subject, label, before, after });
}
