import { z } from 'zod';
import type { CafCode } from './ids';
import { calendar, delayRule, localDate, statedDelay, whenClosed } from './contract-schema-clock';
import {
  administratorChange,
  article,
  convention,
  habilitations,
  partnerRole,
  plannedStops,
  readings,
  serviceCode,
  text,
  traces,
} from './contract-schema-terms';
import { both } from './contract-issues';

/** The shape of a contract file (contracts/*.yaml). Unknown keys are refused: a term misspelt would silently not run. */

export const email = z.email(both('une adresse de courriel, « guichet@caf31.example »', 'a mail address, "guichet@caf31.example"'));
export const phone = z
  .string()
  .regex(/^\+\d{8,15}$/, both('un numéro international, « +33536490031 »', 'an international number, "+33536490031"'));
/** 101 Cafs: one per department, « 20 » split in two, the overseas departments in three digits. */
export const cafCode = z
  .string()
  .regex(
    /^(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-4]|976)$/,
    both('un code de département entre guillemets, « "31" »', 'a department code in quotes, "31"'),
  )
  .transform((code) => code as CafCode);
const rank = z.int().min(1);
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

const pickup = z.strictObject({ stated: statedDelay.optional(), rule: delayRule, whenClosed, article });

const escalation = z.strictObject({
  stated: statedDelay.optional(),
  rule: delayRule,
  whenClosed,
  article,
  urgent: z.boolean(),
  mode: z.enum(['automatic', 'proposed']),
  sides: list(z.enum(['desk', 'partner'])).optional(),
  outsideIncidents: z.boolean().optional(),
});

const deskRung = z.strictObject({ rank, role: text.nullable(), name: text.nullable(), email: email.nullable(), phone: phone.nullable() });

const partnerRung = z.strictObject({
  rank,
  role: text,
  filledBy: z.literal('convention'),
  office: partnerRole.optional(),
  samePersonAs: rank.optional(),
});

const requiredItem = z.strictObject({
  code: z.enum([
    'caller-name',
    'caller-contact',
    'service',
    'description',
    'error-message',
    'screenshot',
    'partner-name',
    'subject-format',
    'callback-phone',
  ]),
  label: text,
  optional: z.boolean(),
  article,
  formats: list(text).optional(),
});

const sector = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, both('un code en minuscules, « assistance-cdap »', 'a lower-case code, "assistance-cdap"')),
  label: text,
  people: z.int().min(0),
  service: serviceCode.nullable(),
  email: email.nullable(),
  role: z
    .enum(['assistant', 'administrator', 'mcp-manager', 'security-officer', 'it', 'dpo', 'desk', 'director', 'habilitation-manager'])
    .optional(),
  samePersonAs: text.optional(),
  article: article.optional(),
});

const settings = z.strictObject({
  reopenWithinCalendarDays: z.int().min(0),
  closeAfterCalendarDays: z.int().min(0),
  internalReminder: delayRule.nullable(),
  pickupWarningsOpenMinutes: list(z.int().min(1)),
  afterOutageHoldMinutes: z.int().min(0),
});

export const contractSchema = z.strictObject({
  caf: cafCode,
  name: text,
  department: text,
  version: z.int().min(1),
  effectiveFrom: localDate,
  serviceContract: z.boolean(),
  calendar,
  hoursArticle: article.nullable(),
  channels: z.strictObject({ value: list(z.enum(['email', 'phone', 'portal', 'post'])), article: article.nullable() }).nullable(),
  pickup: pickup.nullable(),
  escalation: escalation.nullable(),
  deskLadder: list(deskRung),
  partnerLadder: list(partnerRung),
  requiredItems: list(requiredItem),
  sectors: list(sector),
  fallbackSector: text,
  desk: z.strictObject({
    mailboxes: list(email).refine((boxes) => boxes.length > 0, both('au moins une boîte du guichet', 'at least one mailbox of the desk')),
    phone: phone.nullable(),
    name: text,
  }),
  manager: z.strictObject({ name: text, email }),
  settings,
  readings,
  habilitations,
  administratorChange: administratorChange.nullable(),
  plannedStops: plannedStops.nullable(),
  traces: traces.nullable(),
  convention,
  openTicketsOnAmendment: z.enum(['keep-version', 'move']),
  keepTicketsMonths: z.int().min(1).nullable(),
});
