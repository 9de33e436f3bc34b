import type { ActKind } from './acts';

/** At a Caf: each for one or more Cafs. */
export const CAF_ROLES = ['agent', 'manager', 'mcp-administrator', 'security-officer', 'trace-reader'] as const;
/** Of no single Caf: the national level, and whoever keeps this installation. */
export const WIDE_ROLES = ['national', 'instance-administrator'] as const;
/** At a partner: each for one or more conventions, as the convention names them. */
export const PARTNER_ROLES = ['partner-level-one', 'partner-administrator', 'partner-deputy', 'partner-signatory', 'partner-security-officer', 'partner-dpo', 'partner-contact'] as const;
/** Whom a convention names besides (contacts of article 3.3, others): they report a security incident, and see nothing else. */
export const REPORTER = 'partner-contact';
export const ROLES = [...CAF_ROLES, ...WIDE_ROLES, ...PARTNER_ROLES] as const;

export type CafRole = (typeof CAF_ROLES)[number];
export type AccountRole = CafRole | (typeof WIDE_ROLES)[number];
export type VisitorRole = (typeof PARTNER_ROLES)[number];
export type Role = (typeof ROLES)[number];

/** What anybody may ask for without signing in. */
export const OPEN_ACTIONS = ['sign-in', 'fetch-asset', 'watch-service', 'read-api-description', 'read-help', 'answer-change-link', 'read-calendar-feed'] as const;
export type OpenAction = (typeof OPEN_ACTIONS)[number];

const EVERYBODY: readonly Role[] = ROLES;
const VISITORS = PARTNER_ROLES.filter((role) => role !== REPORTER);
const AGENTS: readonly Role[] = ['agent', 'manager'];
/** The security officer does with incidents of security what an agent does with the rest (article 3). */
const DESK: readonly Role[] = [...AGENTS, 'security-officer'];
/** Whoever decides for the desk; of an incident of security, its officer. */
const DECIDERS: readonly Role[] = ['manager', 'security-officer'];
const READERS: readonly Role[] = [...DESK, 'mcp-administrator', 'national'];

