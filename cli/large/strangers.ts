import { createHash } from 'node:crypto';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { epochMs, instantAt, type Instant } from '../../domain/ids';
import { Chance } from './chance';
import { rawMail } from './mails';
import type { Rows } from './rows';

/** Mails of people nobody knows, which wait for a person: three a Caf on average. */
export function writeStrangers(rows: Rows, contracts: readonly ContractDocument[], seed: number, until: Instant): void {
  for (const [c, contract] of contracts.entries()) {
    const chance = new Chance(seed, 4, c);
    for (let i = chance.whole(0, 6); i > 0; i -= 1) writeStranger(rows, contract, `s${seed}-inconnu-${c}-${i}`, instantAt(epochMs(until) - Math.floor(chance.about(20) * 3_600_000)), i);
  }
}

function writeStranger(rows: Rows, contract: ContractDocument, id: string, at: Instant, i: number): void {
  const mailbox = contract.desk.mailboxes[0] ?? '';
  const from = { name: `Visiteuse ${i}`, address: `visiteuse.${i}@ailleurs-${contract.caf.toLowerCase()}.example` };
  const subject = 'Question sur un dossier';
  const raw = rawMail({ from, to: mailbox, subject, messageId: `<${id}@essai.example>`, at, text: 'Bonjour,\n\nà qui dois-je m’adresser pour mon compte ?', file: null });
  const hash = createHash('sha256').update(raw).digest();
  rows.raw_mail.push([hash, raw]);
  rows.arrived_mail.push([id, mailbox, contract.caf, `<${id}@essai.example>`, hash, hash, at, { json: { kind: 'smtp', remoteAddress: '127.0.0.1' } }, from.address, from.name, subject, 'to-identify', 'stranger', null]);
}
