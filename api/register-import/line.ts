import type { ContactValues } from '../../db/contact';
import type { ServiceCode } from '../../domain/contract-types';
import type { LocalDate } from '../../domain/ids';
import { futureRefused } from '../../domain/register/dates';
import type { Mode } from '../../domain/register/rules';
import type { FieldError } from '../act-forms';
import { folded, readContact } from '../directory/contact-form';
import { readConvention, readPartner } from '../directory/partners';
import { servicesOf, typedOf, type ReadLine } from '../import/check-line';
import type { TableLine } from '../import/read-table';
import { plainCell } from '../../paper/csv';
import type { RegisterColumn } from './columns';

export const LINE_DATES = { signee: 'signed_on', contrat: 'contract_signed_on', formalites: 'formalities_on', ouverte: 'opened_on' } as const;
export type LineDate = keyof typeof LINE_DATES;

/** A user whom a line names, under a profile of its bulletin. */
export interface ReadUser {
  readonly name: string;
  readonly email: string | null;
  readonly jobTitle: string | null;
}
/** A line of the register understood by itself. */
export interface RegisterLineRead {
  /** The partner, the convention, and the administrator whom it names, as the import of contacts reads them. */
  readonly base: ReadLine;
  readonly mode: Mode | null;
  readonly dates: Readonly<Partial<Record<LineDate, LocalDate>>>;
  readonly bulletin: { readonly service: ServiceCode; readonly unit: string; readonly signedOn: LocalDate | null } | null;
  /** `said` false: no number stands in the line. */
  readonly quota: { readonly profile: string; readonly users: number | null; readonly said: boolean } | null;
  readonly user: ReadUser | null;
  readonly givenOn: LocalDate | null;
  readonly suspended: boolean;
}
export type RegisterLineChecked = { readonly read: RegisterLineRead } | { readonly line: number; readonly errors: readonly FieldError[] };
type Typed = (column: RegisterColumn) => string;

/** Reads one line by the columns that were understood; its errors name the columns. */
export function checkRegisterLine({ line, cells }: TableLine, columns: ReadonlyArray<RegisterColumn | null>, today: LocalDate): RegisterLineChecked {
  const errors: FieldError[] = [];
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) errors.push({ field: null, message: 'Plus de cellules que d’en-têtes : un texte contient le séparateur sans être entre guillemets.' });
  const plain = cells.map((cell) => plainCell(cell.trim()));
  const typed = typedOf(plain, columns);
  const partner = readPartner({ partenaire: typed('partenaire'), siret: typed('siret') }, errors);
  const { number } = readConvention({ convention: typed('convention') }, errors);
  const services = servicesOf(typed('services'), errors);
  const dates = Object.fromEntries((Object.keys(LINE_DATES) as LineDate[]).flatMap((column) => dated(typed, column, errors).map((date) => [column, date]))) as RegisterLineRead['dates'];
  for (const column of ['signee', 'contrat', 'formalites'] as const) {
    const toCome = dates[column] === undefined ? null : futureRefused(dates[column], today);
    if (toCome !== null) errors.push({ field: column, message: toCome });
  }
  const bulletin = bulletinOf(typed, errors);
  const unsigned = bulletin?.signedOn == null ? null : futureRefused(bulletin.signedOn, today);
  if (unsigned !== null) errors.push({ field: 'bulletinSigne', message: unsigned });
  const quota = quotaOf(typed, bulletin !== null, errors);
  const person = personOf(typed, quota !== null, errors);
  const givenOn = dated(typed, 'accesDonne', errors)[0] ?? null;
  if (givenOn !== null && givenOn > today) errors.push({ field: 'accesDonne', message: 'Un accès n’est pas donné à une date à venir.' });
  const mode = modeOf(typed('mode'), errors);
  const suspended = suspendedOf(typed('etat'), errors);
  if (errors.length > 0) return { line, errors };
  return { read: { base: { line, partner, convention: number, services, contact: person.contact }, mode, dates, bulletin, quota, user: person.user, givenOn, suspended } };
}

/** « 31/12/2026 », « 2026-12-31 »: none, or one. */
function dated(typed: Typed, column: RegisterColumn, errors: FieldError[]): LocalDate[] {
  const text = typed(column);
  if (text === '') return [];
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  const iso = french === null ? text : `${french[3] ?? ''}-${(french[2] ?? '').padStart(2, '0')}-${(french[1] ?? '').padStart(2, '0')}`;
  const parsed = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null;
  if (parsed !== null && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) && iso >= '1990-01-01' && iso <= '2100-12-31') return [iso as LocalDate];
  errors.push({ field: column, message: `Date incorrecte : « ${text.slice(0, 30)} » (31/12/2026 ou 2026-12-31).` });
  return [];
}

