import type { Scripted } from '../domain/simulation';
import type { Side } from '../domain/contract-types';
import type { CallResult, FactBody } from '../domain/ticket-facts';
import { instantFrom } from './instant-argument';

/** How `--answers` is written, for --help. */
export const SCRIPT_HELP = `
Ce qui arrive, à répéter autant que voulu (--answers QUI@INSTANT[:COMMENT]) :
  desk@2026-05-20T10:00+02:00            le guichet répond, la demande est résolue
  desk@2026-05-20T10:00+02:00:owes       le guichet répond et doit encore une réponse
  desk@2026-05-20T10:00+02:00:asks       le guichet pose une question : le partenaire doit une réponse
  call@2026-05-20T10:00+02:00:asks       de même par téléphone, partenaire joint (owes, asks, resolved)
  call@2026-05-20T10:00+02:00:not-reached   partenaire non joint (ou message-left) : ne compte pas
  take-in-hand@2026-05-20T10:00+02:00    prise en charge par une personne
  partner@2026-05-22T09:00+02:00         le partenaire écrit
  auto@2026-05-22T09:00+02:00            réponse automatique du partenaire : ne compte pas
  urgent@2026-05-22T09:00+02:00:desk     urgence déclarée par ce côté (desk ou partner)
  phone@2026-05-22T09:00+02:00:partner:1 l’échelon 1 de ce côté est joint au téléphone
  bounce@2026-05-22T09:00+02:00:partner:1   la lettre à cet échelon revient, adresse morte
  resolve@2026-05-22T09:00+02:00, reopen@2026-05-22T09:00+02:00
À l’instant exact d’une limite, ce qui arrive passe d’abord : la réponse est encore à temps.`;

const LINE = /^([a-z-]+)@(\d{4}-\d{2}-\d{2}T[\d:.,]+?(?:Z|[+-]\d{2}:\d{2}))(?::(.+))?$/i;
const MESSAGE = 'simulation';

/** One `--answers` argument. @throws RangeError saying what is wrong, in French. */
export function scriptedFrom(text: string): Scripted {
  const [, who = '', at = '', how] = LINE.exec(text.trim()) ?? [];
  const read = READERS[who];
  if (read === undefined) throw new RangeError(`--answers illisible : « ${text} » (attendu : « desk@2026-05-20T10:00+02:00:asks », voir --help)`);
  return { at: instantFrom(at), body: read(how, text) };
}

const READERS: Readonly<Record<string, (how: string | undefined, text: string) => FactBody>> = {
  desk: (how = 'resolved', text) => ({ kind: 'desk-wrote', then: oneOf(how, ['owes', 'asks', 'resolved'], text), message: MESSAGE }),
  call: (how = 'resolved', text) => call(oneOf(how, ['owes', 'asks', 'resolved', 'not-reached', 'message-left'], text)),
  'take-in-hand': (how, text) => plain({ kind: 'taken-in-hand' }, how, text),
  partner: (how, text) => plain({ kind: 'partner-wrote', channel: 'email', message: MESSAGE, counts: true }, how, text),
  auto: (how, text) => plain({ kind: 'partner-wrote', channel: 'email', message: MESSAGE, counts: false }, how, text),
  urgent: (how = '', text) => ({ kind: 'urgent', by: oneOf(how, ['desk', 'partner'], text) }),
  phone: (how, text) => ({ kind: 'rung-contacted', because: 'delay', how: 'phone', ...rung(how, text) }),
  bounce: (how, text) => ({ kind: 'rung-failed', ...rung(how, text) }),
  resolve: (how, text) => plain({ kind: 'resolved' }, how, text),
  reopen: (how, text) => plain({ kind: 'reopened' }, how, text),
};

function call(how: 'owes' | 'asks' | 'resolved' | Exclude<CallResult, 'reached'>): FactBody {
  if (how === 'not-reached' || how === 'message-left') return { kind: 'desk-called', result: how, then: 'owes', message: MESSAGE };
  return { kind: 'desk-called', result: 'reached', then: how, message: MESSAGE };
}

function plain(body: FactBody, how: string | undefined, text: string): FactBody {
  if (how !== undefined) throw new RangeError(`--answers : « ${how} » est de trop dans « ${text} »`);
  return body;
}

function oneOf<T extends string>(how: string, allowed: readonly T[], text: string): T {
  const found = allowed.find((one) => one === how);
  if (found === undefined) throw new RangeError(`--answers : « ${how} » inconnu dans « ${text} » (attendu : ${allowed.join(', ')})`);
  return found;
}

function rung(how: string | undefined, text: string): { side: Side; rung: number } {
  const [, side, rank] = /^(desk|partner):(\d{1,2})$/.exec(how ?? '') ?? [];
  if (rank === undefined) throw new RangeError(`--answers : échelon attendu dans « ${text} », par exemple « :partner:1 »`);
  return { side: side === 'desk' ? 'desk' : 'partner', rung: Number(rank) };
}
