import type { ContractDocument } from '../../domain/contract-terms-types';
import { DATE_WORDS } from '../../domain/french/register';
import { frenchDate } from '../../domain/french/dates';
import type { LocalDate } from '../../domain/ids';
import { dateRefused } from '../../domain/register/dates';
import { givingRefused, lacksToOpen, modeNow, NO_DATES, type Mode } from '../../domain/register/rules';
import type { ImportMemory } from '../../db/import-memory';
import type { RegisterMemory } from '../../db/register-import';
import { SERVICE_SHORT } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { LINE_DATES, type LineDate, type RegisterLineRead } from './line';

/** What a line brings to the register that is new. */
export interface RegisterBrings {
  readonly dates: readonly LineDate[];
  /** Dates of the convention or of the bulletin that were known otherwise, in French: they are corrected. */
  readonly corrected: readonly string[];
  readonly mode: boolean;
  readonly bulletin: boolean;
  readonly quota: boolean;
  readonly access: boolean;
}

const low = (text: string): string => text.toLowerCase();
const key = (...parts: readonly string[]): string => parts.join('\n');

/** Compares the lines of a file with one another and with the register, in their order: the first of two is right. */
export class RegisterTogether {
  /** What stands, known or brought by an earlier line; `said`: by which line of the file. */
  private readonly said = new Map<string, number>();
  private readonly dates = new Map<string, LocalDate>();
  private readonly modes = new Map<string, Mode>();
  private readonly bulletins = new Map<string, LocalDate | null>();
  private readonly quotas = new Map<string, number | null>();
  private readonly people = new Map<string, number | null>();
  private readonly held = new Map<string, number>();
  /** When each convention's bulletins were signed, by bulletin. */
  private readonly signed = new Map<string, Map<string, { readonly signed_on: LocalDate | null }>>();
  /** Conventions of which something was entered. */
  private readonly filed: ReadonlySet<string>;
  private readonly services: ReadonlyMap<string, readonly string[]>;
  private readonly ended: ReadonlyMap<string, LocalDate | null>;
  private readonly takenBack: ReadonlyMap<string, RegisterMemory['files'][number]['delegation_taken_back_at']>;

  constructor(private readonly contract: ContractDocument, memory: RegisterMemory, partners: Pick<ImportMemory, 'conventions'>, private readonly today: LocalDate) {
    this.filed = new Set(memory.files.map(({ number }) => number));
    this.services = new Map(partners.conventions.map(({ number, services }) => [number, services]));
    this.takenBack = new Map(memory.files.map(({ number, delegation_taken_back_at }) => [number, delegation_taken_back_at]));
    this.ended = new Map(memory.files.map(({ number, terminated_on }) => [number, terminated_on]));
    for (const file of memory.files) {
      for (const column of Object.keys(LINE_DATES) as LineDate[]) {
        const date = file[LINE_DATES[column]];
        if (date !== null) this.dates.set(key(file.number, column), date);
      }
      if (file.mode !== null) this.modes.set(file.number, file.mode);
    }
    const numbers = new Map(memory.bulletins.map(({ id, number, service, unit }) => [id, key(number, service, unit)]));
    for (const one of memory.bulletins) {
      this.bulletins.set(key(one.number, one.service, one.unit), one.signed_on);
      this.sign(one.number, key(one.number, one.service, one.unit), one.signed_on);
    }
    for (const { bulletin_id, profile, users } of memory.quotas) this.quotas.set(key(numbers.get(bulletin_id) ?? '', profile), users);
    for (const { number, rank, bulletin_id, profile, email, name } of memory.habilitations) {
      if (rank !== 'user') continue;
      const place = key(numbers.get(bulletin_id ?? '') ?? '', profile ?? '');
      this.people.set(key(number, place, email ?? low(name)), null);
      this.held.set(place, (this.held.get(place) ?? 0) + 1);
    }
  }

  /** What is said in any line counts for all: dates, modes, bulletins and their numbers are gathered before anybody's access is looked at. */
  gather(read: RegisterLineRead): { readonly brings: Omit<RegisterBrings, 'access'>; readonly errors: readonly FieldError[] } {
    const errors: FieldError[] = [];
    const corrected: string[] = [];
    const dates = (Object.keys(LINE_DATES) as LineDate[]).filter((column) => this.dateIsNew(read, column, corrected, errors));
    const brings = { dates, corrected, mode: this.modeIsNew(read, errors), bulletin: this.bulletinIsNew(read, corrected, errors), quota: this.quotaIsNew(read, errors) };
    return { brings, errors };
  }

