import { query, segment } from './paths';
import { partnerHomePath } from './paths-sign-in';
import { registerConventionPath } from './register-paths';

/** The end of a convention: entered on the convention, then followed under its own number. */
export const newTerminationPath = (convention: string): string => `${registerConventionPath(convention)}/resiliation`;
export const terminationPath = (id: string): string => `/resiliations/${segment(id)}`;
export const TERMINATION_ACTS = ['date', 'retrait'] as const;
export type TerminationActName = (typeof TERMINATION_ACTS)[number];
export const terminationActPath = (id: string, act: TerminationActName): string => `${terminationPath(id)}/${act}`;

/** A paper of a convention, as it was put up. */
export const paperPath = (convention: string, paper: string): string => `${registerConventionPath(convention)}/papiers/${segment(paper)}`;

/** A subcontractor that a partner announces. */
export const newSubcontractorPath = (convention: string): string => `${registerConventionPath(convention)}/sous-traitant`;
export const subcontractorPath = (id: string): string => `/sous-traitants/${segment(id)}`;
export const SUBCONTRACTOR_ACTS = ['complement', 'acceptation', 'refus', 'retrait'] as const;
export type SubcontractorActName = (typeof SUBCONTRACTOR_ACTS)[number];
export const subcontractorActPath = (id: string, act: SubcontractorActName): string => `${subcontractorPath(id)}/${act}`;
export const newOwnSubcontractorPath = (convention: string): string => `${partnerHomePath()}/conventions/${segment(convention)}/sous-traitant`;
export const ownSubcontractorPath = (id: string): string => `${partnerHomePath()}/sous-traitants/${segment(id)}`;
export const ownSubcontractorActPath = (id: string, act: 'complement' | 'retrait'): string => `${ownSubcontractorPath(id)}/${act}`;

/** What opens each service of a convention, and its own amendments. */
export const servicesPath = (convention: string): string => `${registerConventionPath(convention)}/services`;
export const ownAmendmentsPath = (convention: string): string => `${registerConventionPath(convention)}/avenants`;

/** What falls due: of one's Cafs, or of a convention; by month. */
export interface AgendaQuery {
  readonly mois?: string | undefined;
  readonly nature?: string | undefined;
  readonly caf?: string | undefined;
}
export const agendaPath = (q: AgendaQuery = {}): string => `/calendrier${query({ ...q })}`;
export const conventionAgendaPath = (convention: string, q: AgendaQuery = {}): string => `${registerConventionPath(convention)}/calendrier${query({ ...q })}`;
/** One's own link for a calendar program: made (POST), revoked (POST), and what it opens. */
export const feedPath = (): string => '/calendrier/lien';
export const feedRevocationPath = (): string => '/calendrier/lien/revocation';
/** The secret is not in the path: paths are logged. */
export const feedFilePath = (token?: string): string => `/calendrier/abonnement.ics${query({ lien: token })}`;
