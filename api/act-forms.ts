import * as z from 'zod';
import type { Act } from '../domain/acts';
import type { Contract, ServiceCode, TicketKind } from '../domain/contract-types';
import type { CafCode, Reference } from '../domain/ids';
import { findReference } from '../domain/reference';
import { leftToComplete } from '../domain/reply-template';
import type { CallResult } from '../domain/ticket-facts';
import { KIND_LONG, SERVICE_LONG } from '../web/words/labels';
import type { TicketAct } from '../web/paths';
import { managerSchemas } from './manager-forms';
import { instantOfLocal } from './view/local-time';

/** A field that is wrong, with what to do about it, in French; `field` null = the form as a whole. */
export interface FieldError {
  readonly field: string | null;
  readonly message: string;
}
export type ReadForm = { readonly act: Act } | { readonly errors: readonly FieldError[] };

const LONGEST_TEXT = 50_000;
const text = (missing: string) => z.string({ error: missing }).trim().min(1, { error: missing }).max(LONGEST_TEXT, { error: 'Ce texte est trop long.' });
const freeText = z.string().trim().max(LONGEST_TEXT, { error: 'Ce texte est trop long.' }).default('');
const chosen = <T extends string>(values: readonly T[], missing: string) => z.enum(values as [T, ...T[]], { error: missing });
/** What goes to the partner: nothing that a template left to be completed. */
const toPartner = (written: z.ZodType<string>) => written.superRefine((words, context) => {
  for (const name of leftToComplete(words)) context.addIssue({ code: 'custom', message: `Complétez «\u00a0${name}\u00a0» avant d’envoyer.` });
});
const WRITE = 'Écrivez un texte.';
const CHOOSE = 'Choisissez une réponse.';

const RESULTS = { joint: 'reached', 'non-joint': 'not-reached', 'message-laisse': 'message-left' } as const satisfies Record<string, CallResult>;
const AFTER = { encore: 'owes', resolu: 'resolved', question: 'asks' } as const;
const side = chosen(['desk', 'partner'], 'Dites qui juge la situation urgente.');
const result = chosen(['joint', 'non-joint', 'message-laisse'], 'Dites si la personne a été jointe.');
const reference = z.string().transform((typed, context): Reference => {
  const found = findReference(typed);
  if (found === undefined) context.addIssue({ code: 'custom', message: 'Écrivez une référence entière, par exemple 31-2026-000123.' });
  return found ?? ('' as Reference);
});

/** Reads the form of one act. Times typed are in the zone of the ticket's Caf. */
export function readActForm(name: TicketAct, fields: Readonly<Record<string, string>>, contract: Contract): ReadForm {
  const read = schemas(contract.calendar.timeZone)[name].safeParse(fields);
  if (read.success) return { act: read.data };
  return { errors: read.error.issues.map((issue) => ({ field: issue.path.length === 0 ? null : String(issue.path[0]), message: issue.message })) };
}

/** What the form of an act holds, for the API's description. */
export function actSchema(name: TicketAct): z.ZodType<Act> {
  return schemas('Europe/Paris')[name];
}

