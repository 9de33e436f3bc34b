import { query, segment } from './paths';

/** What the register's list is narrowed to. */
export interface RegisterQuery {
  readonly q?: string;
  readonly caf?: string;
  readonly etat?: string;
  readonly service?: string;
  readonly page?: string;
}

/** The register of habilitations: its pages, the same as JSON, and files for a spreadsheet. */
export const registerPath = (q: RegisterQuery = {}): string => `/registre${query({ ...q })}`;
export const registerJsonPath = (): string => '/registre.json';
export const registerFilePath = (kind: 'csv' | 'ods'): string => `/registre.${kind}`;
export const registerConventionPath = (id: string): string => `/registre/${segment(id)}`;
export const registerDataPath = (id: string): string => `${registerConventionPath(id)}/donnees.json`;
export const registerActPath = (id: string): string => `${registerConventionPath(id)}/actes`;
/** Somebody's access; a contact's id for an administrator of whom nothing was decided yet. */
export const accessPath = (id: string, habilitation: string): string => `${registerConventionPath(id)}/acces/${segment(habilitation)}`;
export const accessActPath = (id: string, habilitation: string): string => `${accessPath(id, habilitation)}/actes`;
export const departurePath = (id: string): string => `${registerConventionPath(id)}/depart`;
export const noticeActPath = (id: string, notice: string): string => `${registerConventionPath(id)}/mises-en-demeure/${segment(notice)}`;

export const registerImportsPath = (): string => '/imports-registre';
export const registerImportTemplatePath = (): string => '/imports-registre/modele.csv';
export const registerImportPath = (id: string): string => `/imports-registre/${segment(id)}`;

/** Acts on one's access. */
export const ACCESS_ACTS = ['suspendre', 'retablir', 'retirer', 'mot-de-passe', 'mot-de-passe-change'] as const;
export type AccessAct = (typeof ACCESS_ACTS)[number];
/** Acts on its bulletins d'adhésion, entered in their panel. */
export const BULLETIN_ACTS = ['bulletin', 'bulletin-signature', 'bulletin-unite', 'profil'] as const;
export type BulletinAct = (typeof BULLETIN_ACTS)[number];
export const bulletinsPath = (id: string): string => `${registerConventionPath(id)}#bulletins`;
/** Acts on a convention's register. */
export const REGISTER_ACTS = ['donner', 'effectif', 'quota', 'date', 'mode', 'retirer-delegation', 'rendre-delegation', 'depart-execute', 'mise-en-demeure', ...BULLETIN_ACTS] as const;
export type RegisterAct = (typeof REGISTER_ACTS)[number];
