import { query, segment } from './paths';
import { partnerHomePath } from './paths-sign-in';

/** What an agent does on a review: each is a POST under its own page. */
export const REVIEW_ACTS = ['resultat', 'lignes', 'acceptation', 'renvoi', 'abandon'] as const;
export type ReviewActName = (typeof REVIEW_ACTS)[number];

export interface CampaignAsked {
  readonly annee?: string | undefined;
  readonly etat?: string | undefined;
  readonly mois?: string | undefined;
  readonly caf?: string | undefined;
  readonly page?: string | undefined;
}

export const reviewsPath = (asked: CampaignAsked = {}): string => `/revues${query({ ...asked })}`;
export const campaignFilePath = (asked: CampaignAsked = {}): string => `/revues.csv${query({ ...asked })}`;
export const reviewDatesPath = (): string => '/revues/dates';
export const reviewPath = (id: string): string => `/revues/${segment(id)}`;
export const reviewActPath = (id: string, act: ReviewActName): string => `${reviewPath(id)}/${act}`;
export const certificatePath = (id: string): string => `${reviewPath(id)}/attestation.pdf`;
export const reviewListPath = (id: string, kind: 'csv' | 'ods'): string => `${reviewPath(id)}/liste.${kind}`;
export const reviewFilePath = (id: string, file: string): string => `${reviewPath(id)}/fichiers/${segment(file)}`;

/** On the partner's portal. */
export const ownReviewPath = (id: string): string => `${partnerHomePath()}/revues/${segment(id)}`;
export const ownReviewFilesPath = (id: string): string => `${ownReviewPath(id)}/fichiers`;
export const ownReviewListPath = (id: string, kind: 'csv' | 'ods'): string => `${ownReviewPath(id)}/liste.${kind}`;
export const ownCertificatePath = (id: string): string => `${ownReviewPath(id)}/attestation.pdf`;