/** Who may do what: the one table. A route, a request to the API and an act each ask it by the action's name. */
export const TABLE = {
  'sign-out': EVERYBODY,
  'read-own-rights': EVERYBODY,
  'manage-own-account': [...CAF_ROLES, ...WIDE_ROLES],
  // A partner's person does on the portal what a mail of theirs would do, and reads what is their own organisation's.
  'enter-portal': PARTNER_ROLES,
  'visit-portal': VISITORS,
  'write-own-ticket': VISITORS,
  // Who may open a request (rules: Door 1): not the signatory.
  'open-own-ticket': VISITORS.filter((role) => role !== 'partner-signatory'),
  'keep-own-people': ['partner-administrator', 'partner-deputy'],

  'read-queue': READERS,
  'search-tickets': READERS,
  'read-ticket': READERS,
  // Journal, mails and reckonings in one file: it may leave the Caf.
  'read-dispute-file': DESK,
  'read-escalations': DESK,
  'read-letters': [...DESK, 'mcp-administrator'],
  'take-call': AGENTS,
  'read-unidentified': AGENTS,
  identify: AGENTS,
  'read-contracts': [...DESK, 'mcp-administrator', 'trace-reader'],

  'take-in-hand': DESK,
  answer: DESK,
  ask: DESK,
  call: DESK,
  'promise-call-back': DESK,
  note: READERS,
  route: DESK,
  refer: DESK,
  'record-national': [...DESK, 'national'],
  urgent: DESK,
  'correct-verdict': DESK,
  rectify: DESK,
  'give-item': DESK,
  merge: DESK,
  'undo-merge': DESK,
  split: DESK,
  'hand-over': DESK,
  'contact-rung': DESK,
  // « La décision revient au responsable » where the contract's setting is `escalation: proposed`.
  'accept-escalation': DECIDERS,
  assign: DECIDERS,
  'change-deadline': DECIDERS,
  pause: DECIDERS,
  resume: DECIDERS,
  // A security incident is never mixed with an outage.
  'attach-incident': AGENTS,
  'detach-incident': AGENTS,
  'unlink-stop': AGENTS,
  'read-incidents': AGENTS,
  'write-incident': AGENTS,
  // What it says goes out in the letters of every Caf.
  'keep-national-incident': ['manager'],
  // Planned stops (article 4): a desk's own, and those of the national level for every Caf.
  'read-stops': [...AGENTS, 'mcp-administrator', 'national'],
  'announce-stop': [...AGENTS, 'national'],
  'announce-national-stop': ['national'],
  resolve: DESK,
  reopen: DESK,
  'take-back-letter': DESK,
  'read-templates': DESK,

  // The form of annex 3 is the Caf's MCP administrator's; agents check it and approve it, two of them.
  'read-changes': [...AGENTS, 'mcp-administrator'],
  'work-on-change': [...AGENTS, 'mcp-administrator'],
  'ask-change': ['partner-administrator', 'partner-deputy', 'partner-signatory'],

  // Who has access to what: agents read it to answer, and enter a departure that they are told; the MCP administrator alone decides.
  'read-register': [...AGENTS, 'mcp-administrator'],
  'report-departure': [...AGENTS, 'mcp-administrator'],
  'read-own-register': ['partner-administrator', 'partner-deputy', 'partner-signatory', 'partner-security-officer', 'partner-dpo'],
  'report-own-departure': ['partner-administrator', 'partner-deputy'],
  // A registered letter that ends a convention: entered by whoever opens the desk's post, or its manager.
  'work-on-termination': AGENTS,
  // What falls due, and one's own link to it.
  'read-calendar': [...AGENTS, 'mcp-administrator'],
  // A subcontractor is announced by who answers for the convention, and decided at the Caf.
  'work-on-subcontractor': [...AGENTS, 'mcp-administrator'],
  'announce-subcontractor': ['partner-administrator', 'partner-deputy', 'partner-signatory'],
  // A partner's administrators send the result of their yearly review (article 2.2); the Caf accepts it as proof.
  'read-reviews': [...AGENTS, 'mcp-administrator'],
  'work-on-review': [...AGENTS, 'mcp-administrator'],
  'answer-review': ['partner-administrator', 'partner-deputy'],
  // Either side asks for a meeting, and writes or validates its minutes in turn (convention); who is told of renewals is the Caf's setting.
  'read-meetings': [...AGENTS, 'mcp-administrator'],
  'work-on-meeting': AGENTS,
  'keep-convention': ['manager', 'mcp-administrator'],
  'ask-own-meeting': ['partner-administrator', 'partner-deputy', 'partner-signatory'],

  'manage-desk': ['manager'],
  'read-morning': ['manager'],
  'read-figures': ['manager', 'national'],
  'choose-mails': AGENTS,
  'read-traces': ['trace-reader'],
  // What is erased and when, holds for a dispute, one person's data (export, erasure).
  'keep-retention': ['manager'],
  // A request for traces (article 5): entered by an agent, answered by trace readers alone, read by its asker alone; who read what is theirs and the officer's.
  'enter-traces': AGENTS,
  'read-readings': ['trace-reader', ...DECIDERS],
  'ask-traces': ['partner-administrator', 'partner-deputy'],
  // A security incident has its officer, or the manager where the contract names none; anybody of a partner reports one.
  'work-on-security': DECIDERS,
  'report-own-security': PARTNER_ROLES,
  'manage-habilitations': ['mcp-administrator'],
  'manage-accounts': ['instance-administrator'],
  'manage-cafs': ['instance-administrator'],
  'manage-settings': ['instance-administrator'],
} as const satisfies Record<ActKind, readonly Role[]> & Record<string, readonly Role[]>;
export type Action = keyof typeof TABLE;

export function holds(role: Role, action: Action): boolean {
  return (TABLE[action] as readonly Role[]).includes(role);
}

export function isVisitor(role: Role): role is VisitorRole {
  return (PARTNER_ROLES as readonly Role[]).includes(role);
}
