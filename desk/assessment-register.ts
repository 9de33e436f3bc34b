import type { ActCount, ReviewOfPeriod } from '../db/assessment';
import { frenchDate } from '../domain/french/dates';
import { actWords } from '../domain/french/register';
import { RANK_WORDS, REVIEW_PHASE_WORDS, resultWords } from '../domain/french/review';
import { typo } from '../domain/french/typography';
import { foldReview } from '../domain/journeys/review-facts';
import type { PaperBlock } from '../paper/document';
import type { ReviewList } from './review-list';

/** The reverse reviews that were due in the year. */
export function reviewBlocks(reviews: readonly ReviewOfPeriod[]): PaperBlock[] {
  const states = reviews.map(({ facts }) => foldReview(facts));
  const rows = states.map(({ due, phase, result }) => [typo(frenchDate(due)), REVIEW_PHASE_WORDS[phase], phase === 'accepted' ? resultWords(result) : '—']);
  const table: PaperBlock = { kind: 'table', caption: 'Attendues dans la période', columns: [{ title: 'Date', share: 2 }, { title: 'Où elle en est', share: 3 }, { title: 'Résultat', share: 4 }], rows };
  return [{ kind: 'heading', level: 1, text: 'Revues inverses' }, rows.length === 0 ? { kind: 'paragraph', muted: true, text: 'Aucune revue inverse n’était attendue dans la période.' } : table];
}

/** Who has access today, how many of each profile, and what was decided in the year. */
export function habilitationBlocks({ people, profiles }: ReviewList, acts: readonly ActCount[]): PaperBlock[] {
  const ranks = Object.entries(RANK_WORDS).map(([rank, words]) => [words.replace(/^./, (letter) => letter.toUpperCase()), String(people.filter((one) => one.rank === rank).length)]);
  const said = (n: number | null): string => (n === null ? 'à saisir' : String(n));
  const reported: PaperBlock = {
    kind: 'table', caption: 'Utilisateurs par profil, déclarés par le partenaire', columns: [{ title: 'Bulletin', share: 3 }, { title: 'Profil', share: 1 }, { title: 'Permis', share: 1, align: 'right' }, { title: 'Déclarés', share: 1, align: 'right' }],
    rows: profiles.map(({ label, profile, allowed, reported: users }) => [label, profile, said(allowed), users === null ? 'non déclarés' : String(users)]),
  };
  const decided: PaperBlock = { kind: 'table', caption: 'Actes de la période', columns: [{ title: 'Acte', share: 4 }, { title: 'Fois', share: 1, align: 'right' }], rows: acts.map(({ kind, count }) => [actWords(kind), String(count)]) };
  return [
    { kind: 'heading', level: 1, text: 'Habilitations' },
    { kind: 'table', caption: 'Personnes qui ont accès aujourd’hui, connues de la Caf', columns: [{ title: 'Rang', share: 4 }, { title: 'Nombre', share: 1, align: 'right' }], rows: ranks },
    ...(profiles.length === 0 ? [] : [reported]),
    acts.length === 0 ? { kind: 'paragraph', muted: true, text: 'Aucun acte au registre dans la période.' } : decided,
  ];
}
