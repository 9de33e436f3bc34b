import { epochMs, instantAt, type Instant } from '../ids';
import { DAY_MS } from '../local-date';
import { inTurn, managerOf } from './around';
import { BEFORE, ended, fold, owes } from './fold';
import { isLadder, climbStep, ladderSteps } from './ladder';
import { isSilence, silenceSteps, tellSilence } from './silence';
import { officerOf } from './security-people';
import { securitySettings } from './security-settings';
import { actOnIncident } from './security-acts';
import type { SecurityAct, SecurityFactBody, SecurityIncident } from './security-facts';
import type { Around, JourneyFact, JourneyKind, JourneyLetter, JourneyStep, Outcome } from './types';

const HOUR_MS = 3_600_000;
/** RGPD, article 33: the CNIL is notified within 72 hours at most of the breach being known; recalled a day before. */
export const CNIL_HOURS = 72;
const CNIL_RECALLED_HOURS = 48;
/** Nothing was done for so long on an incident that is not closed: recalled once, a setting of the product. */
const QUIET_DAYS = 7;

const START: SecurityIncident = {
  ...BEFORE, phase: 'reported', reportedAt: null, reporter: { name: null, address: null }, acknowledge: false, mail: null, readable: null, told: null, acknowledged: false, reminded: [],
  managerTold: false, qualification: null, notified: [], notificationReminded: false, lastAct: null, quietAfter: 0,
};

/**
 * A security incident (convention, article 9.2; contract, articles 3 and 5): the Caf's security officer is told at once, at any hour, or
 * the manager where the contract names none; reminded while nobody takes it on; then the manager, and the ladder of article 3.3.
 */
export const securityIncident: JourneyKind<SecurityFactBody, SecurityIncident, SecurityAct> = {
  name: 'security-incident',
  workflow: 'securityIncident',
  fold: foldIncident,
  plan: (state, around) => inTurn(steps(state, around), state.lastAt),
  carryOut,
  act: actOnIncident,
};

export function foldIncident(facts: readonly JourneyFact<SecurityFactBody>[]): SecurityIncident {
  return fold(facts, START, tell);
}

function tell(state: SecurityIncident, fact: JourneyFact<SecurityFactBody>): Partial<SecurityIncident> {
  switch (fact.kind) {
    case 'incident-reported':
      return { reportedAt: fact.at, reporter: fact.reporter, acknowledge: fact.acknowledge, mail: fact.mail, readable: fact.readable, ...owes('desk', fact) };
    case 'officer-told':
      return { told: { to: fact.to, as: fact.as, n: fact.n } };
    case 'reporter-told':
      return { acknowledged: true };
    case 'officer-reminded':
      return { reminded: [...state.reminded, fact.hours] };
    case 'manager-told':
      return { managerTold: true, lateSince: state.lateSince ?? fact.at };
    case 'notification-reminded':
      return { notificationReminded: true };
    case 'quiet-reminded':
      return { quietAfter: fact.after };
    case 'incident-dismissed':
      return { phase: 'dismissed', ...ended(fact) };
    case 'incident-closed':
      return { phase: 'closed', ...ended(fact) };
    case 'qualified':
      return { ...handled(fact), qualification: { nature: fact.nature, severity: fact.severity, personalData: fact.personalData, summary: fact.summary } };
    case 'notified':
      return { ...handled(fact), notified: [...state.notified, fact.to] };
    case 'taken-on':
    case 'measure-taken':
    case 'person-informed':
      return handled(fact);
    default:
      return {};
  }
}

/** Whatever the officer does ends their silence. */
function handled({ at, n }: JourneyFact): Partial<SecurityIncident> {
  return { phase: 'handling', debt: null, lastAct: { at, n } };
}

function steps(state: SecurityIncident, around: Around): JourneyStep[] {
  const { phase, reportedAt } = state;
  if (reportedAt === null) return [];
  if (phase === 'handling') return [...notification(state, reportedAt), ...quiet(state)];
  return phase === 'reported' ? [...alert(state, reportedAt, around), ...silence(state, reportedAt, around)] : [];
}

