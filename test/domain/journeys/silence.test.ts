import { describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../../contracts/load';
import { loadSeed } from '../../../contracts/seed';
import type { Side } from '../../../domain/contract-types';
import { instant, type LocalDate } from '../../../domain/ids';
import type { Surroundings } from '../../../domain/journeys/around';
import { changeOfAdministrator } from '../../../domain/journeys/change';
import type { ChangeFactBody } from '../../../domain/journeys/change-facts';
import type { ChangePhase } from '../../../domain/journeys/change-state';
import { forecastJourney } from '../../../domain/journeys/forecast';
import { formalNotice, type NoticeFact, type NoticePhase } from '../../../domain/journeys/formal-notice';
import { meeting, type MeetingFact } from '../../../domain/journeys/meeting';
import type { MeetingPhase } from '../../../domain/journeys/meeting-facts';
import { reverseReview, type ReviewFact } from '../../../domain/journeys/reverse-review';
import type { ReviewPhase } from '../../../domain/journeys/review-facts';
import type { SecurityFactBody, SecurityPhase } from '../../../domain/journeys/security-facts';
import { securityIncident } from '../../../domain/journeys/security-incident';
import { subcontractor, type SubcontractorFact, type SubcontractorPhase } from '../../../domain/journeys/subcontractor';
import { termination, type TerminationFact, type TerminationPhase } from '../../../domain/journeys/termination';
import type { TraceFactBody, TracePhase } from '../../../domain/journeys/trace-facts';
import { traceRequest } from '../../../domain/journeys/trace-request';
import type { JourneyFact, JourneyFactBody, JourneyKind } from '../../../domain/journeys/types';
import { asked, byMail, calledBack, kept, received, receivedWith, signed, warned } from '../../support/change-case';

/** Where a journey waits: its facts, and who owes; null = nobody does, and it goes on by itself. */
type Waits<B extends JourneyFactBody> = readonly [side: Side | null, facts: readonly (readonly [at: string, body: B])[]];
interface Case {
  readonly name: string;
  readonly kind: JourneyKind;
  readonly phase: string;
  readonly side: Side | null;
  readonly facts: JourneyFact[];
}

function cases<B extends JourneyFactBody>(name: string, kind: unknown, waits: Readonly<Record<string, Waits<B>>>): Case[] {
  return Object.entries(waits).map(([phase, [side, told]]) => ({ name: `${name}, ${phase}`, kind: kind as JourneyKind, phase: phase.split(/[, ]/)[0] ?? '', side, facts: told.map(([at, body], i) => ({ ...body, n: i + 1, at: instant(at) })) }));
}

const day = (text: string) => text as LocalDate;
const [D1, D2, D3, D4] = ['2027-02-01T09:00:00Z', '2027-02-02T09:00:00Z', '2027-02-03T09:00:00Z', '2027-02-10T09:00:00Z'] as const;
const AFTER = '2027-04-15T09:00:00Z';

const announced = [[D1, received], [D1, warned()], [D1, asked]] as const;
const both = [...announced, [D2, signed('signatory')], [D2, signed('administrator')]] as const;
const checked = [...both, [D3, calledBack], [D3, { kind: 'checked', by: 'agent-1' }]] as const;
const approved = [...checked, [D4, { kind: 'objection-time-over' }], [D4, { kind: 'approved', by: 'agent-2', note: '' }]] as const;
const objected = { kind: 'objected', reason: 'Je ne connais pas cette personne.', name: 'Sylvie Arnoult' } as const;
/** Every phase of a kind that is not its end: one that is forgotten here is a fault of types. */
type Waiting<P extends string, Over extends P, B extends JourneyFactBody> = Readonly<Record<Exclude<P, Over>, Waits<B>>> & Readonly<Record<string, Waits<B>>>;
const CHANGE: Waiting<ChangePhase, 'done' | 'refused' | 'cancelled', ChangeFactBody> = {
  reading: ['desk', [[D1, byMail]]],
  incomplete: ['partner', [[D1, receivedWith({ wrong: [{ item: 'phone', problem: 'missing' }] })], [D1, warned()], [D1, { kind: 'items-asked' }]]],
  signing: ['partner', announced],
  checking: ['desk', both],
  approving: ['desk', checked],
  'carrying-out': ['desk', approved],
  'signing, objected to': ['desk', [...announced, [D2, objected]]],
  'approving, objected to once its own ladder came to an end': ['desk', [...checked, ['2027-06-01T09:00:00Z', { kind: 'ladder-exhausted', side: 'desk', limit: instant('2027-06-01T09:00:00Z') }], ['2027-06-02T09:00:00Z', objected]]],
  'carrying-out, objected to': ['desk', [...approved, ['2027-02-11T09:00:00Z', objected]]],
  'signing, and more came that nobody reads': ['desk', [...announced, [D2, { kind: 'received-again', channel: 'email', read: null, files: 1 }]]],
  'incomplete, asked of nobody': ['desk', [[D1, kept({ wrong: [{ item: 'phone', problem: 'missing' }] })], [D1, warned()], [D1, { kind: 'items-asked', unasked: true }]]],
};

const begun: readonly [string, ReviewFact] = ['2026-12-30T08:00:00Z', { kind: 'review-begun', due: day('2027-02-28') }];
const result: ReviewFact = { kind: 'result-received', how: 'portal', note: '' };
const REVIEW: Waiting<ReviewPhase, 'accepted' | 'called-off', ReviewFact> = {
  announced: [null, [begun]],
  overdue: [null, [begun, ['2027-02-28T23:00:00Z', { kind: 'review-overdue' }]]],
  'to-check': ['desk', [begun, [D1, result]]],
  'to-check, late': ['desk', [begun, ['2027-02-28T23:00:00Z', { kind: 'review-overdue' }], ['2027-03-02T09:00:00Z', result]]],
  returned: ['partner', [begun, [D1, result], [D2, { kind: 'result-returned', reason: 'Il manque la liste.' }]]],
};

const request = { kind: 'meeting-requested', subject: 'Bilan', by: 'partner', who: 'Sylvie Arnoult' } as const;
const doer = { by: 'desk', who: null } as const;
const held: MeetingFact = { kind: 'meeting-held', on: instant(D3), writer: 'desk', ...doer };
const minutes: MeetingFact = { kind: 'minutes-written', text: 'Compte rendu.', file: null, ...doer };
const date = { when: instant('2027-02-12T13:00:00Z'), place: 'Caf' } as const;
const late: readonly [string, MeetingFact] = ['2027-03-01T09:00:00Z', { kind: 'meeting-late' }];
const MEETING: Waiting<MeetingPhase, 'validated' | 'called-off', MeetingFact> = {
  'to-date': ['desk', [[D1, request]]],
  proposed: ['partner', [[D1, request], [D2, { kind: 'date-proposed', ...date, ...doer }]]],
  set: [null, [[D1, request], [D2, { kind: 'date-set', how: null, ...date, ...doer }]]],
  'set, nobody says whether it was held': ['desk', [[D1, request], [D2, { kind: 'date-set', how: null, ...date, ...doer }], ['2027-02-13T08:00:00Z', { kind: 'outcome-asked', of: 2 }]]],
  'minutes-to-write': ['desk', [[D1, request], [D3, held]]],
  'minutes-to-validate': ['partner', [[D1, request], [D3, held], [D4, minutes]]],
  'proposed by the partner, late': ['desk', [[D1, request], late, [AFTER, { kind: 'date-proposed', when: instant('2027-05-12T13:00:00Z'), place: 'Caf', by: 'partner', who: 'Sylvie Arnoult' }]]],
  'proposed by the Caf, late': ['partner', [[D1, request], late, [AFTER, { kind: 'date-proposed', when: instant('2027-05-12T13:00:00Z'), place: 'Caf', ...doer }]]],
  'minutes-to-validate, overdue': ['partner', [[D1, request], [D3, held], ['2027-03-05T09:00:00Z', { kind: 'minutes-overdue' }], [AFTER, minutes]]],
  'minutes-to-write, overdue and to be corrected': ['desk', [[D1, request], [D3, held], [D4, minutes], ['2027-03-05T09:00:00Z', { kind: 'minutes-overdue' }], [AFTER, { kind: 'corrections-asked', text: 'Le quota.', by: 'partner', who: 'Sylvie Arnoult' }]]],
};

const notice = { way: 'portal', items: {}, startsOn: day('2027-12-01'), announcedOn: day('2027-02-01') } as const;
const SUBCONTRACTOR: Waiting<SubcontractorPhase, 'accepted' | 'refused' | 'withdrawn', SubcontractorFact> = {
  incomplete: ['partner', [[D1, { kind: 'subcontractor-announced', ...notice, missing: ['name'] as never }]]],
  'to-decide': ['desk', [[D1, { kind: 'subcontractor-announced', ...notice, missing: [] }]]],
};

const traces: TraceFactBody = { kind: 'traces-asked', channel: 'portal', asker: { name: 'Sylvie Arnoult', address: 's.arnoult@ccas-valmirande.example' }, by: null, asked: { whose: 'Léonie Tassigny', from: day('2026-12-01'), until: day('2027-01-01'), why: 'Contrôle.', basis: 'discipline', onBehalfOf: null } };
const TRACES: Waiting<TracePhase, 'answered' | 'refused' | 'cancelled', TraceFactBody> = {
  asked: ['desk', [[D1, traces]]],
  unclear: ['partner', [[D1, traces], [D1, { kind: 'readers-told', to: [] }], [D2, { kind: 'precision-asked', question: 'Quelle période ?', by: 'lecteur' }]]],
};

const incident: SecurityFactBody = { kind: 'incident-reported', channel: 'portal', reporter: { name: null, address: null }, mail: null, acknowledge: false, readable: null };
const SECURITY: Waiting<SecurityPhase, 'closed' | 'dismissed', SecurityFactBody> = {
  reported: ['desk', [[D1, incident]]],
  handling: [null, [[D1, incident], [D1, { kind: 'officer-told', to: 'securite@caf.example', as: 'officer' }], [D2, { kind: 'taken-on', by: 'officer' }]]],
};

const NOTICE: Waiting<NoticePhase, 'remedied' | 'withdrawn' | 'terminated', NoticeFact> = {
  'to-post': ['desk', [[D1, { kind: 'notice-decided', breach: 'Comptes partagés.' }]]],
  posted: ['desk', [[D1, { kind: 'notice-decided', breach: 'Comptes partagés.' }], [D2, { kind: 'notice-posted', tracking: '1A' }]]],
  running: ['partner', [[D1, { kind: 'notice-decided', breach: 'Comptes partagés.' }], [D2, { kind: 'notice-posted', tracking: '1A' }], [D4, { kind: 'notice-received' }]]],
};

const TERMINATION: Waiting<TerminationPhase, 'withdrawn' | 'overtaken' | 'terminated', TerminationFact> = {
  notice: [null, [[D1, { kind: 'termination-notified', by: 'partner', receivedOn: day('2027-01-29'), effectiveOn: day('2027-05-03'), tracking: '1A', reason: '', enteredAt: instant(D1) }]]],
};

const ALL = [
  ...cases<ChangeFactBody>('change of administrator', changeOfAdministrator, CHANGE), ...cases<ReviewFact>('reverse review', reverseReview, REVIEW), ...cases<MeetingFact>('meeting', meeting, MEETING),
  ...cases<SubcontractorFact>('subcontractor', subcontractor, SUBCONTRACTOR), ...cases<TraceFactBody>('traces', traceRequest, TRACES), ...cases<SecurityFactBody>('security incident', securityIncident, SECURITY),
  ...cases<NoticeFact>('formal notice', formalNotice, NOTICE), ...cases<TerminationFact>('termination', termination, TERMINATION),
];

const READER = 'lectrice-des-traces@caf.example';
function around(caf: string): Surroundings {
  const contract = loadPublishedContract(caf);
  const contacts = loadSeed().conventions.find((one) => one.caf === caf)?.contacts ?? [];
  return { id: 'a-journey', caf: contract.caf, contract, contacts, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: 'convention', number: '1', partnerName: 'Syndicat' }, staff: [{ role: 'trace-reader', name: 'Lectrice', address: READER }] };
}

