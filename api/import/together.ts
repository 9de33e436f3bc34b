import type { ContactValues } from '../../db/contact';
import type { ImportMemory } from '../../db/import-memory';
import type { ContactRow } from '../../db/partner';
import type { PartnerRow } from '../../db/partner-file';
import type { PartnerRole } from '../../domain/contract-types';
import { byCardRefused } from '../../domain/register/by-card';
import { siretWords } from '../../web/words/directory';
import type { FieldError } from '../act-forms';
import type { ReadLine } from './check-line';

/** What a line brings that is new; nothing at all when it is known already, exactly so. */
export interface NewOfLine {
  readonly partner: boolean;
  readonly convention: boolean;
  readonly contact: boolean;
}

const low = (text: string): string => text.toLowerCase();

/** Compares the lines of a file with one another and with the memory, in their order: the first of two is right. */
export class Together {
  private readonly sirets = new Map<string, ReadLine>();
  private readonly names = new Map<string, ReadLine>();
  private readonly conventions = new Map<string, ReadLine>();
  private readonly services = new Map<string, ReadLine>();
  private readonly people = new Map<string, ReadLine>();
  private readonly rungs = new Map<string, ReadLine>();

  private readonly knownNames: ReadonlyMap<string, PartnerRow>;
  private readonly knownSirets: ReadonlyMap<string | null, PartnerRow>;
  private readonly knownConventions: ReadonlyMap<string, ImportMemory['conventions'][number]>;
  private readonly knownPeople: ReadonlyMap<string, readonly ContactRow[]>;
  private readonly ranks: ReadonlyMap<string, ReadonlySet<PartnerRole>>;

  constructor(private readonly memory: ImportMemory) {
    this.knownNames = new Map(memory.partners.map((row) => [low(row.name), row]));
    this.knownSirets = new Map(memory.partners.map((row) => [row.siret, row]));
    this.knownConventions = new Map(memory.conventions.map((row) => [row.number, row]));
    const people = new Map<string, ContactRow[]>();
    for (const row of memory.contacts) people.set(row.convention_id, [...(people.get(row.convention_id) ?? []), row]);
    this.knownPeople = people;
    const ranks = new Map<string, Set<PartnerRole>>();
    for (const { convention_id, role } of memory.ranks) ranks.set(convention_id, (ranks.get(convention_id) ?? new Set()).add(role));
    this.ranks = ranks;
  }

  /** What the line brings, or why it cannot be. */
  add(line: ReadLine): { readonly brings: NewOfLine } | { readonly errors: readonly FieldError[] } {
    const errors: FieldError[] = [];
    const partner = this.partnerIsNew(line, errors);
    const convention = this.conventionIsNew(line, errors);
    const contact = line.contact !== null && this.contactIsNew(line, line.contact, errors);
    return errors.length > 0 ? { errors } : { brings: { partner, convention, contact } };
  }

  private partnerIsNew(line: ReadLine, errors: FieldError[]): boolean {
    const { name, siret } = line.partner;
    const twin = first(this.names, low(name), line);
    if (twin !== null && twin.partner.siret !== siret) errors.push({ field: 'siret', message: `« ${name} » a un autre SIRET, ou aucun, ligne ${twin.line}.` });
    const same = siret === null ? null : first(this.sirets, siret, line);
    if (same !== null && low(same.partner.name) !== low(name)) errors.push({ field: 'siret', message: `Ce SIRET est celui de « ${same.partner.name} », ligne ${same.line}.` });
    const known = this.knownNames.get(low(name));
    const bySiret = siret === null ? undefined : this.knownSirets.get(siret);
    if (bySiret !== undefined && bySiret.id !== known?.id) errors.push({ field: 'siret', message: `Ce SIRET est déjà celui de « ${bySiret.name} ».` });
    if (known !== undefined && siret !== null && known.siret !== siret) errors.push({ field: 'siret', message: known.siret === null ? `« ${known.name} » est connu sans SIRET : ajoutez-le d’abord sur sa page.` : `« ${known.name} » est connu avec le SIRET ${siretWords(known.siret)}.` });
    return known === undefined && twin === null;
  }

