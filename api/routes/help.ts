import { Router, type Request } from 'express';
import { scoped } from '../../db/scope';
import { accessibilityPath, guidePath, guidePicturePath, helpPath } from '../../web/help-paths';
import { guidePicture, GUIDES, guideText } from '../../web/guides';
import { AccessibilityPage } from '../../web/pages/accessibility';
import { GuidePage, HelpPage } from '../../web/pages/help';
import { renderPage } from '../../web/render';
import type { ShellProps } from '../../web/view/shell';
import { NotFound } from '../errors';
import { open } from '../guard';
import { rights } from '../rights';
import { currentSession } from '../session';
import type { WebTools } from '../tools';
import { shellOf, strangerShell } from '../view/shell';
import { Visit } from '../visit';

/** What anybody may read, signed in or not: the guides and the declaration of accessibility. */
export function helpRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(accessibilityPath(), open('read-help', async (req, res) => {
    const shell = await shellFor(tools, req, res);
    res.type('html').set('Cache-Control', 'no-store').send(renderPage(AccessibilityPage({ shell, contact: tools.accessibilityContact })));
  }));
  router.get(helpPath(), open('read-help', async (req, res) => {
    res.type('html').set('Cache-Control', 'no-store').send(renderPage(HelpPage({ shell: await shellFor(tools, req, res) })));
  }));
  router.get(`${guidePicturePath('')}:picture`, open('read-help', (req, res) => {
    const bytes = guidePicture(String(req.params['picture']));
    if (bytes === undefined) throw new NotFound('no such picture');
    res.set({ 'Content-Type': 'image/webp', 'Cache-Control': 'public, max-age=86400' }).send(bytes);
  }));
  router.get(guidePath(':guide').replace('%3A', ':'), open('read-help', async (req, res) => {
    const guide = GUIDES.find(({ name }) => name === req.params['guide']);
    if (guide === undefined) throw new NotFound('no such guide');
    res.type('html').set('Cache-Control', 'no-store').send(renderPage(GuidePage({ shell: await shellFor(tools, req, res), guide, text: guideText(guide.name) })));
  }));
  return router;
}

/** The reader's own frame at the desk; a partner's person and a stranger have the plain one. */
async function shellFor(tools: WebTools, req: Request, res: Visit['res']): Promise<ShellProps> {
  const now = tools.clock.now();
  const session = await currentSession(tools, req, now);
  if (session === null || session.visitor !== null) return strangerShell(now);
  // Under row security, as every page: without it there is no contract to read.
  const sql = scoped(tools.sql, { ...rights.reachOf(session.grants), who: session.account_id });
  return await shellOf(new Visit({ ...tools, sql }, req, res, session, now, 'read-own-rights'), 'autre');
}
