import type { Tx } from '../../db/connect';
import { findJourney } from '../../db/journey';
import type { ConventionRow } from '../../db/partner';
import { askJourney } from '../../desk/journey';
import { localDateOf, startOfDay } from '../../domain/calendar';
import type { Calendar } from '../../domain/calendar-types';
import { instantAt, epochMs, type Instant, type LocalDate } from '../../domain/ids';
import { daysAfter } from '../../domain/journeys/year';
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
  const act = readNotice(visit.fields(), (await termsOfCaf(tx, caf, visit)).calendar, visit.now);
  if ('errors' in act) throw new FormRefused(act.errors);
  const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: row.id, act, actor: visit.session.account_id }, visit.now);
  if (answer.state === 'refused') throw new FormRefused([{ field: visit.fields()['date'] === undefined ? null : 'date', message: answer.reason }]);
  return { path: registerConventionPath(id), done: { said: 'Noté.', decision: null } };
}

/** The letter leaves at the beginning of the day that is noted, in the Caf's own calendar; it is received at its end, or now, so that the month is whole whatever the hour of receipt. */
function readNotice(fields: Readonly<Record<string, string>>, calendar: Calendar, now: Instant): NoticeAct | { readonly errors: readonly FieldError[] } {
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
  if (wanted === 'envoi') return { kind: 'post-notice', tracking, on: startOfDay(calendar, day) };
  return { kind: 'record-receipt', on: day === localDateOf(calendar, now) ? now : endOfDay(calendar, day) };
}

/** Its last second. */
function endOfDay(calendar: Calendar, day: LocalDate): Instant {
  return instantAt(epochMs(startOfDay(calendar, daysAfter(day, 1))) - 1_000);
}
