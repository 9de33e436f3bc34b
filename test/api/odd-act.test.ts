import { afterAll, beforeAll, expect, it } from 'vitest';
import { findTicket } from '../../db/ticket';
import { mail, startOffice, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});

it('an act that fails for a reason nobody foresaw is refused with its reference, and its ticket lives on', async () => {
  const reference = await office.receive('31', mail('joachim.peyrade@castelbrun.example', 'CDAP', 'Bonjour, une erreur 501 sur CDAP.'));
  if (reference === null) throw new Error('no ticket');
  await office.sql`insert into act (key, reference, kind, body, actor, asked_at) values ('odd', ${reference}, 'note', 'null'::jsonb, 'agent', ${office.clock.now()})`;
  await office.sql`insert into act (key, reference, kind, body, actor, asked_at) values ('sound', ${reference}, 'take-in-hand', ${office.sql.json({ kind: 'take-in-hand' })}, 'agent', ${office.clock.now()})`;
  await office.move(reference, ['odd', 'sound']);
  const acts = await office.sql<{ key: string; state: string; refused: string | null }[]>`select key, state, refused from act where reference = ${reference} order by key`;
  expect(acts).toEqual([
    { key: 'odd', state: 'refused', refused: 'Cet acte n’a pas pu être exécuté ; rien n’a été changé. Signalez-le avec sa référence : odd.' },
    { key: 'sound', state: 'done', refused: null },
  ]);
  expect((await findTicket(office.sql, reference))?.phase).toBe('in-hand');
  expect(office.log.filter((line) => line.includes('an act could not be carried out'))).toHaveLength(1);
});
