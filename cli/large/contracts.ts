import type { Calendar, Territory } from '../../domain/calendar-types';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { CafCode, LocalDate } from '../../domain/ids';
import { loadPublishedContracts } from '../../contracts/load';
import { DEPARTMENTS } from './departments';

/** Tickets of the fictional instance begin after this: their contract was in force. */
const IN_FORCE: LocalDate = '2024-01-01' as LocalDate;
const OVERSEAS: Readonly<Record<string, readonly [Territory, string]>> = {
  971: ['FR-GP', 'America/Guadeloupe'], 972: ['FR-MQ', 'America/Martinique'], 973: ['FR-GF', 'America/Cayenne'], 974: ['FR-RE', 'Indian/Reunion'], 976: ['FR-YT', 'Indian/Mayotte'],
  57: ['FR-57', 'Europe/Paris'], 67: ['FR-67', 'Europe/Paris'], 68: ['FR-68', 'Europe/Paris'],
};

/** A contract for each of the 101 Cafs: the five published ones, and for the others the terms of one of the five, with their own name, addresses and zone. */
export function everyContract(): ContractDocument[] {
  const published = loadPublishedContracts();
  return DEPARTMENTS.map(({ code, name, of }, i) => {
    const own = published.find((contract) => contract.caf === code);
    const model = published[i % published.length];
    if (model === undefined) throw new Error('no published contract');
    return own === undefined ? derived(model, code, name, of) : own;
  });
}

function derived(model: ContractDocument, code: string, department: string, of: string): ContractDocument {
  const moved = JSON.parse(JSON.stringify(model).replaceAll(`@caf${model.caf}.example`, `@caf${code.toLowerCase()}.example`)) as ContractDocument;
  return {
    ...moved,
    caf: code as CafCode,
    name: `Caf ${of}`,
    department,
    effectiveFrom: IN_FORCE,
    calendar: calendarOf(model.calendar, code),
    desk: { ...moved.desk, name: `Guichet unique de la Caf ${of}` },
  };
}

function calendarOf(model: Calendar, code: string): Calendar {
  const [territory, timeZone] = OVERSEAS[code] ?? ['FR', 'Europe/Paris'];
  return { ...model, territory, timeZone };
}
