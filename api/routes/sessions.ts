import { Router } from 'express';
import { endSession, endSessionsBut, sessionsOfAccount, type ListedSession } from '../../db/session-list';
import type { SignInWay } from '../../db/session';
import { SessionsPage, type SessionLine } from '../../web/pages/account/sessions';
import { sessionsEndPath, sessionsPath } from '../../web/paths-sign-in';
import { posted, signedIn } from '../guard';
import { ago } from '../session';
import type { WebTools } from '../tools';
import { browserName } from '../view/browser-name';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

const WAYS: Readonly<Record<SignInWay, string>> = {
  password: 'mot de passe',
  'second-factor': 'mot de passe et code',
  'recovery-code': 'mot de passe et code de secours',
  oidc: 'le compte de votre Caf',
  link: 'lien',
  token: 'jeton d’accès',
};

/** « Mes sessions »: where one's account is open. */
export function sessionRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(sessionsPath(), signedIn(tools, 'manage-own-account', show));
  router.post(sessionsEndPath(), posted(tools, 'manage-own-account', end));
  return router;
}

/** Ends the session named in `session`, or every one but this when none is. */
async function end(visit: Visit): Promise<void> {
  const { tools, session } = visit;
  const id = visit.fields()['session'] ?? '';
  if (id === '') await endSessionsBut(tools.sql, session.account_id, session.id);
  const ended = id === '' || (await endSession(tools.sql, session.account_id, id));
  const text = id === '' ? 'Vos autres sessions sont fermées.' : 'Session fermée.';
  await visit.goTo(sessionsPath(), ended ? { tone: 'done', text } : { tone: 'warn', text: 'Cette session était déjà fermée.' });
}

async function show(visit: Visit): Promise<void> {
  const { tools, session, now } = visit;
  const { idleMs, absoluteMs } = tools.signIn;
  const open = await sessionsOfAccount(tools.sql, session.account_id, ago(now, absoluteMs), ago(now, idleMs));
  const limits = { idle: durationWords(idleMs), absolute: durationWords(absoluteMs) };
  visit.show(SessionsPage({ shell: await shellOf(visit, 'autre'), tokens: visit.tokens(), sessions: open.map((one) => lineOf(one, session.id)), limits }));
}

function lineOf({ id, created_at, seen_at, way, address, user_agent }: ListedSession, current: string): SessionLine {
  return { id, browser: browserName(user_agent), address, way: WAYS[way], openedAt: created_at, seenAt: seen_at, current: id === current };
}

/** « 8 h », « 45 min », « 1 h 30 » */
function durationWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${minutes} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}
