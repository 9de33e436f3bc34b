import * as z from 'zod';
import { epochMs, type CafCode, type Instant } from '../domain/ids';
import type { ServiceCode } from '../domain/contract-types';
import { SERVICE_LONG } from '../web/words/labels';
import type { FieldError } from './act-forms';
import { instantOfLocal } from './view/local-time';

/** What is said of an incident: what, since when, which service, what is known. */
export interface IncidentDetails {
  readonly title: string;
  readonly service: ServiceCode | null;
  readonly since: Instant;
  readonly known: string;
}
export type ReadIncident = { readonly details: IncidentDetails } | { readonly errors: readonly FieldError[] };

const details = z.object({
  titre: z.string().default('').pipe(z.string().trim().min(1, { error: 'Dites en quelques mots ce qui se passe.' }).max(150, { error: 'Ce titre est trop long : 150 caractères au plus.' })),
  connu: z.string().trim().max(5_000, { error: 'Ce texte est trop long.' }).default(''),
  service: z.string().default(''),
  depuis: z.string().default(''),
});

/** Reads the form of an incident; times typed are in that zone. */
export function readIncidentForm(fields: Readonly<Record<string, string>>, timeZone: string, now: Instant): ReadIncident {
  const read = details.safeParse(fields);
  const since = instantOfLocal(fields['depuis'] ?? '', timeZone);
  const errors: FieldError[] = [
    ...(read.success ? [] : read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message }))),
    ...sinceErrors(since, now),
    ...(fields['service'] === undefined || fields['service'] === '' || fields['service'] in SERVICE_LONG ? [] : [{ field: 'service', message: 'Ce service n’existe pas.' }]),
  ];
  if (!read.success || since === null || errors.length > 0) return { errors };
  const { titre, connu, service } = read.data;
  return { details: { title: titre.replace(/\s+/g, ' ').replace(/\.$/, ''), known: connu, since, service: service === '' ? null : (service as ServiceCode) } };
}

/** What began longer ago is a slip of the keys. */
const OLDEST_MS = 366 * 86_400_000;

function sinceErrors(since: Instant | null, now: Instant): FieldError[] {
  if (since === null) return [{ field: 'depuis', message: 'Donnez le jour et l’heure du début.' }];
  if (epochMs(now) - epochMs(since) > OLDEST_MS) return [{ field: 'depuis', message: 'Ce début remonte à plus d’un an : vérifiez la date.' }];
  return since > now ? [{ field: 'depuis', message: 'Un incident a déjà commencé : donnez une heure passée.' }] : [];
}

/** « national », or one of the Cafs of who opens it; undefined when it is neither. */
export function readScope(text: string, cafs: readonly CafCode[], mayNational: boolean): CafCode | null | undefined {
  if (text === 'national') return mayNational ? null : undefined;
  return cafs.find((caf) => caf === text);
}

const message = z.object({
  texte: z.string().default('').pipe(z.string().trim().min(1, { error: 'Écrivez le message.' }).max(50_000, { error: 'Ce texte est trop long.' })),
  suite: z.enum(['encore', 'resolu'], { error: 'Dites si vous devez encore une réponse ou si c’est résolu.' }),
});

export function readMessageForm(fields: Readonly<Record<string, string>>): { readonly text: string; readonly after: 'owes' | 'resolved' } | { readonly errors: readonly FieldError[] } {
  const read = message.safeParse(fields);
  if (!read.success) return { errors: read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message })) };
  return { text: read.data.texte, after: read.data.suite === 'resolu' ? 'resolved' : 'owes' };
}

/** Boxes that were ticked: a field given once or many times. */
export function ticked(body: unknown, name: string): string[] {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return [value].flat().filter((one): one is string => typeof one === 'string');
}