  private conventionIsNew(line: ReadLine, errors: FieldError[]): boolean {
    const twin = first(this.conventions, line.convention, line);
    if (twin !== null && low(twin.partner.name) !== low(line.partner.name)) errors.push({ field: 'convention', message: `La convention ${line.convention} est celle de « ${twin.partner.name} », ligne ${twin.line}.` });
    const known = this.knownConventions.get(line.convention);
    if (known !== undefined && low(known.partner_name) !== low(line.partner.name)) errors.push({ field: 'convention', message: `La convention ${line.convention} est déjà celle de « ${known.partner_name} ».` });
    if (line.services !== null) this.compareServices(line, line.services, known?.services, errors);
    return known === undefined && twin === null;
  }

  private compareServices(line: ReadLine, services: readonly string[], known: readonly string[] | undefined, errors: FieldError[]): void {
    const twin = first(this.services, line.convention, line);
    const differ = (others: readonly string[]): boolean => [...others].sort().join() !== [...services].sort().join();
    if (known !== undefined && differ(known)) errors.push({ field: 'services', message: `La convention ${line.convention} est connue avec ${known.length === 0 ? 'aucun service' : known.join(', ')} : changez ses services sur la page du partenaire.` });
    else if (twin !== null && differ(twin.services ?? [])) errors.push({ field: 'services', message: `La convention ${line.convention} a d’autres services ligne ${twin.line}.` });
  }

  private contactIsNew(line: ReadLine, contact: ContactValues, errors: FieldError[]): boolean {
    const field = contact.email === null ? 'nom' : 'courriel';
    const twin = first(this.people, personKey(line.convention, contact), line);
    if (twin !== null) errors.push({ field, message: `Cette personne est déjà dans le fichier avec ce rôle, ligne ${twin.line}.` });
    if (contact.email !== null && this.memory.mailboxes.has(contact.email)) errors.push({ field: 'courriel', message: 'Cette adresse est une boîte du guichet.' });
    const here = this.contactsOf(line.convention);
    const known = here.find((row) => personKey('', valuesOf(row)) === personKey('', contact));
    if (known !== undefined && !isSame(valuesOf(known), contact)) errors.push({ field, message: `${known.name} est déjà connu dans ce rôle, avec d’autres coordonnées : changez sa fiche, ou retirez cette ligne.` });
    // What the convention names as it begins may stand in several lines; whoever came before the file counts.
    const byCard = known === undefined ? byCardRefused(null, contact, this.ranks.get(this.knownConventions.get(line.convention)?.id ?? '') ?? new Set()) : null;
    if (byCard !== null) errors.push(byCard);
    this.compareRung(line, contact, here.find((row) => row.id !== known?.id && row.ladder_rank === contact.ladderRank), errors);
    return known === undefined;
  }

  private compareRung(line: ReadLine, { ladderRank }: ContactValues, holder: ContactRow | undefined, errors: FieldError[]): void {
    if (ladderRank === null) return;
    const twin = first(this.rungs, `${line.convention}\n${ladderRank}`, line);
    if (twin !== null) errors.push({ field: 'echelon', message: `L’échelon ${ladderRank} de cette convention est déjà pris, ligne ${twin.line}.` });
    else if (holder !== undefined) errors.push({ field: 'echelon', message: `L’échelon ${ladderRank} de cette convention est déjà celui de ${holder.name}.` });
  }

  private contactsOf(number: string): readonly ContactRow[] {
    return this.knownPeople.get(this.knownConventions.get(number)?.id ?? '') ?? [];
  }
}

/** The earlier line of that key; null for the first, which is noted. */
function first(seen: Map<string, ReadLine>, key: string, line: ReadLine): ReadLine | null {
  const earlier = seen.get(key);
  if (earlier === undefined) seen.set(key, line);
  return earlier ?? null;
}

/** The same person in the same role of a convention: by address, else by name. */
function personKey(convention: string, { role, email, name }: ContactValues): string {
  return [convention, role, email ?? `nom:${low(name)}`].join('\n');
}

function valuesOf({ name, role, job_title, email, phones, ladder_rank }: ContactRow): ContactValues {
  return { name, role, jobTitle: job_title, email, phones, ladderRank: ladder_rank };
}

function isSame(one: ContactValues, other: ContactValues): boolean {
  return JSON.stringify({ ...one, phones: [...one.phones].sort() }) === JSON.stringify({ ...other, phones: [...other.phones].sort() });
}