function bulletinOf(typed: Typed, errors: FieldError[]): RegisterLineRead['bulletin'] {
  const [signedOn = null] = dated(typed, 'bulletinSigne', errors);
  const unit = typed('unite').replace(/\s+/g, ' ').trim().slice(0, 120);
  if (typed('bulletin') === '') {
    for (const column of ['unite', 'bulletinSigne', 'profil'] as const) if (typed(column) !== '') errors.push({ field: 'bulletin', message: 'Dites de quel service est le bulletin : CDAP, AFAS ou Offre DGFiP.' });
    return null;
  }
  const wrong: FieldError[] = [];
  const services = servicesOf(typed('bulletin'), wrong) ?? [];
  const [service] = services;
  if (wrong.length > 0 || service === undefined || services.length > 1) errors.push({ field: 'bulletin', message: `Un seul service est attendu : « ${typed('bulletin').slice(0, 40)} » (CDAP, AFAS ou Offre DGFiP).` });
  return service === undefined ? null : { service, unit, signedOn };
}

function quotaOf(typed: Typed, hasBulletin: boolean, errors: FieldError[]): RegisterLineRead['quota'] {
  const [profile, number] = [typed('profil').toUpperCase().replace(/\s+/g, ''), typed('permis')];
  if (profile === '') {
    if (number !== '') errors.push({ field: 'profil', message: 'Dites de quel profil est ce nombre d’utilisateurs.' });
    return null;
  }
  if (!/^[A-Z0-9_-]{1,20}$/.test(profile)) errors.push({ field: 'profil', message: `Profil incorrect : « ${profile.slice(0, 40)} ».` });
  const users = /^\d{1,4}$/.test(number) ? Number(number) : null;
  if (users === null && number !== '' && folded(number) !== 'a saisir' && number !== '?') errors.push({ field: 'permis', message: `Nombre d’utilisateurs incorrect : « ${number.slice(0, 30)} » (un nombre entier, ou « à saisir »).` });
  return hasBulletin ? { profile, users, said: number !== '' } : null;
}

const RANKS = new Map([['administrateur', 'administrator'], ['administratrice', 'administrator'], ['gestionnaire principal', 'administrator'], ['suppleant', 'deputy-administrator'], ['suppleante', 'deputy-administrator'], ['administrateur suppleant', 'deputy-administrator'], ['administratrice suppleante', 'deputy-administrator'], ['utilisateur', 'user'], ['utilisatrice', 'user']] as const);

function personOf(typed: Typed, hasProfile: boolean, errors: FieldError[]): { readonly contact: ContactValues | null; readonly user: ReadUser | null } {
  const nobody = { contact: null, user: null };
  const cells = (['rang', 'nom', 'fonction', 'courriel', 'telephone', 'accesDonne', 'etat'] as const).map(typed);
  if (cells.every((cell) => cell === '')) return nobody;
  const rank = new Map<string, 'administrator' | 'deputy-administrator' | 'user'>(RANKS).get(folded(typed('rang')));
  if (rank === undefined) errors.push({ field: 'rang', message: typed('rang') === '' ? 'Dites le rang : administrateur, suppléant ou utilisateur.' : `Rang inconnu : « ${typed('rang').slice(0, 40)} » (administrateur, suppléant ou utilisateur).` });
  if (rank === 'user' && !hasProfile) errors.push({ field: 'profil', message: 'Dites sous quel profil de quel bulletin cet utilisateur a son accès.' });
  const read = readContact({ nom: typed('nom'), role: rank === 'administrator' ? 'administrateur' : rank === 'deputy-administrator' ? 'suppleant' : 'autre', fonction: typed('fonction'), courriel: typed('courriel'), telephone: typed('telephone') }, []);
  if ('errors' in read) errors.push(...read.errors);
  if ('errors' in read || rank === undefined) return nobody;
  return rank === 'user' ? { contact: null, user: { name: read.name, email: read.email, jobTitle: read.jobTitle } } : { contact: read, user: null };
}

function modeOf(text: string, errors: FieldError[]): Mode | null {
  const said = folded(text);
  if (said === '') return null;
  if (/^(?:mode )?deleguee?$/.test(said)) return 'delegated';
  if (/^(?:mode )?centralisee?$/.test(said)) return 'centralised';
  errors.push({ field: 'mode', message: `Mode inconnu : « ${text.slice(0, 40)} » (délégué ou centralisé).` });
  return null;
}

function suspendedOf(text: string, errors: FieldError[]): boolean {
  const said = folded(text);
  if (!['', 'actif', 'active', 'suspendu', 'suspendue'].includes(said)) errors.push({ field: 'etat', message: `État inconnu : « ${text.slice(0, 40)} » (actif ou suspendu ; un accès retiré ne s’importe pas).` });
  return said.startsWith('suspendu');
}
