import * as z from 'zod';
import { readCases } from '../../db/case-list';
import { escalatedAfter } from '../../db/escalation';
import type { Reference } from '../../domain/ids';
import { climbing } from '../view/escalations';
import { figuresView } from '../view/steering/figures';
import { morningView } from '../view/steering/morning';
import { afterOf, page, paged } from './cursor';
import { ok, operation, type Operation } from './operation';
import { figuresQuery } from './queries';
import { instant, localDate, reference, side } from './shapes';

const row = z.object({
  reference, partner: z.string(), side, rung: z.number().int(), rungs: z.number().int(), whom: z.string().nullable(), because: z.enum(['delay', 'urgent']),
  state: z.object({ kind: z.enum(['posted', 'waiting', 'bounced', 'task', 'phone', 'proposed', 'no-contact']), at: instant, letter: z.string().optional() }),
  next: z.object({ title: z.string(), at: instant }).nullable(), rule: z.string().nullable(),
}).meta({ id: 'Escalation' });
const escalations = z.object({ running: z.array(row), exhausted: z.array(z.object({ reference, partner: z.string(), side, since: instant, told: z.string() })), next: z.string().nullable() }).meta({ id: 'EscalationPage' });
const spread = z.object({ n: z.number().int(), medianMs: z.number().nullable(), p90Ms: z.number().nullable() }).meta({ description: 'En temps d’ouverture. / In opening time.' });
const measures = z.object({
  received: z.number().int(), resolved: z.number().int(), pickup: spread, answer: spread, resolution: spread,
  promise: z.object({ decided: z.number().int(), kept: z.number().int() }).nullable(), owedMs: z.object({ desk: z.number(), partner: z.number(), national: z.number() }),
}).meta({ id: 'Measures' });
const week = z.object({ monday: localDate, count: z.number().int() });
const group = z.object({ key: z.string().nullable(), label: z.string(), count: z.number().int() });
const morning = z.object({
  late: z.object({ count: z.number().int(), long: z.number().int(), desk: z.number().int() }), today: z.object({ desk: z.number().int(), partner: z.number().int() }),
  escalated: z.array(z.object({ side, rung: z.number().int(), count: z.number().int() })), exhausted: z.number().int(), toIdentify: z.object({ count: z.number().int(), oldest: instant.nullable() }),
  due: z.array(z.object({ date: localDate, closed: z.boolean(), desk: z.number().int(), partner: z.number().int() })), measures, weeks: z.array(week),
}).meta({ id: 'Morning' });
const figures = z.object({ from: localDate, to: localDate, measures, weeks: z.array(week), services: z.array(group), kinds: z.array(group), channels: z.array(group), partners: z.array(z.object({ convention: z.string().nullable(), number: z.string().nullable(), partner: z.string(), count: z.number().int() })) }).meta({ id: 'Figures' });
const of = { method: 'get', tag: 'pilotage', scope: 'lecture' } as const;

/** What managers look at: the morning, escalations, figures. */
export const STEERING: readonly Operation[] = [
  operation({
    ...of, id: 'listEscalations', path: '/escalades', action: 'read-escalations', query: z.object({ ...paged }),
    title: { fr: 'Les escalades en cours, qui a été contacté, la suite', en: 'Running escalations, who was contacted, what is next' },
    answers: { 200: { words: { fr: 'Une page d’escalades, par référence', en: 'A page of escalations, by reference' }, schema: escalations } },
    handle: async (visit, { query }) => {
      const { tools: { sql }, cafs } = visit;
      const found = await escalatedAfter(sql, cafs, afterOf(query, z.string()) as Reference | null, query.limite + 1);
      const { items, next } = page(found, query.limite, (last) => last, (one) => one);
      return ok({ ...climbing(await readCases(sql, cafs, items)), next });
    },
  }),
  operation({
    ...of, id: 'getMorning', path: '/pilotage', action: 'read-morning',
    title: { fr: '« Ce matin » : en retard, à échéance, escalades, délais', en: 'This morning: late, due, escalations, delays' },
    answers: { 200: { words: { fr: 'Ce matin', en: 'This morning' }, schema: morning } },
    handle: async (visit) => ok(await morningView(visit)),
  }),
  operation({
    ...of, id: 'getFigures', path: '/pilotage/chiffres', action: 'read-figures',
    query: figuresQuery,
    title: { fr: 'Les chiffres d’une période', en: 'The figures of a period' },
    answers: { 200: { words: { fr: 'Les chiffres', en: 'The figures' }, schema: figures } },
    handle: async (visit) => {
      const { page: { measures: measured, weeks, services, kinds, channels, partners }, filter: { from, to } } = await figuresView(visit, 1_000);
      return ok({ from, to, measures: measured, weeks, services, kinds, channels, partners });
    },
  }),
];
