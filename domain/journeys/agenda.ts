import { localDateOf } from '../calendar';
import { journeyStepWords } from '../french/journeys';
import type { CafCode, Instant, LocalDate } from '../ids';
import { aroundOf, type Surroundings } from './around';
import { conventionYear, type YearFact } from './convention-year';
import { forecastJourney } from './forecast';
import { formalNotice, type NoticeFact } from './formal-notice';
import { kindOf } from './kinds';
import { foldMeeting, type MeetingFact } from './meeting-facts';
import { foldReview, type ReviewFact } from './review-facts';
import { subcontractor, type SubcontractorFact } from './subcontractor';
import { termination, type TerminationFact } from './termination';
import { isLadder } from './ladder';
import { isSilence } from './silence';
import type { JourneyFact, JourneyName } from './types';

export const AGENDA_KINDS = ['review', 'renewal', 'termination', 'notice', 'change', 'meeting', 'subcontractor', 'amendment', 'stop', 'closed', 'other'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];
/** « done »: it took place; « void »: it will not. */
export type AgendaState = 'coming' | 'late' | 'done' | 'void';

/** Something that falls on a day of a Caf's calendar, or between two instants. */
export interface AgendaEntry {
  /** The same for the same thing whatever its date: a date that moves, moves. */
  readonly key: string;
  readonly kind: AgendaKind;
  readonly caf: CafCode;
  readonly on: LocalDate;
  readonly between?: { readonly from: Instant; readonly until: Instant };
  /** In French, without anybody's name. */
  readonly words: string;
  readonly state: AgendaState;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string } | null;
  /** The procedure that it is of, if any. */
  readonly journey: { readonly id: string; readonly kind: JourneyName } | null;
}

/** A procedure of a convention, as its agenda needs it. */
export interface AgendaJourney {
  readonly id: string;
  readonly kind: JourneyName;
  readonly began_at: Instant;
  readonly ended_at: Instant | null;
  readonly phase: string;
  readonly next_at: Instant | null;
  readonly facts: readonly JourneyFact[];
  readonly surroundings: Surroundings;
}
type Dated = Pick<AgendaEntry, 'key' | 'kind' | 'on' | 'words' | 'state'>;

/** What falls due of a procedure, past and, from the very plan of its workflow, to come until `until`. @throws NeverOpens, LimitTooFar */
export function agendaOf(journey: AgendaJourney, today: LocalDate, until: Instant): AgendaEntry[] {
  const { surroundings: { caf, convention } } = journey;
  const of = convention === null ? null : { id: convention.id, number: convention.number, partner: convention.partnerName };
  return datesOf(journey, today, until).map((one) => ({ ...one, caf, convention: of, journey: { id: journey.id, kind: journey.kind } }));
}

function datesOf(journey: AgendaJourney, today: LocalDate, until: Instant): Dated[] {
  switch (journey.kind) {
    case 'convention-year':
      return yearDates(journey, today, until);
    case 'reverse-review':
      return [reviewDate(journey, today)];
    case 'formal-notice':
      return noticeDates(journey);
    case 'termination':
      return [terminationDate(journey)];
    case 'subcontractor':
      return [subcontractorDate(journey)];
    case 'meeting':
      return meetingDates(journey);
    case 'administrator-change':
      return changeDates(journey);
    default:
      return otherDates(journey, until);
  }
}

function yearDates(journey: AgendaJourney, today: LocalDate, until: Instant): Dated[] {
  const { surroundings, facts } = journey;
  const convention = surroundings.convention?.id ?? journey.id;
  const renewal = (on: LocalDate, state: AgendaState): Dated => ({ key: `renouvellement/${convention}/${on.slice(0, 4)}`, kind: 'renewal', on, words: 'Convention renouvelée par tacite reconduction', state });
  const past = (facts as readonly JourneyFact<YearFact>[]).flatMap((fact) => (fact.kind === 'renewed' ? [renewal(fact.on, 'done')] : []));
  if (journey.ended_at !== null) return past;
  const coming = forecastJourney(conventionYear as never, facts, surroundings, until).flatMap(({ step }): Dated[] => {
    const on = (step.key ?? '') as LocalDate;
    if (step.rule === 'renew') return [renewal(on, 'coming')];
    if (step.rule === 'begin-review') return [{ key: reviewKey(convention, on), kind: 'review', on, words: 'Revue inverse attendue', state: on < today ? 'late' : 'coming' }];
    return step.rule === 'end' ? [] : [{ key: `${journey.id}/${step.rule}/${step.key ?? ''}`, kind: 'other', on: localDateOf(surroundings.contract.calendar, step.at), words: journeyStepWords(step), state: 'coming' }];
  });
  return [...past, ...coming];
}

/** A review to come and the one that then begins are the same thing. */
function reviewKey(convention: string, due: LocalDate): string {
  return `revue/${convention}/${due.slice(0, 4)}`;
}

function reviewDate({ facts, surroundings, id }: AgendaJourney, today: LocalDate): Dated {
  const { due, phase } = foldReview(facts as readonly JourneyFact<ReviewFact>[]);
  const state = phase === 'accepted' ? 'done' : phase === 'called-off' ? 'void' : due < today ? 'late' : 'coming';
  return { key: reviewKey(surroundings.convention?.id ?? id, due), kind: 'review', on: due, words: { done: 'Revue inverse faite', void: 'Revue inverse sans objet', late: 'Revue inverse en retard', coming: 'Revue inverse attendue' }[state], state };
}

