import { z } from 'zod';
import { delayRule } from './contract-schema-clock';
import { both } from './contract-issues';

/** Zod schemas of the terms other than clock and ladder: habilitations, forms, planned stops, traces, convention. */

export const article = z
  .string()
  .regex(
    /^(?:convention(?:, )?)?(?:(?:art\.|annexe) \d+(?:\.\d+)*(?: et \d+(?:\.\d+)*)?)?$/,
    both(
      'un article, « art. 3.3 », « annexe 3 » ou « convention, art. 9.2 »',
      'an article, "art. 3.3", "annexe 3" or "convention, art. 9.2"',
    ),
  )
  .min(1);
export const text = z.string().trim().min(1);
export const serviceCode = z.enum(['CDAP', 'AFAS', 'DGFIP']);
export const partnerRole = z.enum([
  'level-one-support',
  'administrator',
  'deputy-administrator',
  'escalation-contact',
  'security-officer',
  'dpo',
  'signatory',
  'other',
]);
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

const quota = z.strictObject({
  profile: text,
  users: z.int().min(0).nullable(),
  doubt: z.enum(['illegible', 'doubtful', 'not-published']).nullable(),
});

export const habilitations = z.strictObject({
  mode: z.enum(['delegated', 'centralised', 'either']),
  article,
  profiles: list(z.strictObject({ code: text, label: text.nullable() })),
  bulletins: list(z.strictObject({ service: serviceCode, unit: text.nullable(), quotas: list(quota) })),
  onBreach: list(z.enum(['suspension', 'password-change', 'delegation-withdrawn'])),
  mailbox: z.email(both('une adresse de courriel', 'a mail address')).nullable(),
  reverseReview: z.strictObject({ everyMonths: z.int().min(1), article, tellDays: z.array(z.int().min(-365).max(365)).min(1).readonly().optional() }).nullable(),
});

export const administratorChange = z.strictObject({
  route: z.enum(['email', 'post']).nullable(),
  addressee: text.nullable(),
  fields: list(
    z.enum([
      'partner',
      'convention-number',
      'person-name',
      'job',
      'replaces',
      'replaced-name',
      'replaced-email',
      'phone',
      'personal-email',
    ]),
  ),
  signatures: z.enum(['name-function-signature', 'name-signature']).nullable(),
  services: list(serviceCode).nullable(),
  article,
});

export const plannedStops = z.strictObject({
  addressee: z.enum(['service-manager', 'partner']),
  toldTo: list(partnerRole).refine((roles) => roles.length > 0, both('au moins un destinataire', 'at least one recipient')),
  article,
  beforehandArticle: article,
  movesLimits: z.boolean(),
});

export const traces = z.strictObject({
  keptMonths: z.int().min(1),
  habilitationDataYears: z.int().min(1),
  article,
  incidentArticle: article,
});

const conventionTerm = z.strictObject({
  code: z.enum([
    'duration',
    'yearly-assessment',
    'meeting',
    'minutes',
    'subcontractor-notice',
    'termination',
    'breach',
    'amendment',
    'opening',
    'confidentiality',
    'malfunction-notice',
    'audits',
    'limited-use',
    'transfers',
    'security-incident',
    'no-automated-login',
    'end-of-convention',
    'bulletin-documents',
    'amicable-settlement',
  ]),
  article: article.nullable(),
  delay: delayRule.optional(),
  items: list(text).optional(),
  count: z.int().min(1).optional(),
  meeting: z.boolean().optional(),
});

export const convention = z.strictObject({
  source: z.enum(['published', 'assumed']),
  terms: list(conventionTerm).refine(
    (terms) => new Set(terms.map((term) => term.code)).size === terms.length,
    both('chaque clause une seule fois', 'each clause once'),
  ),
});

/** One value each: the reading that is executed. Another would be a promise the engine does not keep. */
export const readings = z.strictObject({
  clockStarts: z.literal('first-unanswered-message').optional(),
  monthEnd: z.literal('last-day').optional(),
  eventDay: z.literal('day-zero').optional(),
  nextRung: z.literal('same-delay-from-letter').optional(),
  afterLastRung: z.literal('tell-manager-once').optional(),
  noHoursStated: z.literal('always-open').optional(),
  administratorChange: z.strictObject({ objection: delayRule, reminders: list(delayRule) }).optional(),
  securityIncident: z.strictObject({ remindHours: list(z.int().min(1).max(72)), managerAfterHours: z.int().min(1).max(72) }).optional(),
});
