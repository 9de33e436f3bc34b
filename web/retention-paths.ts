import type { Reference } from '../domain/ids';
import { query, segment, ticketPath } from './paths';

/** What is kept and for how long, what was erased, what will be, and one person's data. */
export const retentionPath = (): string => '/conservation';
export const nextErasurePath = (): string => '/conservation/a-venir';
export const erasurePath = (id: string): string => `/conservation/effacements/${segment(id)}`;
export const erasureFilePath = (id: string, as: 'csv' | 'pdf'): string => `/conservation/effacements/${segment(id)}.${as}`;
export const holdsPath = (): string => '/conservation/litiges';
export const holdLiftPath = (id: string): string => `/conservation/litiges/${segment(id)}/levee`;
export const ticketHoldPath = (reference: Reference): string => `${ticketPath(reference)}/conservation`;
export const personPath = (q: { readonly q?: string } = {}): string => `/conservation/personne${query({ ...q })}`;
export const personExportPath = (): string => '/conservation/personne/export';
export const personErasurePath = (): string => '/conservation/personne/effacement';
export const accessesPath = (q: { readonly qui?: string; readonly demande?: string; readonly du?: string; readonly au?: string; readonly page?: string } = {}): string => `/journal-des-acces${query({ ...q })}`;
