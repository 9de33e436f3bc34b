import * as z from 'zod';
import { NATURES, NOTIFIED, REGISTER_MEASURES, SEVERITIES, type RegisterMeasure, type SecurityAct } from '../../domain/journeys/security-facts';
import type { SecurityActName } from '../../web/paths-security';
import type { FieldError } from '../act-forms';
import { instantOfLocal } from '../view/local-time';

const TOO_LONG = 'Ce texte est trop long.';
const needed = (message: string) => z.string({ error: message }).trim().min(1, { error: message }).max(10_000, { error: TOO_LONG });
const text = z.string().trim().max(10_000, { error: TOO_LONG }).default('');
const line = z.string().trim().max(300, { error: TOO_LONG }).default('');

export type Fields = Readonly<Record<string, string>>;
/** A measure of the register is done by the route, in the same transaction. */
export interface AskedMeasure {
  readonly access: string;
  readonly act: RegisterMeasure;
}
export type ReadSecurityAct = { readonly act: SecurityAct; readonly measure: AskedMeasure | null } | { readonly errors: readonly FieldError[] };

/** What the officer asks, out of the form of that act; times are of the Caf's own zone. */
export function readSecurityAct(name: Exclude<SecurityActName, 'rattachement'>, fields: Fields, by: string, timeZone: string): ReadSecurityAct {
  const when = z.string().default('').transform((given, context) => instantOfLocal(given, timeZone) ?? fail(context, 'Donnez une date et une heure.'));
  switch (name) {
    case 'prise-en-charge': return { act: { kind: 'take-on', by }, measure: null };
    case 'qualification': return read(fields, { nature: z.enum(NATURES, { error: 'Choisissez la nature.' }), gravite: z.enum(SEVERITIES, { error: 'Choisissez la gravité.' }), resume: needed('Dites ce qui s’est passé.'), donnees: z.string().default('') }, (given) => ({ kind: 'qualify', nature: given.nature, severity: given.gravite, personalData: given.donnees === 'oui', summary: given.resume, by }));
    case 'mesure': return measure(fields, by);
    case 'information': return read(fields, { qui: needed('Dites qui a été informé.').max(300, { error: TOO_LONG }), quand: when, texte: text }, (given) => ({ kind: 'inform', who: given.qui, how: given.texte, at: given.quand, by }));
    case 'notification': return read(fields, { destinataire: z.enum(NOTIFIED, { error: 'Choisissez à qui.' }), quand: when, numero: line, texte: text }, (given) => ({ kind: 'notify', to: given.destinataire, number: given.numero, note: given.texte, at: given.quand, by }));
    case 'sans-suite': return read(fields, { texte: needed('Dites pourquoi ce n’était pas un incident.') }, (given) => ({ kind: 'dismiss', reason: given.texte, by }));
    case 'cloture': return read(fields, { texte: needed('Rédigez le rapport de clôture.') }, (given) => ({ kind: 'close', report: given.texte, by }));
  }
}

function fail(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

function read<S extends z.ZodRawShape>(fields: Fields, shape: S, act: (given: z.infer<z.ZodObject<S>>) => SecurityAct): ReadSecurityAct {
  const given = z.object(shape).safeParse(fields);
  if (given.success) return { act: act(given.data), measure: null };
  return { errors: given.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) };
}

/** Something is noted, or done to an access, or both. */
function measure(fields: Fields, by: string): ReadSecurityAct {
  const given = z.object({ acte: z.string().default(''), acces: z.string().default(''), texte: text }).safeParse(fields);
  if (!given.success) return { errors: given.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) };
  const { acte, acces, texte } = given.data;
  const act = REGISTER_MEASURES.find((one) => one === acte);
  if (act === undefined && texte === '') return { errors: [{ field: 'texte', message: 'Dites quelle mesure est prise.' }] };
  if (act !== undefined && acces === '') return { errors: [{ field: 'acces', message: 'Choisissez l’accès concerné.' }] };
  return { act: { kind: 'take-measure', what: texte, register: null, by }, measure: act === undefined ? null : { access: acces, act } };
}
