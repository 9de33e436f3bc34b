import { query, segment } from './paths';
import { partnerHomePath } from './paths-sign-in';

/** What is done to a planned stop: each is a POST under its own URL. */
export const STOP_ACTS = ['modification', 'annulation', 'fin'] as const;
export type StopAct = (typeof STOP_ACTS)[number];

export interface StopQuery {
  readonly etat?: string;
  readonly page?: string;
}
export const stopsPath = (): string => '/arrets';
export const newStopPath = (): string => '/arrets/nouveau';
export const stopPath = (id: string, q: StopQuery = {}): string => `/arrets/${segment(id)}${query({ ...q })}`;
export const stopActPath = (id: string, act: StopAct): string => `/arrets/${segment(id)}/${act}`;
/** Every address with what became of its letters. */
export const stopAddressesCsvPath = (id: string): string => `/arrets/${segment(id)}/destinataires.csv`;

/** The announcement on the partner's portal. */
export const ownStopPath = (id: string): string => `${partnerHomePath()}/arrets/${segment(id)}`;
