import * as z from 'zod';
import { localDateOf } from '../../domain/calendar';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { Instant, LocalDate } from '../../domain/ids';
import { addMonths, dateOfDay, dayOf } from '../../domain/local-date';
import { LEGAL_BASES, type TraceAsked } from '../../domain/journeys/trace-facts';
import { frenchDate } from '../../domain/french/dates';
import type { FieldError } from '../act-forms';
import { storable } from '../intake/storable';

type Fields = Readonly<Record<string, string>>;

/** The period for which there are traces still, in the Caf's own calendar (article 5: six months). */
export function tracesKept(contract: Pick<ContractDocument, 'calendar' | 'traces'>, now: Instant): { readonly earliest: LocalDate; readonly today: LocalDate } {
  const today = localDateOf(contract.calendar, now);
  return { today, earliest: dateOfDay(addMonths(dayOf(today), -(contract.traces?.keptMonths ?? 6)).day) };
}

const LONG = { error: 'Ce texte est trop long.' };
const line = (message: string) => z.string({ error: message }).trim().min(1, { error: message }).max(500, LONG);

/** What is asked, out of the form; each error beside its field. */
export function readTraceForm(given: Fields, { earliest, today }: ReturnType<typeof tracesKept>): { readonly asked: TraceAsked } | { readonly errors: readonly FieldError[] } {
  const form = z.object({
    qui: line('Dites de qui vous demandez les accès.'), depuis: z.iso.date({ error: 'Donnez une date.' }), jusque: z.iso.date({ error: 'Donnez une date.' }),
    fondement: z.enum(LEGAL_BASES, { error: 'Choisissez le fondement.' }), motif: z.string().trim().min(1, { error: 'Dites pourquoi.' }).max(5_000, LONG), utilisateur: z.string().trim().max(300, LONG).default(''),
  }).safeParse(storable(given));
  if (!form.success) return { errors: form.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) };
  const { qui, depuis, jusque, fondement, motif, utilisateur } = form.data;
  const errors: FieldError[] = [
    ...(depuis < earliest ? [{ field: 'depuis', message: `Les traces sont gardées six mois : demandez à partir du ${frenchDate(earliest, { form: 'long' })}.` }] : []),
    ...(jusque < depuis ? [{ field: 'jusque', message: 'La fin précède le début.' }] : []),
    ...(jusque > today ? [{ field: 'jusque', message: 'La fin est à venir.' }] : []),
  ];
  if (errors.length > 0) return { errors };
  return { asked: { whose: qui, from: depuis as LocalDate, until: jusque as LocalDate, why: motif, basis: fondement, onBehalfOf: utilisateur === '' ? null : utilisateur } };
}
