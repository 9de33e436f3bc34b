import { query, segment } from './paths';
import { partnerHomePath } from './paths-sign-in';

/** What a trace reader does on a request: each is a POST under its own page. */
export const TRACE_ACTS = ['reponse', 'precision', 'refus'] as const;
export type TraceActName = (typeof TRACE_ACTS)[number];

export const tracesPath = (): string => '/traces';
/** An agent enters what an administrator asked by mail, phone or post. */
export const newTracePath = (convention?: string): string => `${tracesPath()}/nouvelle${query({ convention })}`;
/** Who read what. */
export const readingsPath = (): string => `${tracesPath()}/lectures`;
export const tracePath = (id: string): string => `${tracesPath()}/${segment(id)}`;
export const traceActPath = (id: string, act: TraceActName): string => `${tracePath(id)}/${act}`;
export const traceFilePath = (id: string, file: string): string => `${tracePath(id)}/fichiers/${segment(file)}`;

/** On the partner's portal. */
export const OWN_TRACE_ACTS = ['precision', 'annulation'] as const;
export type OwnTraceActName = (typeof OWN_TRACE_ACTS)[number];
export const ownTracesPath = (): string => `${partnerHomePath()}/traces`;
export const newOwnTracePath = (convention?: string): string => `${ownTracesPath()}/nouvelle${query({ convention })}`;
export const ownTracePath = (id: string): string => `${ownTracesPath()}/${segment(id)}`;
export const ownTraceActPath = (id: string, act: OwnTraceActName): string => `${ownTracePath(id)}/${act}`;
export const ownTraceFilePath = (id: string, file: string): string => `${ownTracePath(id)}/fichiers/${segment(file)}`;
