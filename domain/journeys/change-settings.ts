import type { ChangeSettings, ContractReadings } from '../contract-terms-types';

/** Shipped, where a contract's file says nothing: five working days to object; reminded after five and ten. */
export const CHANGE_SETTINGS: ChangeSettings = { objection: { workingDays: 5 }, reminders: [{ workingDays: 5 }, { workingDays: 10 }] };

/** The settings of a change of administrator under a contract; a contract kept before they existed has those shipped. */
export function changeSettings({ readings }: { readonly readings: ContractReadings }): ChangeSettings {
  return readings.administratorChange ?? CHANGE_SETTINGS;
}
