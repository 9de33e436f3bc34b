import * as z from 'zod';
import type { Contract, ServiceCode, TicketKind } from '../domain/contract-types';
import { epochMs, instant, type Instant } from '../domain/ids';
import { phoneToE164 } from '../mail/read';
import { KIND_LONG, SERVICE_LONG } from '../web/words/labels';
import type { FieldError } from './act-forms';
import { instantOfLocal } from './view/local-time';

/** A call as it was typed, checked. */
export interface Call {
  /** When it was taken: the request counts from then. */
  readonly takenAt: Instant;
  /** Null = somebody whom no convention names. */
  readonly contactId: string | null;
  readonly callerName: string;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly subject: string;
  readonly description: string;
  readonly errorMessage: string;
  readonly callBackName: string;
  /** E.164; null when no call back is wanted. */
  readonly callBackPhone: string | null;
  readonly callBackDue: Instant | null;
  readonly urgent: boolean;
  readonly takeInHand: boolean;
}

const OLDEST_MS = 12 * 3_600_000;
/** Beyond, a year was mistyped. */
const FAR_MS = 366 * 86_400_000;
const line = (most: number) => z.string().trim().max(most, { error: 'C’est trop long.' }).default('');

const form = z.object({
  appelant: line(200),
  nomAppelant: line(200),
  debut: line(40),
  service: line(20),
  nature: line(40),
  objet: line(150).pipe(z.string().min(1, { error: 'Donnez un objet en quelques mots.' })),
  description: line(20_000).pipe(z.string().min(1, { error: 'Écrivez ce que dit l’appelant.' })),
  messageErreur: line(2_000),
  rappelNom: line(200),
  rappelTelephone: line(60),
  rappelAvant: line(40),
  urgent: line(10),
  prendre: line(10),
});
type Typed = z.infer<typeof form>;
/** What the form holds, for the API: boxes are true or false there, and « appelant » is required. */
export const callSchema = form.extend({ appelant: z.string().min(1).max(200), caf: z.string().default(''), urgent: z.boolean().default(false), prendre: z.boolean().default(false) });

/** Reads the call's form; local times are in the zone of the Caf that is called. */
export function readCallForm(fields: Readonly<Record<string, string>>, { calendar }: Contract, now: Instant): Call | { readonly errors: readonly FieldError[] } {
  const read = form.safeParse(fields);
  const typed = read.data;
  const first = read.success ? [] : read.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message }));
  const phone = (fields['rappelTelephone'] ?? '').trim();
  const due = (fields['rappelAvant'] ?? '').trim();
  const callBackPhone = phone === '' ? null : phoneToE164(phone);
  const callBackDue = due === '' ? null : instantOfLocal(due, calendar.timeZone);
  const errors: FieldError[] = [
    ...first,
    ...(phone !== '' && callBackPhone === null ? [{ field: 'rappelTelephone', message: phoneError(phone) }] : []),
    ...(due !== '' && (callBackDue === null || callBackDue <= now || epochMs(callBackDue) - epochMs(now) > FAR_MS) ? [{ field: 'rappelAvant', message: 'Donnez un jour et une heure à venir, d’ici un an.' }] : []),
    ...((fields['appelant'] ?? '') === 'inconnu' && (fields['nomAppelant'] ?? '').trim() === '' ? [{ field: 'nomAppelant', message: 'Écrivez le nom de la personne qui appelle.' }] : []),
  ];
  return typed === undefined || errors.length > 0 ? { errors } : callOf(typed, callBackPhone, callBackDue, now);
}

function callOf(typed: Typed, callBackPhone: string | null, callBackDue: Instant | null, now: Instant): Call {
  return {
    takenAt: takenAt(typed.debut, now),
    contactId: typed.appelant === '' || typed.appelant === 'inconnu' ? null : typed.appelant,
    callerName: typed.nomAppelant,
    service: typed.service in SERVICE_LONG ? (typed.service as ServiceCode) : null,
    kind: typed.nature in KIND_LONG ? (typed.nature as TicketKind) : null,
    subject: typed.objet,
    description: typed.description,
    errorMessage: typed.messageErreur,
    callBackName: typed.rappelNom,
    callBackPhone,
    callBackDue,
    urgent: typed.urgent === 'oui',
    takeInHand: typed.prendre === 'oui',
  };
}

/** When the form was opened, if that is within the last twelve hours; else now. */
function takenAt(text: string, now: Instant): Instant {
  const at = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)) ? instant(text) : now;
  return at <= now && epochMs(now) - epochMs(at) <= OLDEST_MS ? at : now;
}

function phoneError(typed: string): string {
  const digits = typed.replace(/\D/g, '').length;
  if (/^0/.test(typed) && digits < 10) return `Il manque ${10 - digits === 1 ? 'un chiffre' : `${10 - digits} chiffres`}.`;
  return 'Ce numéro n’existe pas : vérifiez-le avec l’appelant.';
}
