import { meetingFile } from '../../db/meeting';
import { assessmentPdf } from '../../db/prepared-assessment';
import { minutesPdf } from '../../desk/meeting';
import type { LocalDate } from '../../domain/ids';
import { NotFound } from '../errors';
import { sendAttached, sendFile } from '../files';
import type { LoadedMeeting } from '../view/meeting';
import type { Visit } from '../visit';

/** @throws NotFound before they are written */
export async function sendMinutes(visit: Visit, { row, loaded, state }: LoadedMeeting): Promise<void> {
  if (state.minutes === null) throw new NotFound('no minutes yet');
  sendFile(visit.res, `compte-rendu-${row.id}.pdf`, 'application/pdf', await minutesPdf(visit.tools.sql, loaded, state));
}

/** @throws NotFound */
export async function sendJoined(visit: Visit, { row }: LoadedMeeting): Promise<void> {
  const file = await meetingFile(visit.tools.sql, row.id, visit.param('annexe'));
  if (file === undefined) throw new NotFound('no such file');
  sendAttached(visit.res, { name: file.name, type: 'application/octet-stream', bytes: file.bytes });
}

/** The assessment of a convention as it was sent. @throws NotFound */
export async function sendPrepared(visit: Visit, { id, number }: { readonly id: string; readonly number: string }): Promise<void> {
  const on = visit.param('jour');
  const pdf = /^\d{4}-\d\d-\d\d$/.test(on) ? await assessmentPdf(visit.tools.sql, id, on as LocalDate) : undefined;
  if (pdf === undefined) throw new NotFound('no such assessment');
  sendFile(visit.res, `bilan-${number}-${on}.pdf`, 'application/pdf', pdf);
}
