import { describe, expect, it } from 'vitest';
import { contractOf, NOW, CONTACTS_95 } from './samples/frame';
import { clockOf, FACTS } from './samples/ticket';
import { factWords } from '../../web/words/facts';
import { instant, type CafCode, type Reference } from '../../domain/ids';
import { resolveLadder } from '../../domain/ladder';
import type { Fact, FactBody } from '../../domain/ticket-facts';

const contract = contractOf('95');
const ladders = {
  desk: resolveLadder('desk', contract, CONTACTS_95, new Set()),
  partner: resolveLadder('partner', contract, CONTACTS_95, new Set()),
};
const other = '31-2026-000002' as Reference;

/** One of each kind of fact. */
const EVERY: readonly FactBody[] = [
  { kind: 'received', channel: 'email', message: 'm' },
  { kind: 'partner-wrote', channel: 'email', message: 'm', counts: true },
  { kind: 'verdict-corrected', of: 1, counts: true },
  { kind: 'taken-in-hand' },
  { kind: 'desk-wrote', then: 'owes', message: 'm' },
  { kind: 'desk-called', result: 'message-left', then: 'owes', message: 'm' },
  { kind: 'call-back-promised', due: NOW },
  { kind: 'call-back-due', of: 1 },
  { kind: 'noted', message: 'm' },
  { kind: 'routed', sector: contract.sectors[0]?.code ?? '', message: 'm' },
  { kind: 'referred', message: 'm' },
  { kind: 'internal-reply', from: 'sector', message: 'm' },
  { kind: 'internal-reminder', of: 1 },
  { kind: 'urgent', by: 'partner' },
  { kind: 'urgent-flagged', by: 'partner' },
  { kind: 'rung-proposed', side: 'desk', rung: 1, because: 'delay', limit: NOW },
  { kind: 'rung-decided', side: 'desk', rung: 1, because: 'delay', limit: NOW },
  { kind: 'rung-contacted', side: 'partner', rung: 1, because: 'delay', how: 'letter' },
  { kind: 'rung-failed', side: 'partner', rung: 1 },
  { kind: 'rung-skipped', side: 'partner', rung: 2, reason: 'no-contact', because: 'delay' },
  { kind: 'ladder-exhausted', side: 'partner', limit: NOW },
  { kind: 'pickup-warned', openMinutesBefore: 120 },
  { kind: 'pickup-breached', limit: NOW },
  { kind: 'letter-left', letter: 'l' },
  { kind: 'letter-bounced', letter: 'l' },
  { kind: 'rectified', service: 'AFAS', ticketKind: 'habilitation' },
  { kind: 'item-given', item: 'service' },
  { kind: 'merged-in', other, debt: null },
  { kind: 'merged-into', other },
  { kind: 'merge-undone', other },
  { kind: 'split-off', other },
  { kind: 'split-from', other },
  { kind: 'linked', other },
  { kind: 'handed-over', caf: '31' as CafCode, other },
  { kind: 'resolved' },
  { kind: 'reopened' },
  { kind: 'closed' },
];

describe('the words of facts', () => {
  it.each(EVERY.map((body) => [body.kind, body] as const))('has French words for %s', (kind, body) => {
    const words = factWords({ ...body, n: 1, at: NOW } as Fact, { contract, ladders });
    expect(words.title).not.toBe(kind);
    expect(`${words.title} — ${words.detail ?? ''}`).toMatchSnapshot();
  });
});

describe('one timeline', () => {
  const { timeline, journal } = clockOf(FACTS);

  it('puts what happened first, then what will happen, each in order of time', () => {
    expect(timeline.map((entry) => entry.when).join(' ')).toMatch(/^(?:past )+(?:future ?)+$/);
    for (const when of ['past', 'future'] as const) {
      const times = timeline.filter((entry) => entry.when === when).map((entry) => entry.at);
      expect(times).toEqual([...times].sort());
    }
  });

  it('leaves notes to the journal, which holds every fact', () => {
    expect(timeline.some((entry) => entry.title === 'Note interne')).toBe(false);
    expect(journal.map((line) => line.n)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('names for each future step when, whom and which article', () => {
    const [first] = timeline.filter((entry) => entry.when === 'future');
    expect(first).toMatchObject({
      at: instant('2026-06-22T09:00:00+02:00'),
      title: '1er contact du partenaire',
      detail: ['Directrice adjointe, Nadia Aubertin'],
      mark: 'rung',
      rung: 1,
    });
    expect(first?.rule?.text.replace(/\s/g, ' ')).toBe('art. 3.3 — 1 mois');
    expect(first?.reckoning?.moved).toMatchObject({ kind: 'weekend', weekday: 'sun' });
  });

  it('announces nothing where the contract fixes no delay', () => {
    expect(clockOf(FACTS.slice(0, 1), '76').timeline.filter((entry) => entry.when === 'future')).toEqual([]);
  });
});
