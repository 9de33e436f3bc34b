import * as z from 'zod';
import { absencesOf, insertAbsence, withdrawAbsence } from '../../db/absence';
import { accountsOfCaf } from '../../db/account';
import { coversOf, insertCover, withdrawCover } from '../../db/cover';
import { deskDaysFrom, daysInForce } from '../../db/desk-day';
import { putDays, withdrawDay } from '../../desk/desk-days';
import { spreadChanges } from '../../desk/spread';
import { localDateOf } from '../../domain/calendar';
import { readAbsence, readCover } from '../contract-form/away';
import { readDeskDays } from '../contract-form/days';
import { deskCaf, latestContract, oneKey } from '../desk-caf';
import { trialOf } from '../routes/desk-days';
import { Conflict, Invalid, ok, operation, type Operation } from './operation';
import { done, instant, localDate } from './shapes';
import { run } from './shapes-desk';
import type { ApiVisit } from './visit';

const day = z.object({ id: z.string(), day: localDate, kind: z.enum(['closed', 'open']), hours: z.array(z.array(z.string())).nullable(), reason: z.string() });
const days = { nature: z.enum(['closed', 'open']).default('closed'), du: z.string().max(20).meta({ example: '2026-12-24' }), au: z.string().max(20).default(''), horaires: z.string().max(200).default('').meta({ example: '9 h 00 - 12 h 00' }), motif: z.string().max(300) };
const away = z.object({ id: z.string(), who: z.string(), standIn: z.string(), from: instant, until: instant });
const span = { du: z.string().max(40).meta({ description: 'Heure locale. / Local time.', example: '2026-12-24T09:00' }), au: z.string().max(40) };
const find = (visit: ApiVisit) => Promise.resolve(deskCaf(visit));
const read = { method: 'get', tag: 'contrats', action: 'manage-desk', scope: 'lecture', find } as const;
const write = { method: 'post', tag: 'contrats', action: 'manage-desk', scope: 'reglages', find } as const;
const DONE = { 200: { words: { fr: 'Fait', en: 'Done' }, schema: done } } as const;

