import * as z from 'zod';
import type { ServiceCode } from '../domain/contract-types';
import type { CafCode } from '../domain/ids';
import { unknownFields } from '../domain/reply-template';
import { SERVICE_LONG } from '../web/words/labels';
import type { FieldError } from './act-forms';

export interface ReadTemplate {
  readonly caf: CafCode;
  readonly service: ServiceCode | null;
  readonly title: string;
  readonly body: string;
}

/** Reads the form of a template, for one of these Cafs. */
export function readTemplate(fields: Readonly<Record<string, string>>, cafs: readonly CafCode[]): { readonly template: ReadTemplate } | { readonly errors: readonly FieldError[] } {
  const read = schema(cafs).safeParse(fields);
  if (read.success) return { template: read.data };
  return { errors: read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? 'texte'), message: issue.message })) };
}

function schema(cafs: readonly CafCode[]) {
  return z
    .object({
      caf: z.string().refine((caf) => (cafs as readonly string[]).includes(caf), { error: 'Choisissez une de vos Caf.' }),
      service: z.string().default('').refine((service) => service === '' || service in SERVICE_LONG, { error: 'Ce service n’existe pas.' }),
      titre: z.string().trim().min(1, { error: 'Donnez un nom au modèle.' }).max(120, { error: 'Ce nom est trop long.' }),
      texte: z.string().trim().min(1, { error: 'Écrivez le texte du modèle.' }).max(20_000, { error: 'Ce texte est trop long.' }).superRefine(noUnknownField),
    })
    .transform(({ caf, service, titre, texte }): ReadTemplate => ({ caf: caf as CafCode, service: service === '' ? null : (service as ServiceCode), title: titre, body: texte }));
}

function noUnknownField(texte: string, context: z.RefinementCtx): void {
  for (const name of unknownFields(texte)) context.addIssue({ code: 'custom', message: `Le champ {${name}} n’existe pas, choisissez-en un dans la liste.` });
}
