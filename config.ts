import * as z from 'zod';
import { fail, flag, imapMailboxes, list, mailAuthentication, number, port, roleList, roleNames, text, url } from './config-fields';
import type { AccountRole } from './domain/roles';

/**
 * The environment as one schema, read once at the door (docs/operating.md lists each variable).
 * Units are in the names. A part that needs a setting is given it; it never reads `process.env`.
 */
const schema = z.object({
  GUICHET_DATABASE_URL: url(['postgres:', 'postgresql:']),
  GUICHET_OWNER_DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  GUICHET_WEB_DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  GUICHET_TEMPORAL_ADDRESS: text().default('127.0.0.1:7233'),
  GUICHET_TEMPORAL_NAMESPACE: text().default('default'),
  GUICHET_TEMPORAL_TLS: flag().default(false),
  GUICHET_TEMPORAL_API_KEY: text().optional(),
  GUICHET_HTTP_HOST: text().default('127.0.0.1'),
  GUICHET_HTTP_PORT: port().default(3000),
  GUICHET_PUBLIC_URL: url(['http:', 'https:']).optional(),
  GUICHET_TRUST_PROXY: number(0, 10).default(0),
  GUICHET_SMTP_HOST: text().default('127.0.0.1'),
  GUICHET_SMTP_PORT: port().default(2525),
  GUICHET_SMTP_NAME: text().default('guichet.localhost'),
  GUICHET_SMTP_SIZE_LIMIT_BYTES: number(1024, 200_000_000).default(35_000_000),
  GUICHET_SMTP_TLS_KEY_FILE: text().optional(),
  GUICHET_SMTP_TLS_CERT_FILE: text().optional(),
  GUICHET_SMTP_MAX_IN_FLIGHT: number(1, 10_000).default(16),
  GUICHET_SMTP_IN_FLIGHT_WAIT_MS: number(0, 60_000).default(10_000),
  GUICHET_SMTP_RATE_PER_SENDER_PER_MINUTE: number(1, 100_000).default(60),
  GUICHET_SMTP_MAX_CONNECTIONS: number(1, 10_000).default(64),
  GUICHET_MAIL_AUTHENTICATION: mailAuthentication().default({ kind: 'off' }),
  GUICHET_RELAY_URL: url(['smtp:', 'smtps:']).optional(),
  GUICHET_ANNOUNCEMENTS_PER_SECOND: number(1, 1_000).default(20),
  GUICHET_IMAP_MAILBOXES: imapMailboxes().default([]),
  GUICHET_SESSION_SECRETS: list(32).optional(),
  GUICHET_ACCESSIBILITY_CONTACT: text().optional(),
  GUICHET_UNDO_SEND_SECONDS: number(0, 60).default(10),
  GUICHET_SESSION_IDLE_MINUTES: number(1, 1_440).default(480),
  GUICHET_SESSION_ABSOLUTE_MINUTES: number(1, 10_080).default(720),
  GUICHET_PARTNER_SESSION_IDLE_MINUTES: number(1, 1_440).default(60),
  GUICHET_PARTNER_SESSION_ABSOLUTE_MINUTES: number(1, 10_080).default(480),
  GUICHET_TOTP_ROLES: roleList().optional(),
  GUICHET_PASSWORD_LIST_FILE: text().optional(),
  GUICHET_OIDC_ISSUER: url(['http:', 'https:']).optional(),
  GUICHET_OIDC_CLIENT_ID: text().default('guichet'),
  GUICHET_OIDC_CLIENT_SECRET: text().optional(),
  GUICHET_OIDC_LABEL: text().default('le compte de votre Caf'),
  GUICHET_OIDC_SCOPE: text().default('openid profile'),
  GUICHET_OIDC_ROLE_CLAIM: text().default('roles'),
  GUICHET_OIDC_CAF_CLAIM: text().default('cafs'),
  GUICHET_OIDC_ROLES: roleNames().default({}),
  GUICHET_METRICS_TOKEN: text().optional(),
  GUICHET_DATABASE_MAX_CONNECTIONS: number(1, 500).default(10),
  GUICHET_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: fail('log-level') }).default('info'),
  GUICHET_WEBHOOK_PRIVATE: flag().default(false),
  GUICHET_KILL_AT: text().optional(),
});

export type Environment = Readonly<Record<string, string | undefined>>;
export type Config = ReturnType<typeof shape>;
export type ImapMailbox = Config['imapMailboxes'][number];

/** Every variable that the product reads, for the operating guide's own test. */
export const variableNames: readonly string[] = Object.keys(schema.shape);

/** The environment cannot be used as it is; the message names each variable, in French and in English. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration out of `env`; an empty variable counts as unset.
 * Throws ConfigError naming every variable that is missing or wrong, never its value when it may be a secret.
 */
export function readConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in schema.shape && value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return shape(read.data);
  const lines = read.error.issues.map((issue) => `- ${String(issue.path[0])} : ${issue.message}`);
  throw new ConfigError(['Configuration incorrecte / wrong configuration:', ...lines].join('\n'));
}

