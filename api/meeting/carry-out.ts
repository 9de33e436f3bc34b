import type { Tx } from '../../db/connect';
import type { ConventionRow } from '../../db/partner';
import { askJourney } from '../../desk/journey';
import { askMeeting, meetingFileId } from '../../desk/meeting';
import type { Side } from '../../domain/contract-types';
import type { MeetingActName } from '../../web/paths-meeting';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { termsOfCaf } from '../register/convention';
import { uploadOf } from '../upload';
import type { LoadedMeeting } from '../view/meeting';
import type { Visit } from '../visit';
import { fileErrors, keepUploaded, readAsked, readMeetingAct } from './read';

/** Which side acts, and who of it. */
export interface Actor {
  readonly by: Side;
  readonly who: string;
}
/** Where an act leads, or what is wrong with its form. */
export type Outcome = { readonly path: string } | { readonly errors: readonly FieldError[] };

/** What is said once an act is done. */
export const SAID: Readonly<Record<MeetingActName, string>> = {
  proposition: 'Date proposée à l’autre partie.', accord: 'Date acceptée : la réunion est fixée.', date: 'Date fixée, les deux parties sont prévenues.', tenue: 'Noté : la réunion s’est tenue.', 'non-tenue': 'Noté : une autre date est à trouver.',
  abandon: 'Réunion sans suite, l’autre partie est prévenue.', 'compte-rendu': 'Compte rendu envoyé à l’autre partie.', corrections: 'Corrections demandées.', validation: 'Compte rendu validé par les deux parties.',
};

/** Does what a form of a meeting's page asks, for either side, once for its key. @returns what is wrong with it, or where to go */
export async function carryOutMeeting(visit: Visit, { row, loaded }: LoadedMeeting, name: MeetingActName, doer: Actor, path: string): Promise<Outcome> {
  const file = name === 'compte-rendu' ? uploadOf(visit.req) : null;
  const wrong = fileErrors(file);
  const read = readMeetingAct(name, visit.fields(), doer, loaded.surroundings.contract.calendar.timeZone, file === null ? null : meetingFileId(row.id, file.bytes).id);
  if ('errors' in read || wrong.length > 0) return { errors: [...wrong, ...('errors' in read ? read.errors : [])] };
  const done = await once(visit, async (tx: Tx) => {
    // The letter that asks for a validation takes the file with it.
    if (file !== null) await keepUploaded(tx, row.id, file, visit.now, visit.session.account_id);
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: row.id, act: read, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    return path;
  }).catch(refusalOf);
  if (!('path' in done)) return { errors: done };
  await tellJourneyNow(visit.tools, row.id);
  return { path };
}

/** Asks for a meeting, for either side. @returns what is wrong with the form, or where to go */
export async function carryOutAsk(visit: Visit, convention: ConventionRow, doer: Actor, pathOf: (id: string) => string): Promise<Outcome> {
  const { calendar } = await termsOfCaf(visit.tools.sql, convention.caf, visit);
  const read = readAsked(visit.fields(), calendar.timeZone, visit.now);
  if ('errors' in read) return read;
  const done = await once(visit, async (tx: Tx) => {
    const begun = await askMeeting(tx, visit.tools, convention, { ...read, ...doer, actor: visit.session.account_id, key: `meeting/${onceKey(visit)}` }, visit.now);
    if ('refused' in begun) throw new FormRefused([{ field: null, message: begun.refused }]);
    return pathOf(begun.id);
  }).catch(refusalOf);
  if (!('path' in done)) return { errors: done };
  await tellJourneyNow(visit.tools, decodeURIComponent(done.path.split('/').at(-1) ?? ''));
  return { path: done.path };
}