/** The same contract, whose ladder is for requests alone (rules: Ladder 6). */
function forRequestsAlone(caf: string): Surroundings {
  const whole = around(caf);
  const { escalation } = whole.contract;
  return { ...whole, contract: { ...whole.contract, escalation: escalation === null ? null : { ...escalation, outsideIncidents: false } } };
}

describe.each([['Côte-d’Or, without a ladder', around('21')], ['Seine-Maritime, without a contract', around('76')], ['Nord', around('59')], ['Val-d’Oise', around('95')], ['Haute-Garonne', around('31')], ['Nord, its ladder for requests alone', forRequestsAlone('59')]])('silence: %s', (_caf, surroundings) => {
  it.each(ALL.map((one) => [one.name, one] as const))('%s: whoever owes is reminded, and the manager learns of it', (_name, { kind, phase, side, facts }) => {
    const state = kind.fold(facts);
    expect([state.phase, state.debt?.side ?? null]).toEqual([phase, side]);
    const foreseen = forecastJourney(kind, facts, surroundings);
    const letters = foreseen.flatMap(({ outcome }) => outcome.letters ?? []);
    expect(letters).not.toEqual([]);
    // A security incident that somebody handles is recalled to its officer alone.
    if (phase !== 'handling') expect(letters.map(({ to }) => to.address)).toContain(surroundings.contract.manager.email);
    // It comes to rest: nobody is written to without end.
    expect(letters.length).toBeLessThan(40);
  });
});

