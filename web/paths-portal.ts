import type { Reference } from '../domain/ids';
import { query, segment } from './paths';
import { partnerHomePath } from './paths-sign-in';

/** The partner's portal: everything is under `/partenaire`. */
export interface OwnTicketsQuery {
  readonly q?: string;
  readonly etat?: string;
  readonly page?: string;
}
export const ownTicketsPath = (q: OwnTicketsQuery = {}): string => `${partnerHomePath()}/demandes${query({ ...q })}`;
export const ownTicketPath = (reference: Reference): string => `${partnerHomePath()}/demandes/${segment(reference)}`;
export const ownTicketActPath = (reference: Reference, act: 'reponse' | 'urgence'): string => `${ownTicketPath(reference)}/${act}`;
export const ownAttachmentPath = (reference: Reference, piece: string): string => `${ownTicketPath(reference)}/pieces/${segment(piece)}`;
/** The form that opens a request, and where it is posted. */
export const newOwnTicketPath = (convention?: string, objet?: string): string => `${partnerHomePath()}/nouvelle-demande${query({ convention, objet })}`;

const ofConvention = (convention: string): string => `${partnerHomePath()}/conventions/${segment(convention)}`;
export const ownContractPath = (convention: string): string => `${ofConvention(convention)}/contrat`;
export const ownPeoplePath = (convention: string): string => `${ofConvention(convention)}/personnes`;
export const newOwnPersonPath = (convention: string): string => `${ownPeoplePath(convention)}/nouvelle`;
/** « J’ai vérifié la liste » (POST). */
export const peopleCheckedPath = (convention: string): string => `${ownPeoplePath(convention)}/verification`;
export const ownPersonPath = (id: string): string => `${partnerHomePath()}/personnes/${segment(id)}`;
export const ownPersonActPath = (id: string, act: 'modification' | 'fin'): string => `${ownPersonPath(id)}/${act}`;
/** What one's convention has in the register, and where somebody's departure is reported. */
export const ownRegisterPath = (convention: string): string => `${ofConvention(convention)}/habilitations`;
export const ownDeparturePath = (convention: string): string => `${ofConvention(convention)}/depart`;
