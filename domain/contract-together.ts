import type { Contract } from './contract-types';
import type { ContractIssue } from './contract-issues';

/** Mailboxes claimed by two Cafs: the recipient mailbox decides the Caf (rules: Door 4), so no two may share one. */
export function sharedMailboxIssues(contracts: readonly Contract[]): ContractIssue[] {
  const owners = new Map<string, string>();
  return contracts.flatMap((contract) =>
    contract.desk.mailboxes.flatMap((mailbox, i) => {
      const owner = owners.get(mailbox.toLowerCase());
      owners.set(mailbox.toLowerCase(), contract.caf);
      if (owner === undefined) return [];
      const path = [`${contract.caf}.yaml`, 'desk', 'mailboxes', i];
      return [
        {
          path,
          found: JSON.stringify(mailbox),
          fr: `une boîte qui n’est à aucune autre Caf (déjà celle de ${owner})`,
          en: `a mailbox of no other Caf (already that of ${owner})`,
        },
      ];
    }),
  );
}
