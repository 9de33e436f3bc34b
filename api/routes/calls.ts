import { Router } from 'express';
import { findContact } from '../../db/call';
import { CallPage } from '../../web/pages/call';
import { callsPath, newCallPath, queuePath, ticketPath } from '../../web/paths';
import { keepCall, type KeptCall } from '../call';
import { readCallForm } from '../call-form';
import type { FieldError } from '../act-forms';
import { ACT_WAIT_MS } from '../tools';
import { tellAll } from '../told';
import { callView, contractOf } from '../view/call';
import { contractsNow } from '../view/shell';
import { type Visit } from '../visit';
import { posted, signedIn } from '../guard';
import type { WebTools } from '../tools';
import { formKeyOf } from '../form-key';
import { sees } from './acts';
import { errorFacts } from '../../mail/log';

/** The phone intake: the page an agent fills while talking, and what it makes. */
export function callRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(newCallPath(), signedIn(tools, 'take-call', async (visit) => {
    const debut = visit.query('debut');
    const values: Record<string, string> = debut === '' ? {} : { debut };
    visit.show(CallPage(await callView(visit, { q: visit.query('q').trim(), caf: visit.query('caf'), chosen: visit.query('appelant'), values, refused: null }, visit.tokens())));
  }));
  router.get(callsPath(), signedIn(tools, 'take-call', async ({ res }) => res.redirect(303, newCallPath())));
  router.post(callsPath(), posted(tools, 'take-call', save));
  return router;
}

async function save(visit: Visit): Promise<void> {
  const kept = await takeCall(visit, visit.fields(), formKeyOf(visit));
  if ('errors' in kept) return await formAgain(visit, kept.errors);
  if (kept.outcome === 'opened') {
    const asked = await followUp(visit, kept);
    if (!(await sees(visit, kept.reference))) return await visit.goTo(queuePath(), { tone: 'done', text: `Appel enregistré sous ${kept.reference} : incident de sécurité, remis au responsable de la sécurité.` });
    return await visit.goTo(ticketPath(kept.reference), asked ? { tone: 'done', text: `Appel enregistré sous ${kept.reference}.` } : { tone: 'warn', text: `Appel enregistré sous ${kept.reference}. La suite (prise en charge, rappel) est gardée et sera confirmée dans un instant.` });
  }
  if (kept.outcome === 'to-identify') return await visit.goTo('/a-identifier', { tone: 'warn', text: 'Appel enregistré « À identifier ». Dites à l’appelant de passer par le support de niveau 1 de son organisme : lui seul saisit le guichet.' });
  return await visit.goTo(kept.path, kept.same ? null : { tone: 'warn', text: 'Cet appel était déjà enregistré. Pour un autre appel, ouvrez de nouveau « Saisir un appel ».' });
}

/** Reads the form and keeps the call; what is wrong comes back, field by field. */
export async function takeCall(visit: Visit, fields: Readonly<Record<string, string>>, formKey: string): Promise<KeptCall | { readonly errors: readonly FieldError[] }> {
  const { tools, cafs, session, now } = visit;
  const asked = fields['appelant'] ?? '';
  const contact = asked === '' || asked === 'inconnu' ? null : ((await findContact(tools.sql, cafs, asked)) ?? null);
  if (contact === null && asked !== 'inconnu') return { errors: [{ field: 'appelant', message: 'Choisissez qui appelle, ou « une autre personne ».' }] };
  const contract = contractOf(await contractsNow(visit), contact?.caf ?? fields['caf'] ?? '');
  const call = readCallForm(fields, contract, now);
  if ('errors' in call) return call;
  return await keepCall(tools, { call, contract, contact, account: session.account_id, formKey, now });
}

/** Tells the ticket, then has it taken in hand and the call back promised; false when that is kept but not confirmed yet. */
export async function followUp({ tools }: Visit, { told, acts }: Extract<KeptCall, { outcome: 'opened' }>): Promise<boolean> {
  if (acts.length === 0) await tellAll(tools, [told]);
  let confirmed = true;
  for (const act of acts) {
    try {
      confirmed = (await tools.ask(act, ACT_WAIT_MS)).state === 'done' && confirmed;
    } catch (error) {
      tools.log.warn({ act: act.kind, ...errorFacts(error) }, 'an act is kept and could not be asked');
      confirmed = false;
    }
  }
  return confirmed;
}

async function formAgain(visit: Visit, errors: readonly FieldError[]): Promise<void> {
  const values = visit.fields();
  const chosen = values['appelant'] === 'inconnu' ? '' : (values['appelant'] ?? '');
  visit.show(CallPage(await callView(visit, { q: '', caf: values['caf'] ?? '', chosen, values, refused: { values, errors } }, visit.tokens())), 422);
}
