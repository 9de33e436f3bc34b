import { query, segment } from './paths';
import { partnerHomePath } from './paths-sign-in';

/** What an agent does on a change of administrator: each is a POST under its own page. */
export const CHANGE_ACTS = ['formulaire', 'element', 'signature', 'signataire', 'rappel', 'opposition', 'levee', 'verification', 'approbation', 'refus', 'annulation', 'acces-donne', 'acces-retire'] as const;
export type ChangeActName = (typeof CHANGE_ACTS)[number];

export const changesPath = (): string => '/changements';
export const newChangePath = (convention?: string): string => `${changesPath()}/nouveau${query({ convention })}`;
export const changePath = (id: string): string => `${changesPath()}/${segment(id)}`;
export const changeActPath = (id: string, act: ChangeActName): string => `${changePath(id)}/${act}`;
export const signedFormPath = (id: string): string => `${changePath(id)}/formulaire.pdf`;
export const changeFilePath = (id: string, file: string): string => `${changePath(id)}/fichiers/${segment(file)}`;

/** On the partner's portal. */
export const ownChangesPath = (): string => `${partnerHomePath()}/changements`;
export const newOwnChangePath = (convention?: string): string => `${ownChangesPath()}/nouveau${query({ convention })}`;
export const ownChangePath = (id: string): string => `${ownChangesPath()}/${segment(id)}`;
export const ownChangeFormPath = (id: string): string => `${ownChangePath(id)}/formulaire.pdf`;
export const ownChangeCancelPath = (id: string): string => `${ownChangePath(id)}/annulation`;

/** What a one-time link of a letter opens, without signing in. */
export const changeLinkPath = (token?: string): string => `/changement${query({ jeton: token })}`;
