import { frenchDate, frenchDateTime } from '../domain/french/dates';
import { DECISION_WORDS, RANK_WORDS, WAY_WORDS } from '../domain/french/review';
import { typo } from '../domain/french/typography';
import type { Instant, LocalDate } from '../domain/ids';
import { counted, type Review, type ReviewResult } from '../domain/journeys/review-facts';
import type { PaperBlock, PaperDocument } from './document';

export interface ReviewCertificate {
  readonly id: string;
  readonly caf: string;
  readonly partner: string;
  readonly convention: string;
  readonly article: string | null;
  readonly timeZone: string;
  readonly state: Review;
  /** When it was accepted. */
  readonly acceptedAt: Instant;
  /** The date of the next one; null = none is known. */
  readonly next: LocalDate | null;
}

/** That a reverse review was made and accepted as proof (article 2.2): what was reviewed and decided. The same state gives the same paper. */
export function reviewCertificate({ id, caf, partner, convention, article, timeZone, state, acceptedAt, next }: ReviewCertificate): PaperDocument {
  const { kept, withdrawn, changed } = counted(state.result);
  const at = (instant: Instant): string => frenchDateTime(instant, timeZone, { form: 'long' });
  return {
    title: typo('Attestation de revue inverse'), subtitle: typo(`${partner}, convention ${convention}`), author: caf, reference: id, madeAt: acceptedAt,
    blocks: [
      { kind: 'note', tone: 'ok', text: typo(`Le résultat de la revue inverse est accepté comme preuve${article === null ? '' : ` (${article})`}.`) },
      { kind: 'facts', rows: [
        ['Revue', id], ['Attendue le', typo(frenchDate(state.due, { form: 'long' }))], ['Reçue', typo(`${WAY_WORDS[state.received?.how ?? 'post']}${state.resultAt === null ? '' : `, le ${at(state.resultAt)}`}${state.received?.sender ? `, de ${state.received.sender}` : ''}`)],
        ['Acceptée le', typo(at(acceptedAt))], ['Conservées', String(kept)], ['Retirées', String(withdrawn)], ['Modifiées', String(changed)], ...(next === null ? [] : [['Prochaine revue', typo(frenchDate(next, { form: 'long' }))] as const]),
      ] },
      ...linesOf(state.result),
      { kind: 'paragraph', muted: true, text: typo('Ces renseignements ne servent qu’à gérer les accès à Mon Compte Partenaire.') },
    ],
  };
}

function linesOf(result: ReviewResult | null): PaperBlock[] {
  if (result === null) return [];
  const people: PaperBlock = {
    kind: 'table', caption: 'Habilitations revues', columns: [{ title: 'Personne', share: 3 }, { title: 'Rang', share: 2 }, { title: 'Profil', share: 1 }, { title: 'Décision', share: 1.5 }, { title: 'Commentaire', share: 3 }],
    rows: result.people.map(({ name, rank, profile, decision, comment }) => [name, RANK_WORDS[rank], profile ?? '', DECISION_WORDS[decision], comment]),
  };
  const profiles: PaperBlock = {
    kind: 'table', caption: 'Utilisateurs gardés, par profil', columns: [{ title: 'Bulletin', share: 3 }, { title: 'Profil', share: 1 }, { title: 'Utilisateurs', share: 1, align: 'right' }],
    rows: result.profiles.map(({ label, profile, users }) => [label, profile, String(users)]),
  };
  return [...(result.people.length === 0 ? [] : [people]), ...(result.profiles.length === 0 ? [] : [profiles])];
}
