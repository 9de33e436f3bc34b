import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { countTokens, insertToken } from '../db/api-token';
import { MOST_TOKENS, SCOPES, TOKEN_DAYS, type Scope } from '../domain/api-scopes';
import { epochMs, instantAt } from '../domain/ids';
import type { FieldError } from './act-forms';
import { hashOfToken, TOKEN_PREFIX } from './json/caller';
import { formKeyOf } from './form-key';
import type { Visit } from './visit';

export interface TokenForm {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: (typeof TOKEN_DAYS)[number];
}

const form = z.object({
  nom: z.string({ error: 'Dites à quoi sert ce jeton.' }).trim().min(1, { error: 'Dites à quoi sert ce jeton.' }).max(80, { error: 'Ce nom est trop long : 80 caractères au plus.' }),
  portees: z.array(z.enum(SCOPES)).min(1, { error: 'Cochez au moins une portée.' }),
  duree: z.coerce.number().pipe(z.union(TOKEN_DAYS.map((days) => z.literal(days)), { error: 'Choisissez une durée.' })),
});

/** Reads the form of a new token; `portee-…` are boxes. */
export function readTokenForm(fields: Readonly<Record<string, string>>): TokenForm | { readonly errors: readonly FieldError[] } {
  const read = form.safeParse({ nom: fields['nom'] ?? '', portees: SCOPES.filter((scope) => fields[`portee-${scope}`] === 'oui'), duree: fields['duree'] ?? '' });
  if (read.success) return { name: read.data.nom, scopes: read.data.portees, days: read.data.duree };
  return { errors: read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message })) };
}

const DAY_MS = 86_400_000;

/**
 * Makes a token of who is signed in. Its text is shown once and kept nowhere; the same form sent twice makes one, whose text is then lost.
 * @returns null when the form was sent before; errors when there are too many.
 */
export async function makeToken(visit: Visit, { name, scopes, days }: TokenForm): Promise<{ readonly text: string } | { readonly errors: readonly FieldError[] } | null> {
  const { tools: { sql }, session: { account_id }, now } = visit;
  if ((await countTokens(sql, account_id, now)) >= MOST_TOKENS) return { errors: [{ field: null, message: `Vous avez déjà ${MOST_TOKENS} jetons : révoquez-en un d’abord.` }] };
  const text = TOKEN_PREFIX + randomBytes(32).toString('base64url');
  const id = createHash('sha256').update(`jeton ${account_id} ${formKeyOf(visit)}`).digest('hex').slice(0, 20);
  const made = await insertToken(sql, { id, account_id, name, scopes, made_at: now, expires_at: instantAt(epochMs(now) + days * DAY_MS) }, hashOfToken(text));
  return made ? { text } : null;
}
