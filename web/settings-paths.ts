import type { CafCode } from '../domain/ids';
import { query, segment } from './paths';

/** Partners, their conventions and people. `partnerPath` is in paths.ts: a ticket's page leads there. */
export interface DirectoryQuery {
  readonly q?: string;
  readonly caf?: string;
  /** « oui »: only partners with a dead address. */
  readonly rejets?: string;
  readonly page?: string;
}
export const partnersPath = (q: DirectoryQuery = {}): string => `/partenaires${query({ ...q })}`;
export const partnersExportPath = (q: DirectoryQuery = {}): string => `/partenaires.csv${query({ ...q })}`;
export const newPartnerPath = (caf?: string): string => `/partenaires/nouveau${query({ caf })}`;
export const partnerChangePath = (id: string): string => `/partenaires/${segment(id)}/modification`;
export const partnerConventionsPath = (id: string): string => `/partenaires/${segment(id)}/conventions`;
export const conventionServicesPath = (id: string): string => `/conventions/${segment(id)}/services`;
export const conventionContactsPath = (id: string): string => `/conventions/${segment(id)}/contacts`;
export const newContactPath = (conventionId: string): string => `${conventionContactsPath(conventionId)}/nouveau`;

/** What may be done to a contact: each is a POST under the contact's own URL. */
export const CONTACT_ACTS = ['modification', 'fin', 'reprise', 'reactivation'] as const;
export type ContactAct = (typeof CONTACT_ACTS)[number];
export const contactPath = (id: string): string => `/contacts/${segment(id)}`;
export const contactActPath = (id: string, act: ContactAct): string => `${contactPath(id)}/${act}`;

export const importsPath = (): string => '/imports';
export const importTemplatePath = (): string => '/imports/modele.csv';
export const importPath = (id: string): string => `/imports/${segment(id)}`;

export const settingsPath = (): string => '/reglages';
export const deskSettingsPath = (caf: CafCode): string => `/reglages/guichets/${segment(caf)}`;
export const mailboxesPath = (): string => '/reglages/boites';
export const mailboxEndPath = (address: string): string => `/reglages/boites/${segment(address)}/fin`;
export const settingJournalPath = (q: { readonly objet?: string; readonly page?: string } = {}): string => `/reglages/journal${query({ ...q })}`;

/** Accounts of the instance. */
export const ACCOUNT_ACTS = ['modification', 'verrouillage', 'deverrouillage', 'lien', 'second-facteur'] as const;
export type AccountAct = (typeof ACCOUNT_ACTS)[number];
export const accountsPath = (q: { readonly q?: string; readonly page?: string } = {}): string => `/comptes${query({ ...q })}`;
export const newAccountPath = (): string => '/comptes/nouveau';
export const accountFilePath = (id: string): string => `/comptes/${segment(id)}`;
export const accountActPath = (id: string, act: AccountAct): string => `${accountFilePath(id)}/${act}`;
export const instanceJournalPath = (q: { readonly objet?: string; readonly page?: string } = {}): string => `/comptes-journal${query({ ...q })}`;
export const cafsPath = (): string => '/caf';
/** The link of a letter by which a password is chosen; its token stands in the query, which no log keeps. */
export const accountLinkPath = (token?: string): string => `/mot-de-passe${query({ jeton: token })}`;

/** Where programs are told of what happens to tickets. */
export const webhooksPath = (): string => '/reglages/webhooks';
export const webhookPath = (id: string): string => `/reglages/webhooks/${segment(id)}`;
export const webhookEndPath = (id: string): string => `${webhookPath(id)}/fin`;
export const webhookResendPath = (id: string, delivery: string): string => `${webhookPath(id)}/envois/${segment(delivery)}/renvoi`;