  /** A date that the register knows otherwise is corrected; two lines of the file may not say two. */
  private dateIsNew({ base: { convention, line }, dates }: RegisterLineRead, column: LineDate, corrected: string[], errors: FieldError[]): boolean {
    const date = dates[column];
    if (date === undefined) return false;
    const place = key(convention, column);
    const [known, before] = [this.dates.get(place), this.saidBefore(place, line)];
    if (known === date) return false;
    if (before !== null) errors.push({ field: column, message: `La ligne ${before} donne une autre date à la convention ${convention} : ${DATE_WORDS[LINE_DATES[column]].toLowerCase()} ${frenchDate(known ?? date)}.` });
    else this.dates.set(place, date);
    if (known !== undefined && before === null) corrected.push(`${DATE_WORDS[LINE_DATES[column]].toLowerCase()} ${frenchDate(date)}, au lieu du ${frenchDate(known)}`);
    return before === null;
  }

  /** The line of this file that said it first, when it is another. */
  private saidBefore(place: string, line: number): number | null {
    const first = this.said.get(place) ?? line;
    this.said.set(place, first);
    return first === line ? null : first;
  }

  private modeIsNew({ base: { convention }, mode }: RegisterLineRead, errors: FieldError[]): boolean {
    if (mode === null) return false;
    const { mode: stated } = this.contract.habilitations;
    if (stated !== 'either') {
      if (stated !== mode) errors.push({ field: 'mode', message: `Le contrat de cette Caf est en mode ${stated === 'delegated' ? 'délégué' : 'centralisé'} : il ne change que par avenant.` });
      return false;
    }
    const known = this.modes.get(convention);
    if (known !== undefined && known !== mode) errors.push({ field: 'mode', message: `La convention ${convention} est dans l’autre mode : changez-le sur sa page.` });
    if (known === undefined) this.modes.set(convention, mode);
    return known === undefined;
  }

  private bulletinIsNew({ base: { convention, line }, bulletin }: RegisterLineRead, corrected: string[], errors: FieldError[]): boolean {
    if (bulletin === null) return false;
    const { service, unit, signedOn } = bulletin;
    const open = this.services.get(convention);
    if (open !== undefined && !open.includes(service)) errors.push({ field: 'bulletin', message: `${SERVICE_SHORT[service]} n’est pas ouvert pour la convention ${convention} : changez ses services sur la page du partenaire.` });
    const place = key(convention, service, unit);
    const [known, before] = [this.bulletins.get(place), signedOn === null ? null : this.saidBefore(place, line)];
    if (known !== undefined && (signedOn === null || known === signedOn)) return false;
    if (known !== undefined && known !== null && signedOn !== null) {
      if (before !== null) errors.push({ field: 'bulletinSigne', message: `La ligne ${before} donne à ce bulletin une autre date de signature : ${frenchDate(known)}.` });
      else if (this.wasOpenBy(convention, known, signedOn)) errors.push({ field: 'bulletinSigne', message: `La convention est ouverte depuis le ${frenchDate(this.dates.get(key(convention, 'ouverte')) ?? known)} : ce bulletin, signé le ${frenchDate(known)}, ne peut l’être après.` });
      else corrected.push(`bulletin ${SERVICE_SHORT[service]} signé le ${frenchDate(signedOn)}, au lieu du ${frenchDate(known)}`);
    }
    this.bulletins.set(place, signedOn);
    this.sign(convention, place, signedOn);
    return true;
  }

  /** The convention opened with this bulletin, and would have opened before it. */
  private wasOpenBy(convention: string, known: LocalDate, signedOn: LocalDate): boolean {
    const opened = this.dates.get(key(convention, 'ouverte'));
    return opened !== undefined && known <= opened && signedOn > opened;
  }

  private sign(convention: string, place: string, signed_on: LocalDate | null): void {
    this.signed.set(convention, (this.signed.get(convention) ?? new Map<string, { readonly signed_on: LocalDate | null }>()).set(place, { signed_on }));
  }

