import * as z from 'zod';
import { CAF_ROLES, WIDE_ROLES } from './domain/roles';

/** What is wrong with a variable, in French then in English. A value is never repeated: it may be a secret. */
const messages = {
  text: ['valeur manquante', 'missing value'],
  port: ['un numéro de port est attendu, de 1 à 65535', 'a port number is expected, 1 to 65535'],
  flag: ['« true » ou « false » est attendu', '"true" or "false" is expected'],
  'log-level': [
    'un niveau est attendu : fatal, error, warn, info, debug, trace ou silent',
    'a level is expected: fatal, error, warn, info, debug, trace or silent',
  ],
  'role-names': [
    'un objet JSON est attendu, de la valeur donnée par le fournisseur au rôle de Guichet : {"desk-agent":"agent"}',
    'a JSON object is expected, from the provider\'s value to Guichet\'s role: {"desk-agent":"agent"}',
  ],
  imap: [
    'une liste JSON de boîtes est attendue : [{"desk","host","port","user","password"}]',
    'a JSON list of mailboxes is expected: [{"desk","host","port","user","password"}]',
  ],
} as const;

/** The error text of a kind of field, « français / English ». A missing variable says so. */
export function fail(kind: keyof typeof messages): (issue: { input?: unknown }) => string {
  return bilingual(messages[kind][0], messages[kind][1]);
}

function bilingual(french: string, english: string): (issue: { input?: unknown }) => string {
  return ({ input }) => (input === undefined ? `variable absente (${french}) / missing (${english})` : `${french} / ${english}`);
}

export const text = () => z.string({ error: fail('text') }).min(1, { error: fail('text') });

export const port = () => z.coerce.number({ error: fail('port') }).int({ error: fail('port') }).min(1, { error: fail('port') }).max(65_535, { error: fail('port') });

export function number(min: number, max: number) {
  const error = bilingual(`un nombre entier est attendu, de ${min} à ${max}`, `a whole number is expected, ${min} to ${max}`);
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

export const flag = () => z.enum(['true', 'false'], { error: fail('flag') }).transform((value) => value === 'true');

/** An absolute URL with one of these protocols (« postgres: »). */
export function url(protocols: readonly string[]) {
  const shown = protocols.map((protocol) => `${protocol}//…`).join(', ');
  const error = bilingual(`une adresse ${shown} est attendue`, `an address ${shown} is expected`);
  return z.string({ error }).refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), { error });
}

/** Who says whether a mail comes from whom it says: nobody, the desk's own mail server, or the product (mail/authenticate.ts). */
export function mailAuthentication() {
  const error = bilingual('« off », « check » ou « relay:<nom du serveur> » est attendu', '"off", "check" or "relay:<server name>" is expected');
  return z
    .string({ error })
    .regex(/^(?:off|check|relay:[^\s]+)$/, { error })
    .transform((value) => {
      if (value === 'off' || value === 'check') return { kind: value } as const;
      return { kind: 'trusted-relay', authservId: value.slice('relay:'.length) } as const;
    });
}

/** Words separated by commas or spaces, each at least `minLength` characters long. */
export function list(minLength: number) {
  const error = bilingual(
    `des mots d'au moins ${minLength} caractères, séparés par des virgules, sont attendus`,
    `words of at least ${minLength} characters, separated by commas, are expected`,
  );
  return z
    .string({ error })
    .transform((value) => value.split(/[\s,]+/).filter((word) => word !== ''))
    .refine((words) => words.length > 0 && words.every((word) => word.length >= minLength), { error });
}

/** A JSON text, before its content is looked at. The parser's own message would repeat the value, which may hold secrets. */
function json(kind: keyof typeof messages) {
  return z.string({ error: fail(kind) }).transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: fail(kind)({ input: value }) });
      return z.NEVER;
    }
  });
}

/** What a provider calls each role. */
export function roleNames() {
  return json('role-names').pipe(z.record(z.string(), z.string(), { error: fail('role-names') }));
}

/** Codes of roles separated by commas; « none » = no role. */
export function roleList() {
  const known: readonly string[] = [...CAF_ROLES, ...WIDE_ROLES];
  const error = bilingual(`« none », ou des rôles parmi ${known.join(', ')}, sont attendus`, `"none", or roles among ${known.join(', ')}, are expected`);
  return z
    .string({ error })
    .transform((value) => (value === 'none' ? [] : value.split(/[\s,]+/).filter((word) => word !== '')))
    .refine((words) => words.every((word) => known.includes(word)), { error });
}

/** A mailbox collected by IMAP. `desk` is the desk's own address, whose contract its mails are for. */
const imapMailbox = z.object({
  desk: z.string().includes('@'),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(993),
  /** TLS from the first byte; false = STARTTLS when the server offers it. */
  secure: z.boolean().default(true),
  /** false accepts a certificate nobody vouches for: test servers only. */
  verifyCertificate: z.boolean().default(true),
  user: z.string().min(1),
  password: z.string().min(1),
  folder: z.string().min(1).default('INBOX'),
  doneFolder: z.string().min(1).default('Traités'),
});

export function imapMailboxes() {
  return json('imap').pipe(z.array(imapMailbox, { error: fail('imap') }));
}
