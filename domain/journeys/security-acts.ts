import { typo } from '../french/typography';
import { notBefore, type Instant } from '../ids';
import type { SecurityAct, SecurityFactBody, SecurityIncident } from './security-facts';
import type { Around, Outcome, Refused } from './types';

const OVER = 'Cet incident est clos.';

/** What an act of the officer does, or why it may not be done, in French. */
export function actOnIncident(asked: SecurityAct, state: SecurityIncident, _around: Around, now: Instant): Outcome<SecurityFactBody> | Refused {
  if (asked.kind === 'link-request') return fact({ kind: 'request-linked', reference: asked.reference });
  if (state.endedAt !== null) return { refused: OVER };
  switch (asked.kind) {
    case 'take-on':
      return state.phase === 'handling' ? { refused: 'Cet incident est déjà pris en charge.' } : fact({ kind: 'taken-on', by: asked.by });
    case 'qualify':
      return fact({ ...asked, kind: 'qualified' });
    case 'take-measure':
      return fact({ ...asked, kind: 'measure-taken' });
    case 'inform':
      return dated(asked.at, state, now, { kind: 'person-informed', who: asked.who, how: asked.how, by: asked.by });
    case 'notify':
      return dated(asked.at, state, now, { kind: 'notified', to: asked.to, number: asked.number, note: asked.note, by: asked.by });
    case 'dismiss':
      return fact({ kind: 'incident-dismissed', reason: asked.reason, by: asked.by });
    case 'close':
      return close(asked, state);
  }
}

/** It is closed once it is known what it was; where personal data were touched, once it is noted whether the CNIL was notified. */
function close({ report, by }: Extract<SecurityAct, { kind: 'close' }>, { qualification, notified }: SecurityIncident): Outcome<SecurityFactBody> | Refused {
  if (qualification === null) return { refused: 'Qualifiez l’incident avant de le clore.' };
  if (qualification.personalData && !notified.includes('cnil')) return { refused: typo('Des données personnelles sont concernées : consignez la notification à la CNIL, ou pourquoi elle n’est pas requise, avant de clore.') };
  return fact({ kind: 'incident-closed', report, by });
}

/** What was done on a day that is past counts from that day, though never from before the incident was known. */
function dated(at: Instant, { reportedAt }: SecurityIncident, now: Instant, body: SecurityFactBody): Outcome<SecurityFactBody> | Refused {
  if (at > now) return { refused: 'Cette date est à venir.' };
  const on = reportedAt === null ? at : notBefore(at, reportedAt);
  return on === null ? { refused: 'Cette date précède le signalement.' } : { facts: [{ body, at: on }] };
}

function fact(body: SecurityFactBody): Outcome<SecurityFactBody> {
  return { facts: [{ body }] };
}
