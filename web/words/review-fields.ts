import type { ReviewDecision } from '../../domain/journeys/review-facts';

/** Names of a review's fields: one set a line of the list, known by its key. */
export const decisionField = (key: string): string => `decision-${key}`;
export const commentField = (key: string): string => `commentaire-${key}`;
export const usersField = (key: string): string => `utilisateurs-${key}`;

export const DECISION_VALUES: Readonly<Record<ReviewDecision, string>> = { keep: 'conserver', withdraw: 'retirer', change: 'modifier' };
