import { describe, expect, it } from 'vitest';
import { refusal, standingOf, type ActKind, type Standing } from '../../domain/acts';
import type { Phase } from '../../domain/ticket-state';
import { stateOf } from '../../domain/ticket-state';
import { asks, facts, received } from '../support/ticket-case';

const KINDS: readonly ActKind[] = [
  'take-in-hand', 'answer', 'ask', 'call', 'promise-call-back', 'note', 'route', 'refer', 'record-national', 'urgent', 'correct-verdict',
  'rectify', 'give-item', 'merge', 'undo-merge', 'split', 'hand-over', 'contact-rung', 'accept-escalation', 'resolve', 'reopen',
];
const standing = (phase: Phase, pickedUp = true): Standing => ({ phase, owes: null, pickedUp, escalates: true });
const allowed = (phase: Phase, pickedUp = true) => KINDS.filter((kind) => refusal(kind, standing(phase, pickedUp)) === null);
const ALWAYS: readonly ActKind[] = ['note', 'record-national', 'correct-verdict', 'rectify', 'give-item', 'undo-merge'];

describe('what an agent may do', () => {
  it('on a ticket just received: everything but reopen it', () => {
    expect(KINDS.filter((kind) => refusal(kind, standing('received', false)) !== null)).toEqual(['reopen']);
  });

  it.each(['in-hand', 'waiting-desk', 'waiting-partner'] as const)('%s: everything but take in hand again and reopen', (phase) => {
    expect(KINDS.filter((kind) => refusal(kind, standing(phase)) !== null)).toEqual(['take-in-hand', 'reopen']);
  });

  it('resolved: not resolved again, nobody contacted, but reopened', () => {
    expect(KINDS.filter((kind) => refusal(kind, standing('resolved')) !== null)).toEqual(['take-in-hand', 'urgent', 'contact-rung', 'accept-escalation', 'resolve']);
  });

  it('closed: reopened, and what puts the record right', () => {
    expect(allowed('closed')).toEqual([...ALWAYS, 'reopen'].sort((a, b) => KINDS.indexOf(a as ActKind) - KINDS.indexOf(b as ActKind)));
  });

  it.each(['merged', 'handed-over'] as const)('%s: only what puts the record right', (phase) => {
    expect(allowed(phase)).toEqual([...ALWAYS].sort((a, b) => KINDS.indexOf(a) - KINDS.indexOf(b)));
  });

  it('a refusal says why in French and what to do', () => {
    expect(refusal('answer', standing('merged'))).toBe('Cette demande est fusionnée avec une autre : agissez sur la demande principale, ou annulez la fusion.');
    expect(refusal('answer', standing('closed'))).toContain('rouvrez-la');
    expect(refusal('take-in-hand', standing('in-hand'))).toContain('déjà prise en charge');
  });
});

it('the standing is what the state says', () => {
  const state = stateOf(facts(['2026-06-01T10:00:00+02:00', received], ['2026-06-01T11:00:00+02:00', asks]));
  expect(standingOf(state, false)).toEqual({ phase: 'waiting-partner', owes: 'partner', pickedUp: true, escalates: false });
});
