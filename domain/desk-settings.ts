import type { DelayRule } from './calendar-types';
import type { Contract } from './contract-types';

/**
 * What the contract leaves to the desk, as set on screen; a key that is absent is as in the contract's file. Nothing here is a term of
 * the contract: those change by amendment only (convention: « toute modification fait l'objet d'un avenant »).
 */
export interface OwnSettings {
  readonly deskName?: string;
  readonly reopenWithinCalendarDays?: number;
  readonly closeAfterCalendarDays?: number;
  readonly internalReminder?: DelayRule | null;
  readonly pickupWarningsOpenMinutes?: readonly number[];
  readonly afterOutageHoldMinutes?: number;
  /** « peut être mise en œuvre »: by the product, or proposed to the manager. */
  readonly escalationMode?: 'automatic' | 'proposed';
  readonly managerName?: string;
  readonly managerEmail?: string;
  /** Months that a ticket's journal and mails are kept after closing; null = not chosen. */
  readonly keepTicketsMonths?: number | null;
  /** Mailboxes beside those of the contract. */
  readonly mailboxes?: readonly string[];
}

const made = new WeakMap<Contract, Map<string, Contract>>();
const MOST_KNOWN = 20;

/** The contract with the desk's own settings in it; the same object for the same settings, so that its calendar is made ready once. */
export function withSettings<C extends Contract>(contract: C, own: OwnSettings | null): C {
  if (own === null || Object.keys(own).length === 0) return contract;
  const known = made.get(contract) ?? new Map<string, Contract>();
  made.set(contract, known);
  const key = JSON.stringify(own);
  const ready = known.get(key) ?? laidOver(contract, own);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, ready);
  return ready as C;
}

function laidOver<C extends Contract>(contract: C, own: OwnSettings): C {
  const { desk, manager, settings, escalation } = contract;
  const { deskName, managerName, managerEmail, escalationMode, keepTicketsMonths, mailboxes, ...days } = own;
  return {
    ...contract,
    desk: { ...desk, name: deskName ?? desk.name, mailboxes: [...desk.mailboxes, ...(mailboxes ?? [])] },
    manager: { name: managerName ?? manager.name, email: managerEmail ?? manager.email },
    settings: { ...settings, ...days },
    escalation: escalation === null ? null : { ...escalation, mode: escalationMode ?? escalation.mode },
    ...(keepTicketsMonths === undefined ? {} : { keepTicketsMonths }),
  };
}
