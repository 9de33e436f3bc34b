import { draftsOf, saveDraft } from '../db/draft';
import type { ActRow } from '../db/act';
import type { Tx } from '../db/connect';
import { cancelHeldAct, takeRefusedHeldActs } from '../db/held-act';
import { findAct } from '../db/act';
import { filesOfAct } from '../domain/acts';
import type { Reference } from '../domain/ids';
import { keptFileField } from '../web/view/acts';
import type { TicketAct } from '../web/paths';
import { NotFound } from './errors';
import type { Visit } from './visit';

/** The form in which the text of an act that is given back stands again. */
export function formOf({ body }: Pick<ActRow, 'body'>): TicketAct {
  return body.kind === 'ask' ? 'question' : body.kind === 'resolve' ? 'resolution' : 'reponse';
}

export type Cancelled = { readonly done: true; readonly form: TicketAct } | { readonly done: false; readonly act: ActRow };

/** Takes back what was just sent: its text is a draft again. @throws NotFound when it is not an act of this person on this ticket. */
export async function cancelSend(visit: Visit, reference: Reference, key: string): Promise<Cancelled> {
  const { tools, session, now } = visit;
  return await tools.sql.begin(async (tx): Promise<Cancelled> => {
    const cancelled = await cancelHeldAct(tx, key, session.account_id, now);
    const act = await findAct(tx, key);
    if (act === undefined || act.reference !== reference || act.actor !== session.account_id) throw new NotFound('no such act');
    if (!cancelled) return { done: false, act };
    await giveBack(tx, visit, act);
    return { done: true, form: formOf(act) };
  });
}

/** What was held and refused in the end (the ticket was closed meanwhile) is given back as a draft, once (rules: Door 9). */
export async function giveBackRefused(visit: Visit, reference: Reference): Promise<void> {
  await visit.tools.sql.begin(async (tx) => {
    for (const act of await takeRefusedHeldActs(tx, reference, visit.session.account_id)) await giveBack(tx, visit, act);
  });
}

/** What was begun meanwhile in the same form stands after it: nothing is lost. */
async function giveBack(tx: Tx, { session, now }: Visit, act: ActRow): Promise<void> {
  const form = formOf(act);
  const { texte: begun = '', ...others } = (await draftsOf(tx, act.reference, session.account_id)).find((draft) => draft.act === form)?.fields ?? {};
  const files = filesOfAct(act.body).map(({ sha256, name }) => [keptFileField(sha256), name] as const);
  const text = 'text' in act.body ? act.body.text : '';
  const fields = { ...others, ...Object.fromEntries(files), texte: begun === '' ? text : `${text}\n\n${begun}`, ...(act.body.kind === 'answer' ? { suite: act.body.then === 'resolved' ? 'resolu' : 'encore' } : {}) };
  await saveDraft(tx, { reference: act.reference, account_id: session.account_id, act: form, fields, updated_at: now }, null);
}
