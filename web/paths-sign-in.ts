const segment = encodeURIComponent;
const back = (returnTo: string | null | undefined): string => (returnTo === null || returnTo === undefined || returnTo === '' ? '' : `?${new URLSearchParams({ retour: returnTo }).toString()}`);

/** The second step of a sign-in: a code of the second factor. */
export const signInCodePath = (): string => '/connexion/code';
/** Setting a second factor up before the session may open. */
export const signInEnrolPath = (): string => '/connexion/second-facteur';
/** Leaves for the provider's own page; a link, since a form may not lead to another site. */
export const oidcStartPath = (returnTo?: string | null): string => `/connexion/oidc${back(returnTo)}`;
/** Where the provider sends people back: to be registered there. */
export const oidcReturnPath = (): string => '/connexion/oidc/retour';
/** A partner asks for a link. */
export const askLinkPath = (returnTo?: string | null): string => `/connexion/lien${back(returnTo)}`;
/** The link of a letter; its token stands in the query, which no log keeps. */
export const linkPath = (token?: string): string => `/lien${token === undefined ? '' : `?jeton=${segment(token)}`}`;

export const partnerHomePath = (): string => '/partenaire';
/** A page of the partner's portal, whatever it asks. */
export const isOfPortal = (path: string | null): path is string => path !== null && /^\/partenaire(?:[/?][\x21-\x7e]*)?$/.test(path) && path.length <= 500;

export const accountPath = (): string => '/compte';
export const passwordPath = (): string => '/compte/mot-de-passe';
export const secondFactorPath = (): string => '/compte/second-facteur';
/** New recovery codes are made here (POST). */
export const recoveryCodesPath = (): string => '/compte/codes-de-secours';
/** Takes the second factor away (POST). */
export const secondFactorRemovalPath = (): string => '/compte/second-facteur/retrait';
export const sessionsPath = (): string => '/compte/sessions';
/** Ends sessions: the one that the form names, or every other (POST). */
export const sessionsEndPath = (): string => '/compte/sessions/fin';
/** Tokens of programs. */
export const tokensPath = (): string => '/compte/jetons';
/** Revokes the token that the form names (POST). */
export const tokenRevocationPath = (): string => '/compte/jetons/revocation';
/** The reference of the API. */
export const apiReferencePath = (language?: 'en'): string => (language === undefined ? '/api' : `/api?lang=${language}`);
