import type { Logger } from 'pino';
import type { CafCode } from '../domain/ids';
import type { ActAnswer, ActAsk } from '../engine/ask';
import type { SignInSettings } from './sign-in-settings';
import type { IntakeTools } from './intake/tools';

/** What the pages and the JSON API are given; nothing is read from the environment inside them. */
export interface WebTools extends IntakeTools {
  readonly log: Logger;
  /** Sign the form of sign-in, before anybody has a session; the first signs, the others are still accepted. */
  readonly secrets: readonly string[];
  readonly signIn: SignInSettings;
  /** How many proxies stand in front (Express `trust proxy`). */
  readonly trustProxy: number;
  /** False: letters stay inside, on the page « Courriers ». */
  readonly relayed: boolean;
  /** Asks a ticket's workflow to carry out an act that is kept, waiting `waitMs` milliseconds at most. */
  ask(act: ActAsk, waitMs: number): Promise<ActAnswer>;
  /** For how long what is sent to a partner may be taken back, in milliseconds; 0 = it leaves at once. */
  readonly undoSendMs: number;
  /** How often what the live pages show is looked at again, in milliseconds; only while somebody looks at one. */
  readonly liveEveryMs: number;
  /** Where a reader reports a difficulty of access, an address of mail or of a page; null = at their desk's manager. */
  readonly accessibilityContact: string | null;
  /** Webhooks may be at addresses inside, without TLS. */
  readonly privateWebhooks: boolean;
  /** Tells the workflow of a planned stop that a fact numbered `n` was recorded, starting it if need be. */
  tellStop(id: string, n: number): Promise<void>;
  /** Has a Caf's retention look at once whether somebody's data are to be erased. */
  tellRetention(caf: CafCode): Promise<void>;
  /** Rejects when Temporal cannot be reached. */
  temporalReady(): Promise<void>;
  /** Lets `ms` milliseconds pass before a refused sign-in is answered. */
  pause(ms: number): Promise<void>;
}

/** How long a page waits for an act to be carried out before it says that the act is kept (rules: Door 9). */
export const ACT_WAIT_MS = 5_000;

/** Live pages: often enough to seem so, and one short question whatever the number of readers. */
export const LIVE_EVERY_MS = 2_000;
