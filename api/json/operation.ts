import type { Response } from 'express';
import type * as z from 'zod';
import type { Scope } from '../../domain/api-scopes';
import type { Action } from '../../domain/roles';
import type { FieldError } from '../act-forms';
import type { UploadLimits } from '../upload';
import type { ApiVisit } from './visit';

/** A few words in both languages of the reference page. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** Sections of the reference page, in their order. */
export const TAGS = {
  demandes: { fr: 'Demandes', en: 'Tickets' },
  actes: { fr: 'Actes sur une demande', en: 'Acts on a ticket' },
  appels: { fr: 'Appels', en: 'Calls' },
  identification: { fr: 'À identifier', en: 'To identify' },
  incidents: { fr: 'Incidents', en: 'Incidents' },
  courriers: { fr: 'Courriers', en: 'Letters' },
  partenaires: { fr: 'Partenaires et contacts', en: 'Partners and contacts' },
  contrats: { fr: 'Contrats', en: 'Contracts' },
  pilotage: { fr: 'Pilotage', en: 'Steering' },
  modeles: { fr: 'Modèles de réponse', en: 'Reply templates' },
  reglages: { fr: 'Réglages', en: 'Settings' },
  webhooks: { fr: 'Webhooks', en: 'Webhooks' },
  portail: { fr: 'Espace partenaire', en: 'Partner’s portal' },
  compte: { fr: 'Compte et jetons', en: 'Account and tokens' },
} as const satisfies Record<string, Bilingual>;
export type Tag = keyof typeof TAGS;

/** What is answered: a status with its body, a file, or a file too long to wait in memory. */
export type Answer = { readonly status: number; readonly body: unknown } | { readonly file: FileAnswer } | { readonly stream: StreamAnswer };
export interface FileAnswer {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface StreamAnswer {
  readonly name: string;
  readonly type: string;
  write(res: Response): Promise<void>;
}

/** The answer as it is described: the schema of a body, or a file's type. */
export type Described = { readonly words: Bilingual; readonly schema: z.ZodType } | { readonly words: Bilingual; readonly type: string };

interface Spec {
  /** « listTickets »: what programs made from the description call it. */
  readonly id: string;
  readonly method: 'get' | 'post';
  /** Below /api/v1, « /demandes/{reference} ». */
  readonly path: string;
  readonly tag: Tag;
  readonly title: Bilingual;
  /** Of the table of roles. */
  readonly action: Action;
  /** What a token must be for; null = no token is for it, the pages' session alone. */
  readonly scope: Scope | null;
  readonly answers: Readonly<Record<number, Described>>;
  /** Looks up what the address names before the body is read: what one may not see is as what does not exist. */
  readonly find?: (visit: ApiVisit) => Promise<unknown>;
  /** What the files of `fichiers` may weigh; absent = none are sent. */
  readonly files?: UploadLimits;
  /** What is kept of the answer for the same request sent again: without what is shown once. */
  readonly forget?: (body: unknown) => unknown;
}

/** One thing that a program may ask: its route and its description are both made of this. */
export interface Operation extends Spec {
  readonly query: z.ZodObject | null;
  readonly body: z.ZodType | null;
  handle(visit: ApiVisit, asked: { readonly query: unknown; readonly body: unknown }): Promise<Answer>;
}

interface TypedSpec<Q extends z.ZodObject, B extends z.ZodType> extends Spec {
  readonly query?: Q;
  readonly body?: B;
  handle(visit: ApiVisit, asked: { readonly query: z.output<Q>; readonly body: z.output<B> }): Promise<Answer>;
}

/** An operation whose handler is given what its schemas read. */
export function operation<Q extends z.ZodObject, B extends z.ZodType>(spec: TypedSpec<Q, B>): Operation {
  return { ...spec, query: spec.query ?? null, body: spec.body ?? null };
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

/** A request that was understood and cannot be done as it was sent (422). */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  constructor(readonly errors: readonly FieldError[]) {
    super('an API request was refused');
  }
}

/** Refused as things stand, with the reason in French (409). */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}
