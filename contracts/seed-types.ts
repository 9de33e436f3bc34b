import type { PartnerContact, ServiceCode } from '../domain/contract-types';
import type { CafCode, LocalDate } from '../domain/ids';
import type { AccountRole } from '../domain/roles';

/** Fictional partners, conventions, contacts and accounts for an empty database. */
export interface Seed {
  readonly partners: readonly SeedPartner[];
  readonly conventions: readonly SeedConvention[];
  readonly accounts: readonly SeedAccount[];
}

export interface SeedPartner {
  /** « mairie-castelbrun », unique. */
  readonly code: string;
  /** « Mairie de Castelbrun-d’Arros » */
  readonly name: string;
  readonly kind: 'town-hall' | 'ccas' | 'landlord' | 'childcare';
  /** Other spellings that mails use, « MAIRIE CASTELBRUN D'ARROS ». */
  readonly aliases: readonly string[];
  /** The domain of its mailboxes, « castelbrun.example ». */
  readonly mailDomain: string;
}

export interface SeedConvention {
  /** « 31-2024-017 », unique. */
  readonly number: string;
  readonly caf: CafCode;
  /** Code of a SeedPartner. */
  readonly partner: string;
  readonly signedOn: LocalDate;
  readonly contacts: readonly PartnerContact[];
  readonly memberships: readonly SeedMembership[];
}

/** A bulletin d'adhésion: convention × service × unit, with its quotas; `users: null` = « à saisir ». */
export interface SeedMembership {
  readonly service: ServiceCode;
  readonly unit: string | null;
  readonly quotas: ReadonlyArray<{ readonly profile: string; readonly users: number | null }>;
}

/** Someone who signs in at the Caf. No password is data: whoever inserts the account makes one. */
export interface SeedAccount {
  readonly email: string;
  readonly name: string;
  readonly role: AccountRole;
  /** None for the roles of no single Caf. */
  readonly cafs: readonly CafCode[];
}