/** What a manager decides for a desk: closing days, absences. */
export const DECISIONS: readonly Operation[] = [
  operation({
    ...read, id: 'listDeskDays', path: '/contrats/{caf}/jours', title: { fr: 'Fermetures et ouvertures exceptionnelles à venir', en: 'Closing days and exceptional openings to come' },
    answers: { 200: { words: { fr: 'Les jours', en: 'The days' }, schema: z.object({ items: z.array(day) }).meta({ id: 'DeskDays' }) } },
    handle: async (visit) => {
      const of = deskCaf(visit);
      const { calendar } = await latestContract(visit, of);
      return ok({ items: await deskDaysFrom(visit.tools.sql, of, localDateOf(calendar, visit.now)) });
    },
  }),
  operation({
    ...write, id: 'tryDeskDays', path: '/contrats/{caf}/jours/essai', body: z.object(days), title: { fr: 'Essayer des jours à blanc, sans rien changer', en: 'Try days out, changing nothing' },
    answers: { 200: { words: { fr: 'Ce qui bougerait', en: 'What would move' }, schema: run } },
    handle: async (visit) => {
      const of = deskCaf(visit);
      const typed = await daysAsked(visit);
      return ok((await trialOf(visit, of, typed.days, await daysInForce(visit.tools.sql, of)))?.run);
    },
  }),
  operation({
    ...write, id: 'putDeskDays', path: '/contrats/{caf}/jours', body: z.object(days), title: { fr: 'Mettre des jours en vigueur ; les délais en cours sont recalculés', en: 'Put days in force; running limits are reckoned anew' }, answers: DONE,
    handle: async (visit) => {
      const { days: asked, reason } = await daysAsked(visit);
      const wrong = await putDays(visit.tools.sql, { id: `jours-${oneKey(visit)}`, caf: deskCaf(visit), days: asked, reason }, visit.session.account_id, visit.now);
      return await spread(visit, wrong);
    },
  }),
  operation({
    ...write, id: 'withdrawDeskDay', path: '/contrats/{caf}/jours/{id}/retrait', title: { fr: 'Retirer un jour', en: 'Take a day away' }, answers: DONE,
    handle: async (visit) => await spread(visit, await withdrawDay(visit.tools.sql, deskCaf(visit), visit.param('id'), visit.session.account_id, visit.now)),
  }),
  operation({
    ...read, id: 'listAbsences', path: '/contrats/{caf}/absences', title: { fr: 'Agents absents et contacts remplacés', en: 'Agents away and people stood in for' },
    answers: { 200: { words: { fr: 'Absences et remplacements', en: 'Absences and covers' }, schema: z.object({ absences: z.array(away), covers: z.array(away.extend({ rung: z.number().int().nullable() })) }).meta({ id: 'Absences' }) } },
    handle: async (visit) => {
      const { tools: { sql }, now } = visit;
      const of = deskCaf(visit);
      const [absences, covers] = await Promise.all([absencesOf(sql, of, now), coversOf(sql, of, now)]);
      return ok({
        absences: absences.map((one) => ({ id: one.id, who: one.agent_name, standIn: one.stand_in_name, from: one.from_at, until: one.until_at })),
        covers: covers.map((one) => ({ id: one.id, who: one.rung === null ? 'manager' : `rung ${one.rung}`, rung: one.rung, standIn: one.name, from: one.from_at, until: one.until_at })),
      });
    },
  }),
  operation({
    ...write, id: 'putAbsence', path: '/contrats/{caf}/absences', body: z.object({ ...span, agent: z.string().max(200), remplacant: z.string().max(200) }), title: { fr: 'Un agent est absent', en: 'An agent is away' }, answers: DONE,
    handle: async (visit) => {
      const of = deskCaf(visit);
      const [{ calendar }, agents] = await Promise.all([latestContract(visit, of), accountsOfCaf(visit.tools.sql, of)]);
      const typed = readAbsence(visit.fields(), calendar.timeZone, visit.now, new Set(agents.map(({ id }) => id)));
      if ('errors' in typed) throw new Invalid(typed.errors);
      await insertAbsence(visit.tools.sql, { ...typed.away, id: oneKey(visit), caf: of }, visit.session.account_id, visit.now);
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...write, id: 'endAbsence', path: '/contrats/{caf}/absences/{id}/fin', title: { fr: 'L’absence est finie', en: 'The absence is over' }, answers: DONE,
    handle: async (visit) => {
      await withdrawAbsence(visit.tools.sql, deskCaf(visit), visit.param('id'), visit.session.account_id, visit.now);
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...write, id: 'putCover', path: '/contrats/{caf}/remplacements', body: z.object({ ...span, echelon: z.string().max(3), nom: z.string().max(120), courriel: z.string().max(254), telephone: z.string().max(60).default('') }), title: { fr: 'Un contact de la Caf est remplacé ; échelon 0 : le responsable', en: 'Somebody stands in for one of the Caf’s people; rung 0: the manager' }, answers: DONE,
    handle: async (visit) => {
      const of = deskCaf(visit);
      const typed = readCover(visit.fields(), await latestContract(visit, of), visit.now);
      if ('errors' in typed) throw new Invalid(typed.errors);
      await insertCover(visit.tools.sql, { ...typed.cover, id: oneKey(visit), caf: of }, visit.session.account_id, visit.now);
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...write, id: 'endCover', path: '/contrats/{caf}/remplacements/{id}/fin', title: { fr: 'Le remplacement est fini', en: 'The cover is over' }, answers: DONE,
    handle: async (visit) => {
      await withdrawCover(visit.tools.sql, deskCaf(visit), visit.param('id'), visit.session.account_id, visit.now);
      return ok({ state: 'done' });
    },
  }),
];

async function daysAsked(visit: ApiVisit) {
  const { calendar } = await latestContract(visit, deskCaf(visit));
  const typed = readDeskDays(visit.fields(), calendar, localDateOf(calendar, visit.now));
  if ('errors' in typed) throw new Invalid(typed.errors);
  return typed;
}

/** @throws Conflict when it was refused */
async function spread(visit: ApiVisit, wrong: string | null) {
  if (wrong !== null) throw new Conflict(wrong);
  await spreadChanges(visit.tools, visit.now);
  return ok({ state: 'done' });
}
