/** What a token may be used for; never more than its account's roles allow. */
export const SCOPES = ['lecture', 'demandes', 'appels', 'partenaires', 'reglages'] as const;
export type Scope = (typeof SCOPES)[number];

/** How long a token may last, in days. */
export const TOKEN_DAYS = [30, 90, 365] as const;
/** Living tokens of one account. */
export const MOST_TOKENS = 20;

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
