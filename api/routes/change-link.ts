import { Router, type Request, type Response } from 'express';
import { changeLink, useChangeLink, type ChangeLink } from '../../db/change';
import { beginAgain } from '../../db/connect';
import { readJourney } from '../../db/journey-case';
import { scoped } from '../../db/scope';
import { askJourney } from '../../desk/journey';
import type { ChangeAct } from '../../domain/journeys/change-acts';
import { formTerms } from '../../domain/journeys/change-form';
import { foldChange, isOver, type ChangeFact } from '../../domain/journeys/change-state';
import { ChangeLinkOverPage, ChangeLinkPage } from '../../web/pages/change/link';
import { changeLinkPath } from '../../web/paths-change';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { open } from '../guard';
import { FormRefused, refusalOf } from '../once';
import { hashOf } from '../session';
import { isSignInToken } from '../session-form';
import { FORM_EXPIRED, showStranger, strangerTokens, textOf } from '../stranger';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';

/** Whoever holds a link of a change of administrator signs its form, or objects to it; the link serves once. */
export function changeLinkRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(changeLinkPath(), open('answer-change-link', async (req, res) => await show(tools, req, res, textOf(req.query['jeton']), null)));
  router.post(changeLinkPath(), open('answer-change-link', async (req, res) => await answer(tools, req, res)));
  return router;
}

/** The database as the holder of this link sees it: one convention, as its own people do. */
function toolsOf(tools: WebTools, link: ChangeLink): WebTools {
  const nobody = { desk: [], unidentified: [], managed: [], security: [], cafs: [], staff: [], traces: [], contracts: [], securityConventions: [], national: false, instance: false };
  return { ...tools, sql: scoped(tools.sql, { ...nobody, conventions: [link.convention_id], who: `partner:${link.address}` }) };
}

/** Opening a link uses nothing: mail scanners open links too. */
async function show(tools: WebTools, req: Request, res: Response, token: string, errors: readonly FieldError[] | null): Promise<void> {
  const now = tools.clock.now();
  const shell = strangerShell(now);
  const link = await changeLink(tools.sql, hashOf(token), now);
  const loaded = link === undefined ? undefined : await readJourney(toolsOf(tools, link).sql, link.journey, now);
  const state = loaded === undefined ? undefined : foldChange(loaded.facts as ChangeFact[]);
  const stale = link === undefined || state === undefined || isOver(state.phase) || (link.purpose !== 'objection' && link.digest !== state.kept?.digest);
  if (stale || loaded === undefined) return showStranger(res, ChangeLinkOverPage({ shell, done: null }), 410);
  showStranger(res, ChangeLinkPage({
    shell, tokens: strangerTokens(tools, req, res), token, purpose: link.purpose, name: link.name, partner: loaded.surroundings.convention?.partnerName ?? '', form: state.kept?.form ?? null,
    terms: formTerms(loaded.surroundings.contract.administratorChange), digest: link.digest, refused: errors === null ? null : { values: {}, errors },
  }), errors === null ? 200 : 422);
}

async function answer(tools: WebTools, req: Request, res: Response): Promise<void> {
  const body: unknown = req.body;
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const token = textOf(fields['jeton']);
  const now = tools.clock.now();
  if (!isSignInToken(tools, req, textOf(fields['_csrf']))) return await show(tools, req, res, token, [{ field: null, message: FORM_EXPIRED }]);
  const link = await changeLink(tools.sql, hashOf(token), now);
  if (link === undefined) return await show(tools, req, res, token, null);
  const reason = textOf(fields['motif'], 5_000).trim();
  if (link.purpose === 'objection' && reason === '') return await show(tools, req, res, token, [{ field: 'motif', message: 'Dites pourquoi vous vous opposez.' }]);
  const refused = await carryOut(toolsOf(tools, link), link, token, reason);
  if (refused !== null) return await show(tools, req, res, token, [{ field: null, message: refused }]);
  await tellJourneyNow(toolsOf(tools, link), link.journey);
  showStranger(res, ChangeLinkOverPage({ shell: strangerShell(now), done: link.purpose === 'objection' ? 'objected' : 'signed' }), 200);
}

/** The link is used in the transaction of what it does; a refusal uses nothing. @returns why not, in French, or null */
async function carryOut(tools: WebTools, link: ChangeLink, token: string, reason: string): Promise<string | null> {
  const now = tools.clock.now();
  const act: ChangeAct = link.purpose === 'objection' ? { kind: 'object', reason, name: link.name, by: null } : { kind: 'sign', who: link.purpose, digest: link.digest, by: null };
  const hash = hashOf(token);
  try {
    await beginAgain(tools.sql, async (tx) => {
      // Pressed twice: the first did it.
      if (!(await useChangeLink(tx, hash, now))) return;
      const answer = await askJourney(tx, tools, { key: `change-link/${hash.toString('hex')}`, journey: link.journey, act, actor: `partner:${link.address}` }, now);
      if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    });
    return null;
  } catch (error) {
    return refusalOf(error)[0]?.message ?? '';
  }
}
