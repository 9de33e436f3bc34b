import type { ContractReadings, SecuritySettings } from '../contract-terms-types';

/** Shipped, where a contract's file says nothing: the officer is reminded after one hour and four, the manager is told after eight. */
export const SECURITY_SETTINGS: SecuritySettings = { remindHours: [1, 4], managerAfterHours: 8 };

/** The settings of a security incident under a contract; no article states them. Elapsed hours, day and night. */
export function securitySettings({ readings }: { readonly readings: ContractReadings }): SecuritySettings {
  return readings.securityIncident ?? SECURITY_SETTINGS;
}
