import type { Scope } from '../../domain/api-scopes';

/** What a token is for, in French. */
export const SCOPE_WORDS: Readonly<Record<Scope, readonly [name: string, detail: string]>> = {
  lecture: ['Lecture', 'lire ce que vos rôles laissent lire'],
  demandes: ['Demandes', 'agir sur les demandes, les incidents, « À identifier »'],
  appels: ['Appels', 'enregistrer des appels'],
  partenaires: ['Partenaires', 'tenir partenaires, conventions et contacts'],
  reglages: ['Réglages', 'régler guichets, contrats, modèles et webhooks'],
};
