import { afterAll, beforeAll, expect, it } from 'vitest';
import { assessment } from '../../api/view/steering/assessment';
import { Visit } from '../../api/visit';
import { grantsOfAccount } from '../../db/account';
import { scoped } from '../../db/scope';
import type { Act } from '../../domain/acts';
import { epochMs, instant, type Reference } from '../../domain/ids';
import { reachOf } from '../../domain/grants';
import type { PaperDocument } from '../../paper/document';
import { FROM_31, mail, opened, startOffice, type Office } from './office';

const MANAGER_31 = 'responsable@caf31.example';
let office: Office;
let asked: Reference;

const until = (local: string): void => office.clock.pass(epochMs(instant(`${local}:00+01:00`)) - epochMs(office.clock.now()));
async function act(reference: Reference, body: Act): Promise<void> {
  await office.sql`insert into act (key, reference, kind, body, actor, asked_at) values (${body.kind}, ${reference}, ${body.kind}, ${office.sql.json(body as never)}, ${MANAGER_31}, ${office.clock.now()})`;
  await office.move(reference, [body.kind]);
}

/** Caf 31, open 7:30 to 17:30; the partner's contact is written to 5 days after the question of Tuesday 3, moved to Monday 9 at 7:30. */
beforeAll(async () => {
  office = await startOffice();
  asked = await opened(office, '31', mail(FROM_31, 'Une question posée', 'Bonjour, erreur 500.'));
  until('2026-11-03T12:00');
  await act(asked, { kind: 'ask', text: 'Depuis quand ?' });
  until('2026-11-09T07:30');
  await office.move(asked);
  until('2026-11-09T09:30');
});
afterAll(async () => {
  await office.stop();
});

async function document(year: string): Promise<PaperDocument> {
  const [ticket] = await office.sql<{ convention_id: string }[]>`select convention_id from ticket where reference = ${asked}`;
  const session = { grants: await grantsOfAccount(office.sql, MANAGER_31, office.clock.now()), account_id: MANAGER_31 };
  const tools = { ...office.tools, sql: scoped(office.tools.sql, { ...reachOf(session.grants), who: MANAGER_31 }) };
  return await assessment(new Visit(tools, undefined as never, undefined as never, session as never, office.clock.now(), 'read-morning'), ticket?.convention_id ?? '', year);
}
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const tables = ({ blocks }: PaperDocument) => blocks.flatMap((block) => (block.kind === 'table' ? [block.rows.map((row) => row.map(plain))] : []));

it('says what was asked, how long each took, and who was called on', async () => {
  const bilan = await document('2026');
  expect(bilan.title).toBe('Bilan annuel 2026');
  const [, , , delays, owed, escalations] = tables(bilan);
  // Answered at noon, 2 h after receipt. The partner since: 5.5 + 30 + 2 h = 37.5 h, 3 days of 10 h and 7 h.
  expect(delays).toEqual([['Prise en charge', '2 h', '2 h', '1'], ['Première réponse', '2 h', '2 h', '1'], ['Résolution', '—', '—', '0']]);
  expect(owed).toEqual([['Caf', '5 %', '2 h'], ['Partenaire', '95 %', '3 j 7 h'], ['Cnaf', '0 %', '0 min']]);
  expect(escalations).toEqual([['Le partenaire n’a pas répondu', '1', 'délai', '1']]);
});

it('invents nothing of a year without a request', async () => {
  const bilan = await document('2025');
  expect(tables(bilan)[0]).toEqual([['Prise en charge', '—', '—', '0'], ['Première réponse', '—', '—', '0'], ['Résolution', '—', '—', '0']]);
  expect(bilan.blocks.flatMap((block) => (block.kind === 'note' ? [plain(block.text)] : []))).toEqual([
    'Sans objet : le contrat ne promet pas de délai de prise en charge.',
    'Aucun contact n’a été sollicité : chaque côté a répondu dans le délai de son contrat.',
  ]);
});
