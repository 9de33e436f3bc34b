import * as z from 'zod';
import type { StopTerms } from '../db/planned-stop';
import { daysBefore } from '../domain/journeys/around';
import type { Calendar } from '../domain/calendar-types';
import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant } from '../domain/ids';
import { SERVICE_LONG } from '../web/words/labels';
import type { FieldError } from './act-forms';
import { instantOfLocal } from './view/local-time';
import type { Visit } from './visit';

/** What the form of a stop says, and of which Cafs (null = all). */
export interface ReadStop {
  readonly cafs: CafCode[] | null;
  readonly terms: StopTerms;
}

/** How many days before the stop partners may be reminded. */
export const REMINDERS = ['1', '2', '7'] as const;
const FAR_MS = 366 * 86_400_000;

const words = z.object({
  titre: z.string().default('').pipe(z.string().trim().min(1, { error: 'Dites en quelques mots ce qui s’arrête.' }).max(150, { error: 'Ce titre est trop long : 150 caractères au plus.' })),
  consigne: z.string().trim().max(5_000, { error: 'Ce texte est trop long.' }).default(''),
  envoi: z.enum(['maintenant', 'plus-tard'], { error: 'Dites quand l’annonce part.' }).default('maintenant'),
  rappel: z.enum(['', ...REMINDERS], { error: 'Choisissez un rappel de la liste.' }).default(''),
});

/** Reads the form of a stop; its times are typed in the calendar's zone. @param announced it has been announced: that is not decided any more */
export function readStopForm(visit: Visit, calendar: Calendar, national: boolean, announced: Instant | null, begun: Instant | null): ReadStop | { readonly errors: readonly FieldError[] } {
  const fields = visit.fields();
  const zone = calendar.timeZone;
  const read = words.safeParse(fields);
  const from = begun ?? instantOfLocal(fields['debut'] ?? '', zone);
  const until = instantOfLocal(fields['fin'] ?? '', zone);
  const announceAt = announced ?? (fields['envoi'] === 'plus-tard' ? instantOfLocal(fields['envoi_le'] ?? '', zone) : visit.now);
  const services = readServices(visit.values('services').filter((value) => value !== ''));
  const cafs = readCafs(visit, national);
  const errors: FieldError[] = [
    ...(read.success ? [] : read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message }))),
    ...hoursErrors(from, until, visit.now, begun !== null),
    ...(announced === null ? announceErrors(announceAt, from, visit.now) : []),
    ...(services === undefined ? [{ field: 'services', message: 'Ce service n’existe pas.' }] : []),
    ...(cafs === undefined ? [{ field: 'cafs', message: 'Choisissez au moins une de vos Caf.' }] : []),
  ];
  if (!read.success || from === null || until === null || announceAt === null || services === undefined || cafs === undefined || errors.length > 0) return { errors };
  const { titre, consigne, rappel } = read.data;
  const remindAt = rappel === '' ? null : daysBefore({ calendar }, from, Number(rappel));
  return { cafs, terms: { title: titre.replace(/\s+/g, ' ').replace(/\.$/, ''), meanwhile: consigne, services, from_at: from, until_at: until, announce_at: announceAt, remind_at: remindAt } };
}

function hoursErrors(from: Instant | null, until: Instant | null, now: Instant, begun: boolean): FieldError[] {
  if (from === null) return [{ field: 'debut', message: 'Donnez le jour et l’heure du début.' }];
  if (until === null) return [{ field: 'fin', message: 'Donnez le jour et l’heure de la fin.' }];
  if (!begun && from <= now) return [{ field: 'debut', message: 'Un arrêt planifié est à venir. Pour une panne en cours, ouvrez un incident.' }];
  if (until <= from || until <= now) return [{ field: 'fin', message: 'La fin vient après le début, et n’est pas passée.' }];
  return Date.parse(until) - Date.parse(now) > FAR_MS ? [{ field: 'fin', message: 'C’est dans plus d’un an : vérifiez l’année.' }] : [];
}

function announceErrors(announceAt: Instant | null, from: Instant | null, now: Instant): FieldError[] {
  if (announceAt === null) return [{ field: 'envoi_le', message: 'Donnez le jour et l’heure de l’envoi.' }];
  if (announceAt < now) return [{ field: 'envoi_le', message: 'Cette heure est passée : envoyez l’annonce tout de suite, ou plus tard.' }];
  return from !== null && announceAt >= from ? [{ field: 'envoi_le', message: 'L’annonce part avant le début de l’arrêt.' }] : [];
}

/** No box checked = everything. Undefined when one is none of ours. */
function readServices(values: readonly string[]): ServiceCode[] | null | undefined {
  const known = Object.keys(SERVICE_LONG) as ServiceCode[];
  if (values.some((value) => !(known as string[]).includes(value))) return undefined;
  const chosen = known.filter((code) => values.includes(code));
  return chosen.length === 0 || chosen.length === known.length ? null : chosen;
}

/** Null = every Caf, for who may announce there. Undefined when none of one's own is chosen. */
function readCafs(visit: Visit, national: boolean): CafCode[] | null | undefined {
  if (visit.fields()['portee'] === 'national') return national ? null : undefined;
  const asked = visit.values('cafs').filter((value) => value !== '');
  const own = visit.cafs.filter((caf) => asked.includes(caf));
  return own.length === 0 || own.length !== new Set(asked).size ? undefined : own;
}
