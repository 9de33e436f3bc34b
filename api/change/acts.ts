import * as z from 'zod';
import type { LocalDate } from '../../domain/ids';
import { FORM_KEYS, type FormKey } from '../../domain/journeys/change-form';
import type { ChangeAct } from '../../domain/journeys/change-acts';
import type { CallResult } from '../../domain/ticket-facts';
import type { ChangeActName } from '../../web/paths-change';
import type { FieldError } from '../act-forms';
import { instantOfLocal } from '../view/local-time';

const reason = z.string({ error: 'Écrivez le motif.' }).trim().min(1, { error: 'Écrivez le motif.' }).max(5_000, { error: 'Ce texte est trop long.' });
const words = z.string({ error: 'Écrivez ce qui a été dit.' }).trim().min(1, { error: 'Écrivez ce qui a été dit.' }).max(5_000, { error: 'Ce texte est trop long.' });
const note = z.string().trim().max(5_000, { error: 'Ce texte est trop long.' }).default('');
const RESULTS = { joint: 'reached', 'non-joint': 'not-reached', 'message-laisse': 'message-left' } as const satisfies Record<string, CallResult>;
const result = z.enum(['joint', 'non-joint', 'message-laisse'], { error: 'Dites si la personne a été jointe.' });
const day = z.iso.date({ error: 'Donnez une date.' });

type Fields = Readonly<Record<string, string>>;
export type ReadAct = { readonly act: ChangeAct } | { readonly errors: readonly FieldError[] };

/** What an agent asks, out of the form of that act. */
export function readChangeAct(name: Exclude<ChangeActName, 'formulaire'>, fields: Fields, by: string, timeZone: string): ReadAct {
  switch (name) {
    case 'element': return read(fields, { motif: reason }, ({ motif }) => ({ kind: 'accept-item', item: itemOf(fields['element'] ?? ''), reason: motif, by }));
    case 'signature': return { act: { kind: 'attest-signature', who: fields['qui'] === 'signataire' ? 'signatory' : 'administrator', by } };
    case 'signataire': return read(fields, { motif: reason }, ({ motif }) => ({ kind: 'verify-signatory', how: motif, by }));
    case 'rappel': return read(fields, { resultat: result, note }, (given) => ({ kind: 'call-back', number: fields['numero'] ?? '', result: RESULTS[given.resultat], note: given.note, by }));
    case 'opposition': return objection(fields, by, timeZone);
    case 'levee': return read(fields, { motif: reason }, ({ motif }) => ({ kind: 'lift-objection', reason: motif, by }));
    case 'verification': return { act: { kind: 'check', by } };
    case 'approbation': return read(fields, { note }, (given) => ({ kind: 'approve', note: given.note, by }));
    case 'refus': return read(fields, { motif: reason }, ({ motif }) => ({ kind: 'refuse', reason: motif, by }));
    case 'annulation': return read(fields, { motif: reason }, ({ motif }) => ({ kind: 'cancel', reason: motif, by }));
    case 'acces-donne': return dated(fields, (on) => ({ kind: 'give-access', on, by }));
    case 'acces-retire': return dated(fields, (on) => ({ kind: 'withdraw-access', on, by }));
  }
}

/** « +33199005115 Théophile Marines »: the number that rang, and whose it is. */
function objection(fields: Fields, by: string, timeZone: string): ReadAct {
  const [number = '', ...name] = (fields['qui'] ?? '').split(' ');
  const at = instantOfLocal(fields['quand'] ?? '', timeZone);
  const said = read(fields, { motif: words }, ({ motif }) => ({ kind: 'object', reason: motif, name: name.join(' '), by, ...(at === null ? {} : { call: { number, at } }) }));
  const errors = [
    ...(number === '' ? [{ field: 'qui', message: 'Dites qui a appelé, et de quel numéro inscrit.' }] : []),
    ...(at === null ? [{ field: 'quand', message: 'Donnez le jour et l’heure de l’appel.' }] : []),
    ...('errors' in said ? said.errors : []),
  ];
  return errors.length === 0 ? said : { errors };
}

function itemOf(text: string): FormKey | 'phone' {
  return FORM_KEYS.find((key) => key === text) ?? 'phone';
}

function read<S extends z.ZodRawShape>(fields: Fields, shape: S, act: (given: z.infer<z.ZodObject<S>>) => ChangeAct): ReadAct {
  const given = z.object(shape).safeParse(fields);
  if (given.success) return { act: act(given.data) };
  return { errors: given.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) };
}

/** What was done at the Caf was done on a day; which days it may have been is the journey's to say. */
function dated(fields: Fields, act: (on: LocalDate) => ChangeAct): ReadAct {
  const given = day.safeParse(fields['date']);
  return given.success ? { act: act(given.data as LocalDate) } : { errors: [{ field: 'date', message: 'Donnez une date.' }] };
}