function shape(env: z.infer<typeof schema>) {
  return {
    databaseUrl: env.GUICHET_DATABASE_URL,
    /** The role that owns the tables: migrations only. Null in processes that must not have it. */
    ownerDatabaseUrl: env.GUICHET_OWNER_DATABASE_URL ?? null,
    /** The role of the pages, under row security: `migrate` grants it what it needs. Null where no page is served from. */
    webDatabaseUrl: env.GUICHET_WEB_DATABASE_URL ?? null,
    databaseMaxConnections: env.GUICHET_DATABASE_MAX_CONNECTIONS,
    temporal: {
      address: env.GUICHET_TEMPORAL_ADDRESS,
      namespace: env.GUICHET_TEMPORAL_NAMESPACE,
      tls: env.GUICHET_TEMPORAL_TLS,
      apiKey: env.GUICHET_TEMPORAL_API_KEY ?? null,
    },
    http: httpShape(env),
    smtpDoor: smtpDoorShape(env),
    /** Where letters are relayed to; null = they stay inside, on the page « Courriers ». */
    relay: env.GUICHET_RELAY_URL === undefined ? null : { url: env.GUICHET_RELAY_URL },
    /** Letters of planned stops that leave in a second at most, for one stop. */
    announcementsPerSecond: env.GUICHET_ANNOUNCEMENTS_PER_SECOND,
    imapMailboxes: env.GUICHET_IMAP_MAILBOXES,
    /** How the sender of a mail is checked before it is acted on. */
    mailAuthentication: env.GUICHET_MAIL_AUTHENTICATION,
    /** The first signs, the others are still accepted; empty = none given. */
    sessionSecrets: env.GUICHET_SESSION_SECRETS ?? [],
    /** For how long what an agent sends may be taken back. */
    undoSendMs: env.GUICHET_UNDO_SEND_SECONDS * 1_000,
    /** Where a difficulty of access is reported; null = at the desk's manager. */
    accessibilityContact: env.GUICHET_ACCESSIBILITY_CONTACT ?? null,
    signIn: signInShape(env),
    /** A text file of passwords that are refused, one a line, beside those the product knows; null = none. */
    passwordListFile: env.GUICHET_PASSWORD_LIST_FILE ?? null,
    /** Null = /metrics answers this machine alone. */
    metricsToken: env.GUICHET_METRICS_TOKEN ?? null,
    /** Webhooks may be at addresses inside, without TLS: a trial, a network of one's own. */
    privateWebhooks: env.GUICHET_WEBHOOK_PRIVATE,
    logLevel: env.GUICHET_LOG_LEVEL,
    /** Tests only: the point at which a process kills itself (faults.ts). */
    killAt: env.GUICHET_KILL_AT ?? null,
  };
}

function httpShape(env: z.infer<typeof schema>) {
  return {
    host: env.GUICHET_HTTP_HOST,
    port: env.GUICHET_HTTP_PORT,
    /** Without a trailing slash: what links in letters begin with. */
    publicUrl: (env.GUICHET_PUBLIC_URL ?? `http://${env.GUICHET_HTTP_HOST}:${env.GUICHET_HTTP_PORT}`).replace(/\/+$/, ''),
    /** How many proxies stand in front (Express `trust proxy`). */
    trustProxy: env.GUICHET_TRUST_PROXY,
  };
}

const MINUTE_MS = 60_000;

/** Roles that a production instance does not open with a password alone. */
const TRUSTED_ROLES: readonly AccountRole[] = ['manager', 'mcp-administrator', 'security-officer', 'instance-administrator'];

function signInShape(env: z.infer<typeof schema>) {
  const https = env.GUICHET_PUBLIC_URL?.startsWith('https:') ?? false;
  return {
    idleMs: env.GUICHET_SESSION_IDLE_MINUTES * MINUTE_MS,
    absoluteMs: env.GUICHET_SESSION_ABSOLUTE_MINUTES * MINUTE_MS,
    partnerIdleMs: env.GUICHET_PARTNER_SESSION_IDLE_MINUTES * MINUTE_MS,
    partnerAbsoluteMs: env.GUICHET_PARTNER_SESSION_ABSOLUTE_MINUTES * MINUTE_MS,
    /** Roles that need a second factor; a trial on plain http needs none. */
    totpRoles: env.GUICHET_TOTP_ROLES ?? (https ? TRUSTED_ROLES : []),
    oidc: env.GUICHET_OIDC_ISSUER === undefined ? null : oidcShape(env, env.GUICHET_OIDC_ISSUER),
  };
}

function oidcShape(env: z.infer<typeof schema>, issuer: string) {
  return {
    issuer,
    clientId: env.GUICHET_OIDC_CLIENT_ID,
    /** Null = a public client, kept by PKCE alone. */
    clientSecret: env.GUICHET_OIDC_CLIENT_SECRET ?? null,
    /** « Se connecter avec … » */
    label: env.GUICHET_OIDC_LABEL,
    scope: env.GUICHET_OIDC_SCOPE,
    roleClaim: env.GUICHET_OIDC_ROLE_CLAIM,
    cafClaim: env.GUICHET_OIDC_CAF_CLAIM,
    /** What the provider calls a role → its code here; a value that is not named is taken as it is. */
    roles: env.GUICHET_OIDC_ROLES,
  };
}

function smtpDoorShape(env: z.infer<typeof schema>) {
  return {
    host: env.GUICHET_SMTP_HOST,
    port: env.GUICHET_SMTP_PORT,
    /** What the door calls itself in its greeting. */
    name: env.GUICHET_SMTP_NAME,
    sizeLimitBytes: env.GUICHET_SMTP_SIZE_LIMIT_BYTES,
    /** Paths of PEM files; null = the door makes a certificate of its own. */
    tlsKeyFile: env.GUICHET_SMTP_TLS_KEY_FILE ?? null,
    tlsCertFile: env.GUICHET_SMTP_TLS_CERT_FILE ?? null,
    /** Mails kept but not yet acknowledged beyond which the 250 waits (rules: Door 5). */
    maxInFlight: env.GUICHET_SMTP_MAX_IN_FLIGHT,
    inFlightWaitMs: env.GUICHET_SMTP_IN_FLIGHT_WAIT_MS,
    ratePerSenderPerMinute: env.GUICHET_SMTP_RATE_PER_SENDER_PER_MINUTE,
    maxConnections: env.GUICHET_SMTP_MAX_CONNECTIONS,
  };
}