  private quotaIsNew({ base: { convention }, bulletin, quota }: RegisterLineRead, errors: FieldError[]): boolean {
    if (bulletin === null || quota === null) return false;
    const profiles = this.contract.habilitations.profiles.map(({ code }) => code);
    if (bulletin.service === 'CDAP' && profiles.length > 0 && !profiles.includes(quota.profile)) errors.push({ field: 'profil', message: `Profil inconnu du contrat : « ${quota.profile} » (${profiles.join(', ')}).` });
    const place = key(convention, bulletin.service, bulletin.unit, quota.profile);
    const known = this.quotas.get(place);
    if (quota.users !== null && known !== undefined && known !== null && known !== quota.users) errors.push({ field: 'permis', message: `Ce bulletin permet ${known} utilisateurs du profil ${quota.profile}, non ${quota.users} : il ne change que par un nouveau bulletin.` });
    const fresh = known === undefined ? true : known === null && quota.users !== null;
    if (fresh) this.quotas.set(place, quota.users);
    return fresh;
  }

  /** Whether the line's user is new, or why they cannot have access; an opening date that comes too soon. */
  finish({ base: { convention, line }, bulletin, quota, user, dates }: RegisterLineRead, fresh: readonly LineDate[]): { readonly access: boolean; readonly errors: readonly FieldError[] } {
    const errors: FieldError[] = [];
    if (dates.ouverte !== undefined) this.lacksOf(convention, dates.ouverte, errors);
    for (const column of fresh) this.compareWithOthers(convention, column, dates[column], errors);
    if (user === null || bulletin === null || quota === null) return { access: false, errors };
    const place = key(convention, bulletin.service, bulletin.unit, quota.profile);
    const who = key(convention, place, user.email ?? low(user.name));
    const twin = this.people.get(who);
    if (twin === null) return { access: false, errors };
    if (twin !== undefined) errors.push({ field: 'nom', message: `Cette personne est déjà dans le fichier sous ce profil, ligne ${twin}.` });
    this.people.set(who, line);
    const held = this.held.get(place) ?? 0;
    const mode = modeNow(this.contract.habilitations.mode, { mode: this.modes.get(convention) ?? null, delegation_taken_back_at: this.takenBack.get(convention) ?? null });
    const refused = mode === null ? 'Dites d’abord le mode de cette convention : délégué ou centralisé.' : givingRefused(mode, { profile: quota.profile, users: this.quotas.get(place) ?? null }, held);
    if (this.isClosed(convention)) errors.push({ field: 'ouverte', message: 'Cette convention n’est pas ouverte : aucun accès ne se donne avant.' });
    if (refused !== null) errors.push({ field: mode === null ? 'mode' : mode === 'delegated' ? 'rang' : 'permis', message: refused });
    else this.held.set(place, held + 1);
    return { access: errors.length === 0, errors };
  }

  /** A date that is new stands beside those known, or brought by the file: what is done comes no later than the opening, nothing after the end. */
  private compareWithOthers(convention: string, column: LineDate, on: LocalDate | undefined, errors: FieldError[]): void {
    const date = (one: LineDate): LocalDate | null => this.dates.get(key(convention, one)) ?? null;
    const said = column !== 'ouverte' && this.said.has(key(convention, 'ouverte'));
    const dates = { signed_on: date('signee'), contract_signed_on: date('contrat'), formalities_on: date('formalites'), opened_on: said ? null : date('ouverte'), terminated_on: this.ended.get(convention) ?? null };
    const refused = on === undefined ? null : dateRefused(LINE_DATES[column], on, { dates, bulletins: [], openings: [] });
    if (refused !== null) errors.push({ field: column, message: refused });
  }

  /** Nothing is held against a convention of which nothing is known. */
  private isClosed(convention: string): boolean {
    const opened = this.dates.get(key(convention, 'ouverte'));
    const known = this.filed.has(convention) || (Object.keys(LINE_DATES) as LineDate[]).some((column) => this.dates.has(key(convention, column)));
    return known && (opened === undefined || opened > this.today);
  }

  private lacksOf(convention: string, opening: LocalDate, errors: FieldError[]): void {
    const date = (column: LineDate): LocalDate | null => this.dates.get(key(convention, column)) ?? null;
    const lacks = lacksToOpen({ ...NO_DATES, signed_on: date('signee'), contract_signed_on: date('contrat'), formalities_on: date('formalites') }, [...(this.signed.get(convention)?.values() ?? [])], opening);
    if (lacks.length > 0) errors.push({ field: 'ouverte', message: `Rien ne s’ouvre avant : ${lacks.join(', ')}.` });
  }
}
