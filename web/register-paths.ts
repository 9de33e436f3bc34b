import { segment } from './paths';

/** The register of habilitations, for whoever administers MCP at the Caf: plain JSON, and files for a spreadsheet. */
export const registerPath = (): string => '/registre.json';
export const registerFilePath = (kind: 'csv' | 'ods'): string => `/registre.${kind}`;
export const registerConventionPath = (id: string): string => `/registre/${segment(id)}`;
export const registerActPath = (id: string): string => `${registerConventionPath(id)}/actes`;