function schemas(timeZone: string): Record<TicketAct, z.ZodType<Act>> {
  return {
    'prise-en-charge': fixed({ kind: 'take-in-hand' }),
    reouverture: fixed({ kind: 'reopen' }),
    reponse: z.object({ texte: toPartner(text('Écrivez votre réponse.')), suite: chosen(['encore', 'resolu'], 'Dites si vous devez encore une réponse ou si c’est résolu.') })
      .transform(({ texte, suite }): Act => ({ kind: 'answer', text: texte, then: suite === 'resolu' ? 'resolved' : 'owes' })),
    question: z.object({ texte: toPartner(text('Écrivez votre question.')) }).transform(({ texte }): Act => ({ kind: 'ask', text: texte })),
    'appel-telephonique': call,
    rappel: callBack(timeZone),
    note: z.object({ texte: text('Écrivez la note.') }).transform(({ texte }): Act => ({ kind: 'note', text: texte })),
    transmission: z.object({ secteur: text('Choisissez un secteur.'), texte: freeText }).transform(({ secteur, texte }): Act => ({ kind: 'route', sector: secteur, text: texte })),
    national: z.object({ sens: chosen(['saisine', 'reponse'], CHOOSE), texte: text(WRITE) })
      .transform(({ sens, texte }): Act => ({ kind: sens === 'saisine' ? 'refer' : 'record-national', text: texte })),
    urgence: z.object({ cote: side }).transform(({ cote }): Act => ({ kind: 'urgent', by: cote })),
    verdict: z.object({ fait: factNumber, compte: chosen(['oui', 'non'], CHOOSE) }).transform(({ fait, compte }): Act => ({ kind: 'correct-verdict', of: fait, counts: compte === 'oui' })),
    element: z.object({ element: text(CHOOSE) }).transform(({ element }): Act => ({ kind: 'give-item', item: element })),
    echelon: rungCall,
    escalade: z.object({ cote: side }).transform(({ cote }): Act => ({ kind: 'accept-escalation', side: cote })),
    rectification: rectify,
    fusion: z.object({ avec: reference }).transform(({ avec }): Act => ({ kind: 'merge', into: avec })),
    defusion: z.object({ avec: reference }).transform(({ avec }): Act => ({ kind: 'undo-merge', other: avec })),
    scission: z.object({ message: text('Choisissez le message à scinder.'), objet: text('Donnez un objet à la seconde demande.').max(300, { error: 'Cet objet est trop long.' }), texte: text('Écrivez ce que demande la seconde.') })
      .transform(({ message, objet, texte }): Act => ({ kind: 'split', message, subject: objet, text: texte })),
    transfert: z.object({ caf: text('Choisissez une Caf.'), texte: text('Écrivez le motif : l’autre guichet le lira.') }).transform(({ caf, texte }): Act => ({ kind: 'hand-over', caf: caf as CafCode, text: texte })),
    ...managerSchemas(timeZone),
    resolution: z.object({ texte: toPartner(freeText) }).transform(({ texte }): Act => ({ kind: 'resolve', text: texte })),
    incident: z.object({ incident: text('Choisissez un incident.') }).transform(({ incident }): Act => ({ kind: 'attach-incident', incident })),
    'hors-incident': z.object({ incident: text('Choisissez un incident.') }).transform(({ incident }): Act => ({ kind: 'detach-incident', incident })),
    'hors-arret': z.object({ arret: text('Choisissez un arrêt.') }).transform(({ arret }): Act => ({ kind: 'unlink-stop', stop: arret })),
  };
}

function fixed(act: Act) {
  return z.object({}).transform((): Act => act);
}

const factNumber = z.string().regex(/^\d{1,6}$/, { error: 'Ce message n’existe pas.' }).transform(Number);

/** Only a reached call needs to say what comes next. */
const call = z.object({ personne: z.string().default(''), resultat: result, suite: z.string().default(''), texte: freeText }).transform(({ personne, resultat, suite, texte }, context): Act => {
  const then = suite === 'encore' || suite === 'resolu' || suite === 'question' ? AFTER[suite] : null;
  if (resultat === 'joint' && then === null) context.addIssue({ code: 'custom', path: ['suite'], message: 'Dites ce qui reste dû après cet appel.' });
  if (resultat === 'joint' && texte === '') context.addIssue({ code: 'custom', path: ['texte'], message: 'Écrivez ce qui s’est dit.' });
  return { kind: 'call', result: RESULTS[resultat], then: then ?? 'owes', text: texte, ...(personne === '' ? {} : { person: personne }) };
});

const rungCall = z.object({ echelon: z.string().regex(/^(desk|partner)-\d{1,2}$/, { error: 'Choisissez un contact.' }), resultat: result, texte: freeText }).transform(({ echelon, resultat, texte }): Act => {
  const [whose, rank] = echelon.split('-');
  return { kind: 'contact-rung', side: whose === 'desk' ? 'desk' : 'partner', rung: Number(rank), result: RESULTS[resultat], text: texte };
});

function callBack(timeZone: string) {
  return z.object({ echeance: z.string().default(''), texte: freeText }).transform(({ echeance, texte }, context): Act => {
    const due = instantOfLocal(echeance, timeZone);
    if (due === null) {
      context.addIssue({ code: 'custom', path: ['echeance'], message: 'Donnez le jour et l’heure du rappel.' });
      return z.NEVER;
    }
    return { kind: 'promise-call-back', due, text: texte };
  });
}

const rectify = z.object({ service: z.string().default(''), nature: z.string().default(''), convention: z.string().default('') }).transform(({ service, nature, convention }, context): Act => {
  if (service !== '' && !(service in SERVICE_LONG)) context.addIssue({ code: 'custom', path: ['service'], message: 'Ce service n’existe pas.' });
  if (nature !== '' && !(nature in KIND_LONG)) context.addIssue({ code: 'custom', path: ['nature'], message: 'Cette nature n’existe pas.' });
  return {
    kind: 'rectify',
    service: service === '' ? null : (service as ServiceCode),
    ...(nature === '' ? {} : { ticketKind: nature as TicketKind }),
    ...(convention === '' ? {} : { convention }),
  };
});
