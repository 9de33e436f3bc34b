import { expect, it } from 'vitest';
import { changeFactWords } from '../../../domain/french/change';
import { meetingFactWords } from '../../../domain/french/meeting';
import { reviewFactWords } from '../../../domain/french/review';
import { securityFactWords } from '../../../domain/french/security';
import { subcontractorFactWords } from '../../../domain/french/subcontractor';
import { terminationFactWords } from '../../../domain/french/termination';
import { traceFactWords } from '../../../domain/french/traces';

/** A letter of any journey may come back: its journal says so, in words. */
const BACK = { kind: 'letter-bounced', letter: 'l1' } as const;

it.each([
  ['a change of administrator', changeFactWords(BACK)],
  ['a meeting', meetingFactWords(BACK, 'Europe/Paris')],
  ['a reverse review', reviewFactWords(BACK)],
  ['a security incident', securityFactWords(BACK)],
  ['a subcontractor', subcontractorFactWords(BACK)],
  ['a termination', terminationFactWords(BACK)],
  ['a request for traces', traceFactWords(BACK)],
])('a letter of %s that came back is said', (_journey, words) => {
  expect(words).toMatch(/^(?:Une lettre est revenue|Courrier revenu)$/);
});
