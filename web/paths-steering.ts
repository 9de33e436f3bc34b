import { query, segment } from './paths';

/** « Ce matin ». */
export const morningPath = (): string => '/pilotage';
/** What the figures are of, as the URL says it; a period is named, or both its days are given. */
export interface FiguresQuery {
  readonly periode?: string;
  readonly du?: string;
  readonly au?: string;
  readonly caf?: string;
  readonly service?: string;
  readonly nature?: string;
  readonly canal?: string;
  readonly partenaire?: string;
  readonly convention?: string;
}
export const figuresPath = (q: FiguresQuery = {}): string => `/pilotage/chiffres${query({ ...q })}`;
/** The figures, or the requests they are of, as a file. */
export type FiguresFile = 'chiffres.csv' | 'chiffres.ods' | 'demandes.csv';
export const figuresFilePath = (file: FiguresFile, q: FiguresQuery = {}): string => `/pilotage/export/${file}${query({ ...q })}`;
/** The yearly assessment of a convention (PDF). */
export const assessmentPath = (convention: string, year: number | string): string => `/pilotage/conventions/${segment(convention)}/bilans/${year}.pdf`;
export const assessmentRoute = (): string => '/pilotage/conventions/:id/bilans/:year.pdf';
/** Open tickets behind a figure of the morning page. */
export interface OpenListQuery {
  readonly quoi: 'en-retard' | 'aujourd-hui' | 'escaladees' | 'epuisees' | 'jour';
  readonly cote?: 'caf' | 'partenaire';
  readonly echelon?: string;
  readonly jour?: string;
  readonly page?: string;
}
export const openListRoute = (): string => '/pilotage/demandes';
export const openListPath = (q: OpenListQuery): string => `${openListRoute()}${query({ ...q })}`;
/** Requests behind a figure; `mesure` keeps those that the figure counts. */
export interface FigureListQuery extends FiguresQuery {
  readonly mesure?: string;
  readonly semaine?: string;
  readonly page?: string;
}
export const figureListRoute = (): string => '/pilotage/chiffres/demandes';
export const figureListPath = (q: FigureListQuery = {}): string => `${figureListRoute()}${query({ ...q })}`;
