import type { Tx } from '../../db/connect';
import { findJourney } from '../../db/journey';
import type { ConventionRow } from '../../db/partner';
import { askJourney } from '../../desk/journey';
import { startOfDay } from '../../domain/calendar';
import type { Calendar } from '../../domain/calendar-types';
import type { NoticeAct } from '../../domain/journeys/formal-notice';
import { registerConventionPath } from '../../web/register-paths';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { FormRefused, onceKey } from '../once';
import type { Visit } from '../visit';
import type { Done } from './acts';
import { termsOfCaf } from './convention';
import { dayOf } from './forms';

/** Notes what happens to a formal notice: posted, received, remedied, withdrawn. @throws FormRefused, NotFound */
export async function carryOutNotice(tx: Tx, visit: Visit, { id, caf }: ConventionRow): Promise<{ readonly path: string; readonly done: Done }> {
  const row = await findJourney(tx, visit.param('notice'));
  if (row === undefined || row.kind !== 'formal-notice' || row.convention_id !== id) throw new NotFound('no such notice');
  const act = readNotice(visit.fields(), (await termsOfCaf(tx, caf, visit)).calendar);
  if ('errors' in act) throw new FormRefused(act.errors);
  const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: row.id, act, actor: visit.session.account_id }, visit.now);
  if (answer.state === 'refused') throw new FormRefused([{ field: visit.fields()['date'] === undefined ? null : 'date', message: answer.reason }]);
  return { path: registerConventionPath(id), done: { said: 'Noté.', decision: null } };
}

/** A day that is noted counts from its beginning in the Caf's own calendar; today, from now. */
function readNotice(fields: Readonly<Record<string, string>>, calendar: Calendar): NoticeAct | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const words = (fields['motif'] ?? '').trim().slice(0, 5_000);
  const wanted = fields['acte'];
  if (wanted === 'remede' || wanted === 'retrait') {
    if (words === '') return { errors: [{ field: 'motif', message: wanted === 'remede' ? 'Dites comment il a été remédié.' : 'Dites pourquoi.' }] };
    return wanted === 'remede' ? { kind: 'remedy', how: words } : { kind: 'withdraw-notice', reason: words };
  }
  if (wanted !== 'envoi' && wanted !== 'reception') return { errors: [{ field: null, message: 'Cet acte n’existe pas.' }] };
  const day = dayOf(fields['date'], 'date', errors);
  const tracking = (fields['suivi'] ?? '').trim().slice(0, 60);
  if (wanted === 'envoi' && tracking === '') errors.push({ field: 'suivi', message: 'Écrivez le numéro de suivi de la lettre recommandée.' });
  if (errors.length > 0 || day === null) return { errors };
  const on = startOfDay(calendar, day);
  return wanted === 'envoi' ? { kind: 'post-notice', tracking, on } : { kind: 'record-receipt', on };
}
