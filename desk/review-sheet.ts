import { localDateOf } from '../domain/calendar';
import type { Calendar } from '../domain/calendar-types';
import type { Instant } from '../domain/ids';
import type { ReviewPerson } from '../domain/journeys/review-facts';
import { writeCsv } from '../paper/csv';
import { writeOds } from '../paper/ods';
import type { ReviewList } from './review-list';

/** Columns of the list to review; the first names the line, the last three are for the partner (read back by mail/forms/read-review). */
export const REVIEW_TITLES = ['Repère', 'Rang', 'Nom', 'Fonction', 'Courriel', 'Bulletin', 'Profil', 'État', 'Accès donné le', 'Autorisés', 'Décision (conserver, retirer, modifier)', 'Commentaire', 'Utilisateurs gardés'];

const RANKS: Readonly<Record<ReviewPerson['rank'], string>> = { administrator: 'administrateur', 'deputy-administrator': 'suppléant', user: 'utilisateur' };

/** One line a person, then one a profile, of which the number of users kept is asked for. */
export function reviewRows({ people, profiles }: ReviewList, calendar: Calendar): string[][] {
  const day = (at: Instant | null): string => (at === null ? '' : localDateOf(calendar, at));
  return [
    ...people.map(({ key, rank, name, jobTitle, email, unit, profile, suspended, givenAt }) => [key, RANKS[rank], name, jobTitle ?? '', email ?? '', unit ?? '', profile ?? '', suspended ? 'suspendue' : 'active', day(givenAt), '', '', '', '']),
    ...profiles.map(({ key, label, profile, allowed }) => [key, 'profil', '', '', '', label, profile, '', '', allowed === null ? 'à saisir' : String(allowed), '', '', '']),
  ];
}

export interface SheetOf {
  readonly id: string;
  readonly list: ReviewList;
  readonly calendar: Calendar;
  readonly madeAt: Instant;
}

/** The list as a table that a spreadsheet opens by itself. */
export function reviewCsv({ list, calendar }: SheetOf): string {
  return writeCsv(REVIEW_TITLES, reviewRows(list, calendar));
}

export function reviewOds({ id, list, calendar, madeAt }: SheetOf): Buffer {
  return writeOds([{ name: 'Revue', titles: REVIEW_TITLES, rows: reviewRows(list, calendar) }], { title: `Revue inverse ${id}`, madeAt });
}
