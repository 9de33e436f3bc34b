import { describe, expect, it } from 'vitest';
import { decide, mayOpen, type Decision, type KnownAtDoor, type MailAtDoor, type NamedTicket, type SenderContact } from '../../domain/door';
import { instant, type Reference } from '../../domain/ids';

const mail: MailAtDoor = { from: 'a@partenaire.example', automatic: null, kind: null, receivedAt: instant('2026-05-13T13:50:00Z') };
const levelOne: SenderContact = { id: 'c1', conventionId: 'v1', partnerId: 'p1', role: 'level-one-support' };
const user: SenderContact = { ...levelOne, id: 'c2', role: 'other' };
const nobody: KnownAtDoor = { contacts: [], internal: null, ownLetter: false, answersLetter: false, ticket: null, bounced: null, unauthenticated: false };
const ref = (text: string) => text as Reference;
const ticket: NamedTicket = {
  reference: ref('31-2026-000001'), partnerId: 'p1', conventionId: 'v1', phase: 'waiting-partner', resolvedAt: null, mergedInto: null, reopensUntil: null, writers: [],
};

const CASES: [string, Partial<MailAtDoor>, Partial<KnownAtDoor>, Decision][] = [
  ['level-1 support opens', {}, { contacts: [levelOne] }, { what: 'open', contact: levelOne, linkedTo: null, restricted: false }],
  ['another user of a known partner is pointed to level 1', {}, { contacts: [user] }, { what: 'tell-level-one', contact: user }],
  ['the answer of somebody who may open nothing to a letter that asked for one goes before a person', {}, { contacts: [{ ...user, role: 'signatory' }], answersLetter: true }, { what: 'identify', reason: 'answers-letter' }],
  ['a stranger goes before a person', {}, {}, { what: 'identify', reason: 'stranger' }],
  ['a mail without a sender goes before a person', { from: null }, {}, { what: 'identify', reason: 'no-sender' }],
  ['a security incident from a user goes before a person', { kind: 'security-incident' }, { contacts: [user] }, { what: 'identify', reason: 'security' }],
  ['a security incident from a stranger goes before a person', { kind: 'security-incident' }, {}, { what: 'identify', reason: 'security' }],
  ['a security incident from level 1 opens, with restricted access', { kind: 'security-incident' }, { contacts: [levelOne] }, { what: 'open', contact: levelOne, linkedTo: null, restricted: true }],
  ['an address of two conventions: a person chooses', {}, { contacts: [levelOne, { ...levelOne, id: 'c3', conventionId: 'v2' }] }, { what: 'identify', reason: 'several-conventions' }],
  ['an address that may open for one of its two conventions opens for that one', {}, { contacts: [{ ...user, conventionId: 'v2' }, levelOne] }, { what: 'open', contact: levelOne, linkedTo: null, restricted: false }],
  ['a forged sender goes before a person', {}, { contacts: [levelOne], unauthenticated: true }, { what: 'identify', reason: 'unauthenticated' }],
  ['a forged internal answer goes before a person', {}, { internal: { kind: 'sector' }, ticket, unauthenticated: true }, { what: 'identify', reason: 'unauthenticated' }],
  ['a reply threads', {}, { contacts: [levelOne], ticket }, { what: 'reply', reference: ticket.reference, counts: true, contact: levelOne }],
  ['a user of the ticket’s partner may reply', {}, { contacts: [user], ticket }, { what: 'reply', reference: ticket.reference, counts: true, contact: user }],
  ['an outsider’s reply goes before a person', {}, { contacts: [{ ...levelOne, partnerId: 'p2', conventionId: 'v9' }], ticket }, { what: 'identify', reason: 'outsider-reply' }],
  ['a stranger’s reply with a reference goes before a person', {}, { ticket }, { what: 'identify', reason: 'outsider-reply' }],
  ['an out-of-office is shown and does not count', { automatic: 'reply' }, { contacts: [levelOne], ticket }, { what: 'reply', reference: ticket.reference, counts: false, contact: levelOne }],
  ['an out-of-office of nobody’s ticket is kept', { automatic: 'reply' }, { contacts: [levelOne] }, { what: 'automatic', reason: 'reply' }],
  ['a list never opens', { automatic: 'list' }, { contacts: [levelOne] }, { what: 'automatic', reason: 'list' }],
  ['a bounce of a letter of ours', { automatic: 'bounce' }, { bounced: { letter: 'l1' } }, { what: 'bounce', letter: 'l1' }],
  ['a bounce of no letter of ours is kept', { automatic: 'bounce' }, {}, { what: 'automatic', reason: 'bounce' }],
  ['our own letter come back', {}, { ownLetter: true, contacts: [levelOne] }, { what: 'automatic', reason: 'own-letter' }],
  ['a sector threads as an internal answer', {}, { internal: { kind: 'sector' }, ticket }, { what: 'internal-reply', reference: ticket.reference, from: 'sector' }],
  ['the manager’s answer is the ladder’s', {}, { internal: { kind: 'manager' }, ticket }, { what: 'internal-reply', reference: ticket.reference, from: 'ladder' }],
  ['a sector without a ticket goes before a person', {}, { internal: { kind: 'sector' } }, { what: 'identify', reason: 'internal-without-ticket' }],
  ['a reply to a merged ticket reaches the other', {}, { contacts: [levelOne], ticket: { ...ticket, phase: 'merged', mergedInto: ref('31-2026-000002') } }, { what: 'reply', reference: ref('31-2026-000002'), counts: true, contact: levelOne }],
  ['a reply to a ticket handed over goes before a person', {}, { contacts: [levelOne], ticket: { ...ticket, phase: 'handed-over' } }, { what: 'identify', reason: 'handed-over' }],
  [
    'a reply to a closed ticket in time reopens it', {},
    { contacts: [levelOne], ticket: { ...ticket, phase: 'closed', resolvedAt: instant('2026-05-01T10:00:00Z'), reopensUntil: instant('2026-05-31T10:00:00Z') } },
    { what: 'reply', reference: ticket.reference, counts: true, contact: levelOne },
  ],
  [
    'a reply too late opens a linked ticket', {},
    { contacts: [levelOne], ticket: { ...ticket, phase: 'closed', resolvedAt: instant('2026-04-01T10:00:00Z'), reopensUntil: instant('2026-05-01T10:00:00Z') } },
    { what: 'open', contact: levelOne, linkedTo: ticket.reference, restricted: false },
  ],
  ['someone attached by an agent may go on with their ticket', {}, { ticket: { ...ticket, conventionId: null, partnerId: null, writers: ['a@partenaire.example'] } }, { what: 'reply', reference: ticket.reference, counts: true, contact: null }],
];

describe('what a mail is (rules: Door)', () => {
  it.each(CASES)('%s', (_name, text, known, expected) => {
    expect(decide({ ...mail, ...text }, { ...nobody, ...known })).toEqual(expected);
  });
});

it('who may open: level 1, administrators, contacts of article 3.3, security officer, DPO', () => {
  const roles = ['level-one-support', 'administrator', 'deputy-administrator', 'escalation-contact', 'security-officer', 'dpo', 'signatory', 'other'] as const;
  expect(roles.filter(mayOpen)).toEqual(['level-one-support', 'administrator', 'deputy-administrator', 'escalation-contact', 'security-officer', 'dpo']);
});
