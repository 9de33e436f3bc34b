import type { ContractDocument } from './contract-terms-types';
import { statement, type StatementLine } from './contract-statement';
import type { DelayRule } from './calendar-types';
import { frenchRule } from './french/dates';
import { typo } from './french/typography';

/** What an amendment takes out of the contract's own sentences, and what it puts in. */
export function amendedLines(before: ContractDocument, after: ContractDocument): { gone: StatementLine[]; fresh: StatementLine[] } {
  const [old, now] = [statement(before), statement(after)];
  const says = (lines: readonly StatementLine[]) => new Set(lines.map((line) => `${line.article ?? ''} ${line.text}`));
  const [said, saying] = [says(old), says(now)];
  return { gone: old.filter((line) => !saying.has(`${line.article ?? ''} ${line.text}`)), fresh: now.filter((line) => !said.has(`${line.article ?? ''} ${line.text}`)) };
}

/** In a few words: « “1 mois” devient “10 jours ouvrés” (art. 3.3) », « horaires »; empty when nothing differs. */
export function amendmentParts(before: ContractDocument, after: ContractDocument): string[] {
  const differs = (of: (contract: ContractDocument) => unknown) => JSON.stringify(of(before)) !== JSON.stringify(of(after));
  return [
    ...delayParts('prise en charge', before.pickup, after.pickup),
    ...delayParts('escalade', before.escalation, after.escalation),
    ...(differs(({ calendar }) => calendar.openingHours) ? ['horaires'] : []),
    ...(differs(({ calendar }) => calendar.closedDays ?? []) ? ['jours de fermeture'] : []),
    ...(differs(({ deskLadder }) => deskLadder) ? ['échelons de la Caf'] : []),
    ...(differs(({ partnerLadder }) => partnerLadder) ? ['échelons du partenaire'] : []),
    ...(differs(({ desk }) => desk.mailboxes) ? ['boîtes du guichet'] : []),
  ].map(typo);
}

type Delay = { readonly rule: DelayRule; readonly article: string } | null;

function delayParts(what: string, before: Delay, after: Delay): string[] {
  if (JSON.stringify(before?.rule) === JSON.stringify(after?.rule)) return before?.article === after?.article ? [] : [`article du délai de ${what}`];
  if (after === null) return [`plus de délai de ${what}`];
  if (before === null) return [`délai de ${what} : ${frenchRule(after.rule)} (${after.article})`];
  return [`« ${frenchRule(before.rule)} » devient « ${frenchRule(after.rule)} » (${after.article})`];
}

/** The contract with the reading of every open word that its clauses raise, and of no other: each has one value that is executed. */
export function withReadings(contract: ContractDocument): ContractDocument {
  const { clockStarts, nextRung, afterLastRung, administratorChange } = contract.readings;
  const change = administratorChange === undefined ? {} : { administratorChange };
  const rule = contract.escalation?.rule;
  if (rule === undefined) return { ...contract, readings: change };
  return {
    ...contract,
    readings: {
      clockStarts: clockStarts ?? 'first-unanswered-message',
      nextRung: nextRung ?? 'same-delay-from-letter',
      afterLastRung: afterLastRung ?? 'tell-manager-once',
      ...('calendarMonths' in rule ? { monthEnd: 'last-day' as const } : {}),
      ...('workingDays' in rule ? { eventDay: 'day-zero' as const } : {}),
      ...(contract.calendar.openingHours === null ? { noHoursStated: 'always-open' as const } : {}),
      ...change,
    },
  };
}