/** At once, whatever the hour; again to whoever comes next when that address turned out to be dead. */
function alert({ told, acknowledge, acknowledged, lastAt }: SecurityIncident, reportedAt: Instant, around: Around): JourneyStep[] {
  const step = (rule: string, at: Instant): JourneyStep => ({ at, rule, article: null, reckoning: null, side: 'desk' });
  const inVain = told !== null && around.deadAddresses.has(told.to.toLowerCase()) && officerOf(around, lastAt).to.address !== told.to;
  return [
    ...(told === null || inVain ? [step('tell-officer', told === null ? reportedAt : lastAt)] : []),
    ...(acknowledge && !acknowledged ? [step('tell-reporter', reportedAt)] : []),
  ];
}

/** Reminders, then the manager (who is told once), then the ladder of the Caf with the contract's own delay. */
function silence(state: SecurityIncident, reportedAt: Instant, around: Around): JourneyStep[] {
  const { remindHours, managerAfterHours } = securitySettings(around.contract);
  const next = remindHours.find((hours) => !state.reminded.includes(hours));
  const reminder = next === undefined ? [] : [after(reportedAt, next, 'remind-officer', String(next))];
  const manager = state.managerTold || state.told?.as === 'manager' ? [] : [after(reportedAt, managerAfterHours, 'tell-manager')];
  return [...reminder, ...manager, ...ladderSteps(state, around), ...silenceSteps(state, around)];
}

function notification({ qualification, notified, notificationReminded }: SecurityIncident, reportedAt: Instant): JourneyStep[] {
  if (qualification?.personalData !== true || notified.includes('cnil') || notificationReminded) return [];
  return [{ ...after(reportedAt, CNIL_RECALLED_HOURS, 'remind-notification'), article: 'RGPD, art. 33' }];
}

function quiet({ lastAct, quietAfter }: SecurityIncident): JourneyStep[] {
  if (lastAct === null || quietAfter >= lastAct.n) return [];
  return [{ at: instantAt(epochMs(lastAct.at) + QUIET_DAYS * DAY_MS), rule: 'remind-quiet', article: null, reckoning: null, key: String(lastAct.n), side: 'desk' }];
}

/** Elapsed hours: an incident does not wait for the opening. */
function after(from: Instant, hours: number, rule: string, key?: string): JourneyStep {
  return { at: instantAt(epochMs(from) + hours * HOUR_MS), rule, article: null, reckoning: null, side: 'desk', ...(key === undefined ? {} : { key }) };
}

function carryOut(step: JourneyStep, state: SecurityIncident, around: Around): Outcome<SecurityFactBody> {
  if (isLadder(step)) return climbStep(step, around);
  const officer = officerOf(around, step.at);
  if (isSilence(step)) return tellSilence(step, state, around, [{ letter: 'security-reminder', to: officer.to, step }]);
  const one = (body: SecurityFactBody, letter: string, to: JourneyLetter['to'] = officer.to): Outcome<SecurityFactBody> => ({ facts: [{ body }], letters: [{ letter, to, step }] });
  switch (step.rule) {
    case 'tell-officer':
      return one({ kind: 'officer-told', to: officer.to.address, as: officer.as }, 'security-alert');
    case 'tell-reporter':
      return one({ kind: 'reporter-told', to: state.reporter.address ?? '' }, 'security-acknowledged', { name: state.reporter.name, address: state.reporter.address ?? '' });
    case 'remind-officer':
      return one({ kind: 'officer-reminded', to: officer.to.address, hours: Number(step.key) }, 'security-reminder');
    case 'tell-manager': {
      const manager = managerOf(around, step.at);
      return one({ kind: 'manager-told', to: manager.address }, 'security-unanswered', manager);
    }
    case 'remind-notification':
      return one({ kind: 'notification-reminded' }, 'security-notification');
    case 'remind-quiet':
      return one({ kind: 'quiet-reminded', after: Number(step.key) }, 'security-quiet');
    default:
      throw new Error(`a security incident has no step ${step.rule}`);
  }
}
