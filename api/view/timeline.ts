import { openMsBetween } from '../../domain/calendar';
import type { Contract } from '../../domain/contract-types';
import { forecast } from '../../domain/forecast';
import { epochMs, type Instant } from '../../domain/ids';
import type { Step } from '../../domain/plan';
import type { Fact, FactKind } from '../../domain/ticket-facts';
import { effective } from '../../domain/ticket-state';
import { contractPath } from '../../web/paths';
import type { TimelineEntry } from '../../web/view/ticket';
import { article, ruleWords } from '../../web/words/articles';
import { factDetail, factTitle, personWords, SKIP_WORDS } from './fact-words';
import { stepTitle } from './step-words';
import type { TicketData } from './ticket-data';

/** What only the journal tells. */
const NOT_ON_THE_LINE: ReadonlySet<FactKind> = new Set(['noted', 'letter-left', 'rung-decided', 'item-given', 'rectified', 'verdict-corrected', 'merge-undone']);

/** The past and the future of a ticket on one line: its facts, then what happens if nobody acts. */
export function timelineOf(data: TicketData): TimelineEntry[] {
  const past = effective(data.ticket.facts).filter((fact) => !NOT_ON_THE_LINE.has(fact.kind)).map((fact) => pastEntry(fact, data));
  return [...past, ...forecast(data.ticket).map((step) => futureEntry(step, data.ticket.contract, data.now))];
}

function pastEntry(fact: Fact, data: TicketData): TimelineEntry {
  const actor = data.journal.find((line) => line.n === fact.n)?.name ?? null;
  const detail = [factDetail(fact, data), actor].filter((text) => text !== null);
  return {
    at: fact.at,
    when: 'past',
    side: sideOf(fact),
    mark: markOf(fact),
    ...('rung' in fact ? { rung: fact.rung } : {}),
    title: fact.kind === 'received' && isAcknowledged(data) ? 'Demande reçue, accusé envoyé' : factTitle(fact, data),
    detail,
    problem: fact.kind === 'rung-skipped' && fact.reason !== 'same-person' ? 'À compléter dans la convention ou le contrat' : null,
  };
}

function isAcknowledged({ letters }: TicketData): boolean {
  return letters.some((letter) => letter.kind === 'acknowledgement' && letter.state !== 'withheld');
}

function sideOf(fact: Fact): TimelineEntry['side'] {
  switch (fact.kind) {
    case 'received':
    case 'partner-wrote':
      return 'partner';
    case 'referred':
      return 'national';
    case 'internal-reply':
      return fact.from === 'national' ? 'national' : 'desk';
    case 'urgent':
      return fact.by;
    default:
      return 'side' in fact ? fact.side : 'desk';
  }
}

function markOf(fact: Fact): TimelineEntry['mark'] {
  if (fact.kind === 'rung-contacted') return 'rung';
  if (fact.kind === 'ladder-exhausted') return 'exhausted';
  const ignored = (fact.kind === 'partner-wrote' && !fact.counts) || fact.kind === 'rung-skipped' || fact.kind === 'rung-failed';
  return ignored ? 'ignored' : 'done';
}

/** One step of the forecast, with the clause and the reckoning that make its date. */
export function futureEntry(step: Step, contract: Contract, now: Instant): TimelineEntry {
  const rung = step.rung ?? null;
  return {
    at: step.at,
    when: 'future',
    side: step.side ?? null,
    mark: step.what === 'contact-rung' || step.what === 'propose-rung' ? 'rung' : step.what === 'ladder-exhausted' ? 'exhausted' : step.what === 'skip-rung' ? 'ignored' : 'planned',
    ...(rung === null ? {} : { rung: rung.rank }),
    title: stepTitle({ what: step.what, side: step.side ?? null, rung: rung?.rank ?? null, role: null }),
    detail: detailOf(step),
    rule: ruleOf(step, contract),
    openMsLeft: epochMs(step.at) > epochMs(now) ? openMsBetween(contract.calendar, now, step.at) : null,
    reckoning: step.why.reckoning,
    problem: rung?.problem ? `Échelon passé : ${SKIP_WORDS[rung.problem]}` : null,
  };
}

function detailOf(step: Step): string[] {
  const who = step.rung === undefined ? null : personWords(step.rung);
  const task = step.rung?.how === 'task' && step.what === 'contact-rung' ? 'Prévenu dans Guichet : son adresse est celle du guichet.' : null;
  const held = step.why.held ? 'Retenue après une panne.' : null;
  const told = step.what === 'ladder-exhausted' ? 'Le responsable du guichet est prévenu, une fois.' : step.what === 'pickup-breach' ? 'Sinon la promesse est rompue et le responsable prévenu.' : null;
  return [who, task, told, held].filter((text) => text !== null);
}

function ruleOf({ why, what, rung, because }: Step, contract: Contract): TimelineEntry['rule'] {
  if (what === 'call-back') return null;
  const href = why.article === null ? null : contractPath(contract.caf);
  if (why.atOnce === 'urgent') return { text: `${article(why.article)} — urgence, sans délai`, href };
  if (why.atOnce !== null) return { text: `${article(why.article)} — aussitôt, le contact précédent étant resté sans effet`, href };
  const after = (what === 'contact-rung' || what === 'propose-rung' || what === 'ladder-exhausted') && because !== 'urgent' && (rung === undefined || rung.rank > 1);
  return { text: `${ruleWords(why.article, why.reckoning?.rule ?? null)}${after && why.reckoning !== null ? ' après le contact précédent' : ''}`, href };
}
