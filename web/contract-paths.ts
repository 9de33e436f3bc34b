import type { CafCode } from '../domain/ids';
import { contractPath, query, segment } from './paths';

/** What a manager decides of a Caf's contract and of its desk's days and people. */
export interface DryRunQuery {
  /** « move » or « keep-version »: what becomes of the tickets that are open at the date of effect. */
  readonly ouvertes?: string;
  /** « oui »: every ticket, not only the first that change. */
  readonly toutes?: string;
}
export const amendmentsPath = (caf: CafCode): string => `${contractPath(caf)}/avenants`;
export const newAmendmentPath = (caf: CafCode): string => `${amendmentsPath(caf)}/nouveau`;
export const amendmentPath = (caf: CafCode, id: string, q: DryRunQuery = {}): string => `${amendmentsPath(caf)}/${segment(id)}${query({ ...q })}`;
export const amendmentChangePath = (caf: CafCode, id: string): string => `${amendmentPath(caf, id)}/modification`;
export const amendmentCsvPath = (caf: CafCode, id: string, q: DryRunQuery = {}): string => `${amendmentPath(caf, id)}/essai.csv${query({ ...q })}`;
export const amendmentSignPath = (caf: CafCode, id: string): string => `${amendmentPath(caf, id)}/signature`;
export const amendmentDropPath = (caf: CafCode, id: string): string => `${amendmentPath(caf, id)}/abandon`;

/** A day tried before it is put in force. */
export interface DeskDayQuery {
  readonly nature?: string;
  readonly du?: string;
  readonly au?: string;
  readonly horaires?: string;
  readonly motif?: string;
  /** A day in force, tried taken away. */
  readonly retirer?: string;
}
export const deskDaysPath = (caf: CafCode, q: DeskDayQuery = {}): string => `${contractPath(caf)}/jours${query({ ...q })}`;
export const deskDayDropPath = (caf: CafCode, id: string): string => `${contractPath(caf)}/jours/${segment(id)}/retrait`;

export const absencesPath = (caf: CafCode): string => `${contractPath(caf)}/absences`;
export const absenceEndPath = (caf: CafCode, id: string): string => `${absencesPath(caf)}/${segment(id)}/fin`;
export const coversPath = (caf: CafCode): string => `${contractPath(caf)}/remplacements`;
export const coverEndPath = (caf: CafCode, id: string): string => `${coversPath(caf)}/${segment(id)}/fin`;
