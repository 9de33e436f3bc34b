import { filesOfAct, type Act } from '../domain/acts';
import type { Contract } from '../domain/contract-types';
import type { Instant, Reference } from '../domain/ids';
import type { FactBody } from '../domain/ticket-facts';
import type { NewMessage } from '../db/message';
import type { WantedLetter } from './wanted-letter';

/** What one act makes: facts in order, what was said, and the letters it calls for (their `n` counts from the first fact). */
export interface ActOutcome {
  readonly facts: readonly FactBody[];
  /** The instant from which the facts count, when it is not the act's own (a call counts from when it was taken). */
  readonly at?: Instant;
  readonly messages: readonly NewMessage[];
  readonly letters: ReadonlyArray<{ readonly fact: number; readonly letter: LetterOf }>;
  /** Other tickets that a fact was recorded for: their workflows are told once the transaction is over. */
  readonly others?: readonly Reference[];
}
type LetterOf = WantedLetter extends infer L ? (L extends { n: number } ? Omit<L, 'n'> : never) : never;

interface Asked {
  readonly key: string;
  readonly reference: Reference;
  readonly actor: string;
  readonly at: Instant;
  readonly act: Act;
  readonly contract: Contract;
}

const NOTHING: ActOutcome = { facts: [], messages: [], letters: [] };

/** The facts, messages and letters of an act that concerns this ticket alone. Merge, split and hand-over are in two-tickets. */
export function outcomeOf(asked: Asked): ActOutcome {
  const { act, key } = asked;
  switch (act.kind) {
    case 'take-in-hand':
      return only({ kind: 'taken-in-hand' });
    case 'answer':
      return written(asked, act.text, { kind: 'desk-wrote', then: act.then, message: key }, act.then === 'resolved' ? 'resolved' : 'answer');
    case 'ask':
      return written(asked, act.text, { kind: 'desk-wrote', then: 'asks', message: key }, 'question');
    case 'resolve':
      return act.text === '' ? only({ kind: 'resolved' }) : written(asked, act.text, { kind: 'desk-wrote', then: 'resolved', message: key }, 'resolved');
    case 'call':
      return {
        facts: [{ kind: 'desk-called', result: act.result, then: act.then, message: key }],
        at: act.takenAt,
        messages: [said(asked, 'out', 'phone', act.text, { callResult: act.result })],
        letters: [],
      };
    case 'promise-call-back':
      return { facts: [{ kind: 'call-back-promised', due: act.due }], messages: act.text === '' ? [] : [said(asked, 'note', 'phone', act.text)], letters: [] };
    case 'note':
      return { facts: [{ kind: 'noted', message: key }], messages: [said(asked, 'note', 'portal', act.text)], letters: [] };
    case 'route':
      return internal(asked, act.text, { kind: 'routed', sector: act.sector, message: key }, { kind: 'sector', sector: act.sector, text: act.text });
    case 'refer':
      return internal(asked, act.text, { kind: 'referred', message: key }, { kind: 'national', text: act.text });
    case 'record-national':
      return { facts: [{ kind: 'internal-reply', from: 'national', message: key }], messages: [said(asked, 'internal-in', 'email', act.text, { from: 'national' })], letters: [] };
    case 'urgent':
      return only({ kind: 'urgent', by: act.by });
    case 'correct-verdict':
      return only({ kind: 'verdict-corrected', of: act.of, counts: act.counts });
    case 'rectify': {
      const { kind: _kind, ...changes } = act;
      return only({ kind: 'rectified', ...changes });
    }
    case 'give-item':
      return only({ kind: 'item-given', item: act.item });
    case 'contact-rung':
      return rungByPhone(asked, act);
    case 'assign':
      return only({ kind: 'assigned', to: act.to });
    case 'change-deadline':
      return decided(asked, act.text, { kind: 'deadline-changed', limit: act.limit, due: act.due, message: key });
    case 'pause':
      return decided(asked, act.text, { kind: 'paused', until: act.until, message: key });
    case 'resume':
      return decided(asked, act.text, { kind: 'resumed', message: key });
    case 'attach-incident':
      return only({ kind: 'incident-attached', incident: act.incident });
    case 'detach-incident':
      return only({ kind: 'incident-detached', incident: act.incident });
    case 'unlink-stop':
      return only({ kind: 'stop-unlinked', stop: act.stop });
    case 'reopen':
      return only({ kind: 'reopened' });
    default:
      return NOTHING;
  }
}

/** A rung reached by telephone counts as contacted; one not reached stays to be contacted, with the attempt noted (rules: Ladder 2). */
function rungByPhone(asked: Asked, act: Extract<Act, { kind: 'contact-rung' }>): ActOutcome {
  const messages = [said(asked, 'note', 'phone', act.text, { callResult: act.result, side: act.side, rung: act.rung })];
  if (act.result !== 'reached') return { facts: [{ kind: 'noted', message: asked.key }], messages, letters: [] };
  return { facts: [{ kind: 'rung-contacted', side: act.side, rung: act.rung, because: 'delay', how: 'phone' }], messages, letters: [] };
}

function only(fact: FactBody): ActOutcome {
  return { facts: [fact], messages: [], letters: [] };
}

/** A manager's decision: its reason is a note of the ticket. */
function decided(asked: Asked, text: string, fact: FactBody): ActOutcome {
  return { facts: [fact], messages: text.trim() === '' ? [] : [said(asked, 'note', 'portal', text)], letters: [] };
}

function written(asked: Asked, text: string, fact: FactBody, kind: 'answer' | 'question' | 'resolved'): ActOutcome {
  const extra = 'incident' in asked.act && asked.act.incident !== undefined ? { incident: asked.act.incident } : {};
  const files = filesOfAct(asked.act);
  const message = { ...said(asked, 'out', 'email', text, extra), attachments: files.map((file) => ({ ...file, inline: false, cid: null })) };
  return { facts: [fact], messages: [message], letters: [{ fact: 0, letter: { kind, text, attached: { account: asked.actor, files } } }] };
}

function internal(asked: Asked, text: string, fact: FactBody, letter: LetterOf): ActOutcome {
  return { facts: [fact], messages: [said(asked, 'internal-out', 'email', text)], letters: [{ fact: 0, letter }] };
}

function said(asked: Asked, direction: NewMessage['direction'], channel: NewMessage['channel'], text: string, extra: Record<string, unknown> = {}): NewMessage {
  return { id: asked.key, reference: asked.reference, direction, channel, at: asked.at, author_account: asked.actor, text, extra };
}
