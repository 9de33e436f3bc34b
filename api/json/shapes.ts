import * as z from 'zod';
import type { ServiceCode, TicketKind } from '../../domain/contract-types';
import { KIND_LONG, SERVICE_LONG } from '../../web/words/labels';

/** Instants are UTC, with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 }).meta({ example: '2026-11-03T09:00:00.000Z' });
export const localDate = z.iso.date().meta({ example: '2026-11-03' });
export const reference = z.string().meta({ example: '31-2026-000123' });
export const caf = z.string().meta({ description: 'Code du département de la Caf. / The Caf’s department.', example: '31' });
export const side = z.enum(['desk', 'partner']).meta({ description: 'La Caf ou le partenaire. / The Caf or the partner.' });
export const channel = z.enum(['email', 'phone', 'portal', 'post']);
export const service = z.enum(Object.keys(SERVICE_LONG) as [ServiceCode, ...ServiceCode[]]);
export const kind = z.enum(Object.keys(KIND_LONG) as [TicketKind, ...TicketKind[]]);
export const phase = z.enum(['received', 'in-hand', 'waiting-desk', 'waiting-partner', 'resolved', 'closed', 'merged', 'handed-over']);
/** A value whose fields are the product's own and may grow. */
export const open = z.record(z.string(), z.unknown());

/** What the address names, wherever it stands. */
export const PARAMETERS = {
  reference: z.string().meta({ description: 'Référence de la demande. / The ticket’s reference.', example: '31-2026-000123' }),
  message: z.string().meta({ description: 'Identifiant du message. / The message’s id.', example: 'm-1' }),
  piece: z.string().meta({ description: '« message.numéro », de 0. / « message.number », from 0.', example: 'm-1.0' }),
  key: z.string().meta({ description: 'Clé de l’envoi. / The sending’s key.', example: 'a1b2' }),
  id: z.string().meta({ description: 'Identifiant. / Id.', example: 'a1b2' }),
  incident: z.string().meta({ description: 'Identifiant de l’incident. / The incident’s id.', example: 'a1b2' }),
  caf: z.string().meta({ description: 'Code de la Caf. / The Caf’s code.', example: '31' }),
  year: z.string().meta({ description: 'Année. / Year.', example: '2026' }),
  personne: z.string().meta({ description: 'Identifiant de la personne. / The person’s id.', example: 'contact-a1b2' }),
  envoi: z.string().meta({ description: 'Identifiant de l’envoi. / The delivery’s id.', example: 'msg_a1b2' }),
  adresse: z.string().meta({ description: 'Adresse de la boîte. / The mailbox’s address.', example: 'guichet@caf31.example' }),
} as const;

export const due = z.object({
  at: instant,
  openMsLeft: z.number().meta({ description: 'Temps d’ouverture restant, en millisecondes ; négatif = en retard. / Opening time left; negative = late.' }),
  spent: z.number(),
});

export const ticketLine = z.object({
  reference,
  channel,
  partner: z.string(),
  requester: z.string().nullable(),
  subject: z.string(),
  service: service.nullable(),
  kind: kind.nullable(),
  flags: z.object({
    urgent: z.boolean().optional(), newReply: z.boolean().optional(), missing: z.number().int().optional(), rung: z.number().int().optional(),
    exhausted: z.boolean().optional(), bounced: z.boolean().optional(), callBackDue: instant.optional(),
  }),
  owes: z.object({ side, since: instant, holder: z.union([z.literal('national'), z.object({ sector: z.string() }), z.null()]) }).nullable(),
  next: z.object({ title: z.string(), rule: z.string().nullable() }).nullable(),
  due: due.nullable(),
  agent: z.string().nullable().optional(),
  canTakeInHand: z.boolean(),
}).meta({ id: 'TicketLine' });

export const fact = z.looseObject({ n: z.number().int(), at: instant, kind: z.string() }).meta({ id: 'Fact', description: 'Un fait du journal : ids, instants et noms de règles. / A fact of the journal.' });

export const attachment = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number().int() });
export const message = z.object({
  id: z.string(), direction: z.enum(['in', 'out', 'internal-in', 'internal-out', 'note']), channel, at: instant, text: z.string(), original: z.boolean(), attachments: z.array(attachment),
}).meta({ id: 'Message' });

export const step = z.object({
  at: instant, what: z.string(), side: side.nullable(), rung: z.object({ rank: z.number().int(), role: z.string().nullable(), name: z.string().nullable() }).nullable(), limit: instant.nullable(),
  article: z.string().nullable(), rule: open.nullable(), reckoning: open.nullable(),
}).meta({ id: 'Step', description: 'Ce qui arrivera si personne n’agit. / What happens if nobody acts.' });

export const ticket = z.object({
  reference, caf, contractVersion: z.number().int(), partner: z.string().nullable(), convention: z.string().nullable(), channel, service: service.nullable(), kind: kind.nullable(),
  subject: z.string(), receivedAt: instant, phase, owes: z.object({ side, since: instant }).nullable(), urgent: z.object({ desk: instant.nullable(), partner: instant.nullable() }),
  missing: z.array(z.string()), facts: z.array(fact), messages: z.array(message), forecast: z.array(step),
}).meta({ id: 'Ticket' });

export const journalLine = z.object({ n: z.number().int(), at: instant, kind: z.string(), body: open, actor: z.string().nullable(), recordedAt: instant }).meta({ id: 'JournalLine' });

export const letter = z.object({
  id: z.string(), reference: reference.nullable(), caf, kind: z.string(), to: z.string(), cc: z.array(z.string()), from: z.string(), subject: z.string(), messageId: z.string(), queuedAt: instant, leftAt: instant.nullable(),
  state: z.enum(['claimed', 'sent', 'inside', 'refused', 'bounced', 'withheld']), problem: z.string().nullable(),
}).meta({ id: 'Letter' });

export const carriedOut = z.object({ state: z.enum(['done', 'held', 'kept']), until: instant.optional() }).meta({ id: 'CarriedOut' });
export const done = z.object({ state: z.literal('done') }).meta({ id: 'Done' });

/** Someone's card, as its form has it. */
export const card = { nom: z.string().max(500), role: z.string().max(100), fonction: z.string().max(500).default(''), courriel: z.string().max(500).default(''), telephone: z.string().max(200).default(''), telephone2: z.string().max(200).default(''), echelon: z.string().max(20).default('') };

/** A part of a contract in French, sentence by sentence. */
export const statement = z.object({ title: z.string(), lines: z.array(z.object({ kind: z.enum(['term', 'silence', 'reading', 'setting', 'assumed']), article: z.string().nullable(), text: z.string() })) });
