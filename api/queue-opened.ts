import { noteQueueOpened } from '../db/mail-choice';
import { localDateOf } from '../domain/calendar';
import type { CafCode, LocalDate } from '../domain/ids';
import { cafsWhere } from '../domain/grants';
import { contractsNow } from './view/shell';
import type { Visit } from './visit';

/** What this process has noted already, by database: a queue is opened thousands of times a day, and noted once. */
const noted = new WeakMap<object, Map<CafCode, LocalDate>>();

/** Somebody of the desk opened the queue today: nobody is told that it was not. */
export async function queueIsOpened(visit: Visit): Promise<void> {
  const { tools: { sql }, session, now } = visit;
  if (session.account_id === null) return;
  const serves = cafsWhere(session.grants, 'choose-mails');
  // One pool, whoever's scope it is seen through.
  const known = noted.get(sql.options) ?? new Map<CafCode, LocalDate>();
  noted.set(sql.options, known);
  const today = (await contractsNow(visit)).filter(({ caf }) => serves.includes(caf)).map(({ caf, calendar }) => ({ caf, day: localDateOf(calendar, now) }));
  const fresh = today.filter(({ caf, day }) => known.get(caf) !== day);
  if (fresh.length === 0) return;
  await noteQueueOpened(sql, fresh, now, session.account_id);
  for (const { caf, day } of fresh) known.set(caf, day);
}
