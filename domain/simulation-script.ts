import type { Side } from './contract-types';
import type { CallResult, FactBody } from './ticket-facts';

/** What someone does in a simulation, written in a word or two: « desk » « asks », « phone » « partner:1 ». */
const MESSAGE = 'simulation';

/** The fact that a word of a script makes; `text` is what was written, for the error. @throws RangeError saying what is wrong, in French. */
export function scriptedBody(who: string, how: string | undefined, text: string): FactBody {
  const read = READERS[who];
  if (read === undefined) throw new RangeError(`--answers illisible : « ${text} » (attendu : « desk@2026-05-20T10:00+02:00:asks », voir --help)`);
  return read(how, text);
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
