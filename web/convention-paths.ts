import { segment } from './paths';
import { registerConventionPath } from './register-paths';

/** The end of a convention: entered on the convention, then followed under its own number. */
export const newTerminationPath = (convention: string): string => `${registerConventionPath(convention)}/resiliation`;
export const terminationPath = (id: string): string => `/resiliations/${segment(id)}`;
export const TERMINATION_ACTS = ['date', 'retrait'] as const;
export type TerminationActName = (typeof TERMINATION_ACTS)[number];
export const terminationActPath = (id: string, act: TerminationActName): string => `${terminationPath(id)}/${act}`;

/** A paper of a convention, as it was put up. */
export const paperPath = (convention: string, paper: string): string => `${registerConventionPath(convention)}/papiers/${segment(paper)}`;
