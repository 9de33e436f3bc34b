import { randomBytes } from 'node:crypto';
import type { ImportRows } from '../../db/import-memory';
import type { BulletinRow, HabilitationRow, RegisterActRow } from '../../db/register';
import type { RegisterRows } from '../../db/register-import';
import { startOfDay } from '../../domain/calendar';
import type { Calendar } from '../../domain/calendar-types';
import type { Decided } from '../../desk/register';
import type { CheckedRegister, GoodRegisterLine } from './check';

const newId = (kind: string): string => `${kind}-${randomBytes(9).toString('base64url')}`;

/** The same person in the same role of a convention: by address, else by name. */
function personKey(conventionId: string, { role, email, name }: { readonly role: string; readonly email: string | null; readonly name: string }): string {
  return [conventionId, role, email ?? `nom:${name.toLowerCase()}`].join('\n');
}

/** The rows of the register that a checked file brings, once the ids of its conventions and contacts are known. */
export class RegisterRowsMaker {
  readonly conventionIds: ReadonlyMap<string, string>;
  private readonly bulletins: Map<string, string>;
  private readonly contacts: ReadonlyMap<string, string>;

  constructor(private readonly checked: CheckedRegister, base: ImportRows, private readonly calendar: Calendar, private readonly decided: Decided) {
    this.conventionIds = new Map([...checked.memory.conventions.map(({ number, id }) => [number, id] as const), ...base.conventions.map(({ number, id }) => [number, id] as const)]);
    this.bulletins = new Map(checked.register.bulletins.map(({ id, number, service, unit }) => [[number, service, unit].join('\n'), id]));
    this.contacts = new Map([...checked.memory.contacts, ...base.contacts].map((one) => [personKey(one.convention_id, one), one.id]));
  }

  rows(): RegisterRows {
    const bulletins = new Map<string, BulletinRow>();
    const quotas = new Map<string, RegisterRows['quotas'][number]>();
    for (const line of this.checked.good) {
      const { bulletin, quota } = line.read;
      if (bulletin === null) continue;
      const id = this.bulletinId(line);
      const before = bulletins.get(id);
      if (line.register.bulletin) bulletins.set(id, { id, convention_id: this.idOf(line), service: bulletin.service, unit: bulletin.unit, signed_on: before?.signed_on ?? bulletin.signedOn });
      const place = `${id}\n${quota?.profile ?? ''}`;
      if (line.register.quota && quota !== null) quotas.set(place, { bulletin_id: id, convention_id: this.idOf(line), profile: quota.profile, users: quotas.get(place)?.users ?? quota.users });
    }
    const given = this.checked.good.filter(({ register }) => register.access).map((line) => this.habilitation(line));
    return { bulletins: [...bulletins.values()], quotas: [...quotas.values()], habilitations: given, acts: [...given.map((row) => ({ ...this.act(row.convention_id, 'given', row.profile === null ? row.name : `${row.name} (${row.profile})`, row.id), at: row.given_at })), ...this.corrected(), ...this.imported()] };
  }

  idOf({ read }: GoodRegisterLine): string {
    return this.conventionIds.get(read.base.convention) ?? '';
  }

  /** Known, or made once for the file: a bulletin whose unit was corrected keeps its own. */
  private bulletinId({ read: { base, bulletin } }: GoodRegisterLine): string {
    const place = [base.convention, bulletin?.service, bulletin?.unit].join('\n');
    const id = this.bulletins.get(place) ?? newId('bulletin');
    this.bulletins.set(place, id);
    return id;
  }

  private habilitation(line: GoodRegisterLine): RegisterRows['habilitations'][number] {
    const { base, user, quota, givenOn, suspended } = line.read;
    const common = { id: newId('habilitation'), convention_id: this.idOf(line), state: suspended ? ('suspended' as const) : ('active' as const), given_at: givenOn === null ? this.decided.at : startOfDay(this.calendar, givenOn) };
    if (user !== null) return { ...common, rank: 'user', contact_id: null, bulletin_id: this.bulletinId(line), profile: quota?.profile ?? null, name: user.name, email: user.email, job_title: user.jobTitle };
    const { contact } = base;
    if (contact === null) throw new Error('a line without a person brings no access');
    return { ...common, rank: contact.role as HabilitationRow['rank'], contact_id: this.contactId(line), bulletin_id: null, profile: null, name: contact.name, email: contact.email, job_title: contact.jobTitle };
  }

  /** The contact that this file brings, or who was known. */
  private contactId(line: GoodRegisterLine): string | null {
    const { contact } = line.read.base;
    return contact === null ? null : (this.contacts.get(personKey(this.idOf(line), contact)) ?? null);
  }

  /** A bulletin's date that was corrected is an act of its own; the convention's dates are, as those entered by hand. */
  private corrected(): RegisterActRow[] {
    return this.checked.good.flatMap((line) => line.register.corrected.filter((words) => words.startsWith('bulletin')).map((words) => this.act(this.idOf(line), 'bulletin-signed', words, null)));
  }

  /** One act says of each convention that something came by this file. */
  private imported(): RegisterActRow[] {
    const touched = new Set(this.checked.good.filter(({ brings, register }) => brings.convention || brings.contact || register.access || register.bulletin || register.quota || register.mode || register.dates.length > 0).map((line) => this.idOf(line)));
    return [...touched].map((id) => this.act(id, 'imported', this.decided.reason ?? '', null));
  }

  private act(convention_id: string, kind: string, label: string, habilitation_id: string | null): RegisterActRow {
    const { at, actor, actorName, reason = '' } = this.decided;
    return { id: newId('acte'), convention_id, habilitation_id, kind, label, reason: kind === 'imported' ? '' : `Import : ${reason}`, at, actor, actor_name: actorName, recorded_at: at, told: [] };
  }
}