function noticeDates({ id, facts, surroundings, ended_at, phase }: AgendaJourney): Dated[] {
  const { calendar } = surroundings.contract;
  const dated = (at: Instant, words: string, state: AgendaState): Dated[] => [{ key: `mise-en-demeure/${id}`, kind: 'notice', on: localDateOf(calendar, at), words, state }];
  if (ended_at !== null) return dated(ended_at, phase === 'terminated' ? 'Mise en demeure sans effet : convention résiliée' : 'Mise en demeure close', phase === 'terminated' ? 'done' : 'void');
  const limit = formalNotice.plan(formalNotice.fold(facts as readonly JourneyFact<NoticeFact>[]), aroundOf(surroundings, new Map())).find(({ rule }) => rule === 'terminate');
  return limit === undefined ? [] : dated(limit.at, 'Mise en demeure : convention résiliée si rien n’est fait', 'coming');
}

function terminationDate({ id, facts }: AgendaJourney): Dated {
  const { effectiveOn: on, phase } = termination.fold(facts as readonly JourneyFact<TerminationFact>[]);
  const [words, state] = { notice: ['Fin de la convention (résiliation)', 'coming'], terminated: ['Fin de la convention (résiliation)', 'done'], withdrawn: ['Résiliation retirée', 'void'], overtaken: ['Résiliation sans objet', 'void'] }[phase] as [string, AgendaState];
  return { key: `resiliation/${id}`, kind: 'termination', on, words, state };
}

function subcontractorDate({ id, facts }: AgendaJourney): Dated {
  const { startsOn: on, phase } = subcontractor.fold(facts as readonly JourneyFact<SubcontractorFact>[]);
  const over = phase === 'refused' || phase === 'withdrawn';
  return { key: `sous-traitant/${id}`, kind: 'subcontractor', on, words: phase === 'accepted' ? 'Début d’un sous-traitant accepté' : over ? 'Sous-traitant annoncé, sans suite' : 'Début annoncé d’un sous-traitant, pas encore accepté', state: over ? 'void' : phase === 'accepted' ? 'done' : 'coming' };
}

/** The day of a meeting once it is proposed; before, and for its minutes, the next instant of its procedure. */
function meetingDates({ id, facts, surroundings, ended_at, next_at }: AgendaJourney): Dated[] {
  const { held, date, calledOff } = foldMeeting(facts as readonly JourneyFact<MeetingFact>[]);
  const of = (at: Instant, words: string, state: AgendaState, part: string): Dated => ({ key: `reunion/${id}${part}`, kind: 'meeting', on: localDateOf(surroundings.contract.calendar, at), words, state });
  const at = held?.on ?? date?.when ?? null;
  const over = calledOff !== null;
  return [
    ...(at === null ? [] : [of(at, held !== null ? 'Réunion tenue' : over ? 'Réunion sans objet' : 'Réunion prévue', held !== null ? 'done' : over ? 'void' : 'coming', '')]),
    ...(ended_at !== null || next_at === null ? [] : [of(next_at, held === null ? 'Réunion : prochaine échéance' : 'Compte rendu de réunion : prochaine échéance', 'coming', '/suite')]),
  ];
}

/** Where a change of administrator stands: its next instant, or its end. */
function changeDates({ id, surroundings, ended_at, phase, next_at }: AgendaJourney): Dated[] {
  const at = ended_at ?? next_at;
  if (at === null) return [];
  const words = ended_at === null ? 'Changement d’administrateur : prochaine échéance' : phase === 'done' ? 'Changement d’administrateur terminé' : 'Changement d’administrateur sans suite';
  return [{ key: `changement/${id}`, kind: 'change', on: localDateOf(surroundings.contract.calendar, at), words, state: ended_at === null ? 'coming' : phase === 'done' ? 'done' : 'void' }];
}

/** Any other procedure: its steps to come but for its ladder, or its end. */
function otherDates({ id, kind, facts, surroundings, ended_at }: AgendaJourney, until: Instant): Dated[] {
  const { calendar } = surroundings.contract;
  if (ended_at !== null) return [{ key: `${id}/fin`, kind: 'other', on: localDateOf(calendar, ended_at), words: 'Démarche terminée', state: 'done' }];
  return forecastJourney(kindOf(kind), facts, surroundings, until).flatMap(({ step }): Dated[] =>
    isLadder(step) || isSilence(step) ? [] : [{ key: `${id}/${step.rule}${step.key === undefined ? '' : `/${step.key}`}`, kind: 'other', on: localDateOf(calendar, step.at), words: 'Échéance d’une démarche', state: 'coming' }],
  );
}

/** Each thing once, the first given; in the order of time. */
export function inAgenda(entries: readonly AgendaEntry[], from: LocalDate, to: LocalDate): AgendaEntry[] {
  const once = new Map<string, AgendaEntry>();
  for (const entry of entries) if (!once.has(entry.key)) once.set(entry.key, entry);
  return [...once.values()].filter(({ on }) => on >= from && on <= to).sort((a, b) => a.on.localeCompare(b.on) || a.key.localeCompare(b.key));
}
