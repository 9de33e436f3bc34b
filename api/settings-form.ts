import * as z from 'zod';
import type { DelayRule } from '../domain/calendar-types';
import type { Contract } from '../domain/contract-types';
import type { OwnSettings } from '../domain/desk-settings';
import type { FieldError } from './act-forms';

const oneLine = (most: number, missing: string) => z.string().transform((text) => text.replace(/\s+/g, ' ').trim()).pipe(z.string().min(1, { error: missing }).max(most, { error: `C’est trop long : ${most} caractères au plus.` }));
const whole = (least: number, most: number) => {
  const error = `Un nombre entier de ${least} à ${most} est attendu.`;
  return z.string().trim().regex(/^\d{1,5}$/, { error }).transform(Number).pipe(z.number().min(least, { error }).max(most, { error }));
};
const optional = <T>(of: z.ZodType<T, string>) => z.string().trim().transform((text) => (text === '' ? null : text)).pipe(z.union([z.null(), of]));
const MINUTES = 'Des minutes d’ouverture sont attendues, séparées par des virgules : de 5 à 2 880, cinq au plus.';

const form = z.object({
  nom: oneLine(80, 'Écrivez le nom du guichet.'),
  responsable: oneLine(120, 'Écrivez le nom du responsable.'),
  responsableCourriel: z.string().trim().toLowerCase().pipe(z.email({ error: 'Une adresse de courriel est attendue.' })),
  reouverture: whole(0, 365),
  cloture: whole(1, 365),
  attente: whole(0, 1_440),
  relance: z.string().trim().regex(/^(?:\d{1,3})?$/, { error: 'Un nombre entier de 1 à 999 est attendu, ou rien.' }).default(''),
  relanceUnite: z.enum(['heures', 'jours'], { error: 'Choisissez une unité.' }).default('heures'),
  conservation: optional(whole(1, 600)).default(null),
  alertes: z.string().default('').transform((text) => text.split(/[\s,;]+/).filter((word) => word !== '')).pipe(z.array(whole(5, 2_880), { error: MINUTES }).max(5, { error: MINUTES })),
  escalade: z.enum(['automatic', 'proposed'], { error: 'Choisissez une réponse.' }).optional(),
});

/** Reads the desk's settings; what is as in the contract's file is left out, so that the file still decides of it. */
export function readSettings(fields: Readonly<Record<string, string>>, contract: Contract & { readonly keepTicketsMonths?: number | null }): OwnSettings | { readonly errors: readonly FieldError[] } {
  const read = form.safeParse(fields);
  if (!read.success) return { errors: read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.path[0] === 'alertes' ? MINUTES : issue.message })) };
  const { nom, responsable, responsableCourriel, reouverture, cloture, attente, relance, relanceUnite, conservation, alertes, escalade } = read.data;
  const asked: OwnSettings = {
    deskName: nom,
    managerName: responsable,
    managerEmail: responsableCourriel,
    reopenWithinCalendarDays: reouverture,
    closeAfterCalendarDays: cloture,
    afterOutageHoldMinutes: attente,
    internalReminder: reminder(relance, relanceUnite),
    keepTicketsMonths: conservation,
    ...(contract.pickup === null ? {} : { pickupWarningsOpenMinutes: [...new Set(alertes)].sort((a, b) => b - a) }),
    ...(contract.escalation === null || escalade === undefined ? {} : { escalationMode: escalade }),
  };
  return differing(asked, settingsOf(contract));
}

function reminder(text: string, unit: 'heures' | 'jours'): DelayRule | null {
  const n = Number(text);
  if (text === '' || n === 0) return null;
  return unit === 'jours' ? { workingDays: n } : { openingHours: n };
}

/** The settings as a contract has them. */
export function settingsOf({ desk, manager, settings, escalation, pickup, keepTicketsMonths }: Contract & { readonly keepTicketsMonths?: number | null }): OwnSettings {
  return {
    deskName: desk.name,
    managerName: manager.name,
    managerEmail: manager.email,
    reopenWithinCalendarDays: settings.reopenWithinCalendarDays,
    closeAfterCalendarDays: settings.closeAfterCalendarDays,
    afterOutageHoldMinutes: settings.afterOutageHoldMinutes,
    internalReminder: settings.internalReminder,
    keepTicketsMonths: keepTicketsMonths ?? null,
    ...(pickup === null ? {} : { pickupWarningsOpenMinutes: settings.pickupWarningsOpenMinutes }),
    ...(escalation === null ? {} : { escalationMode: escalation.mode }),
  };
}

function differing(asked: OwnSettings, file: OwnSettings): OwnSettings {
  const kept = (Object.keys(asked) as (keyof OwnSettings)[]).filter((key) => JSON.stringify(asked[key]) !== JSON.stringify(file[key]));
  return Object.fromEntries(kept.map((key) => [key, asked[key]]));
}