describe('what a silence makes', () => {
  const told = [['2026-12-30T08:00:00Z', { kind: 'review-begun', due: day('2027-02-28') }], [D1, result]] as const;
  const facts = told.map(([at, body], i) => ({ ...body, n: i + 1, at: instant(at) })) as JourneyFact<ReviewFact>[];

  it('a result that nobody reads at a Caf without a ladder: its manager is reminded after five and ten working days, and it is late from then; the partner is not written to', () => {
    const foreseen = forecastJourney(reverseReview, facts, around('21'));
    expect(foreseen.map(({ step, outcome, state }) => [step.at, step.key, outcome.letters?.map(({ letter, to }) => [letter, to.address]), state.lateSince])).toEqual([
      ['2027-02-08T09:00:00.000Z', '1', [['silence', 'responsable@caf21.example']], null],
      ['2027-02-15T09:00:00.000Z', 'last', [['silence', 'responsable@caf21.example']], '2027-02-15T09:00:00.000Z'],
    ]);
  });

  it('what is owed anew is reminded of anew', () => {
    const last = { kind: 'silence-told', side: 'desk', nth: 2, last: true } as const;
    const again = [...facts, { ...last, n: 3, at: instant('2027-02-15T09:00:00Z') }, { kind: 'result-returned', reason: 'x', n: 4, at: instant('2027-02-16T09:00:00Z') }, { ...result, n: 5, at: instant('2027-03-01T09:00:00Z') }] as JourneyFact<ReviewFact>[];
    expect(reverseReview.fold(again)).toMatchObject({ silenceTold: 0, silenceOver: false, lateSince: null });
    expect(forecastJourney(reverseReview, again, around('21')).map(({ step }) => step.at)).toEqual(['2027-03-08T09:00:00.000Z', '2027-03-15T09:00:00.000Z']);
  });

  it('a request for traces that nobody answers is asked of its readers again; the manager, who may not read it, is told with the last', () => {
    const asked = [{ ...traces, n: 1, at: instant(D1) }] as JourneyFact<TraceFactBody>[];
    const silences = forecastJourney(traceRequest, asked, around('21')).filter(({ step }) => step.rule === 'remind-silence');
    expect(silences.map(({ outcome }) => outcome.letters?.map(({ letter, to }) => [letter, to.address]))).toEqual([[['traces-to-answer', READER]], [['traces-to-answer', READER], ['silence', 'responsable@caf21.example']]]);
  });

  it('an objection that nobody settles is recalled to the manager, ladder or not, until it is lifted', () => {
    const objection = [...approved, ['2027-02-11T09:00:00Z', objected] as const];
    const open = objection.map(([at, body], i) => ({ ...body, n: i + 1, at: instant(at) })) as JourneyFact<ChangeFactBody>[];
    const recalled = (known: JourneyFact<ChangeFactBody>[]) => forecastJourney(changeOfAdministrator, known, around('95')).filter(({ step }) => step.rule === 'remind-objection').map(({ step, outcome }) => [step.at, outcome.letters?.map(({ letter, data }) => [letter, data?.['reason']])]);
    expect(recalled(open)).toEqual([['2027-02-18T09:00:00.000Z', [['change-objection-waits', objected.reason]]], ['2027-02-25T09:00:00.000Z', [['change-objection-waits', objected.reason]]]]);
    expect(recalled([...open, { kind: 'objection-lifted', reason: 'Confirmé', by: 'agent-1', n: open.length + 1, at: instant('2027-02-12T09:00:00Z') }])).toEqual([]);
  });
});
