import { segment } from './paths';
import { partnerHomePath } from './paths-sign-in';

/** What the officer does on an incident: each is a POST under its own page. */
export const SECURITY_ACTS = ['prise-en-charge', 'qualification', 'mesure', 'information', 'notification', 'rattachement', 'sans-suite', 'cloture'] as const;
export type SecurityActName = (typeof SECURITY_ACTS)[number];

export const securityListPath = (): string => '/securite';
export const securityPath = (id: string): string => `${securityListPath()}/${segment(id)}`;
export const securityActPath = (id: string, act: SecurityActName): string => `${securityPath(id)}/${act}`;
export const securityJournalPath = (id: string): string => `${securityPath(id)}/journal.pdf`;

/** Where anybody of a partner reports an incident. */
export const ownSecurityPath = (): string => `${partnerHomePath()}/incident-de-securite`;
