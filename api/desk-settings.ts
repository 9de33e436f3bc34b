import type { Tx } from '../db/connect';
import { getContract } from '../db/contract';
import { lockSettings, saveSettings } from '../db/desk-setting';
import { addMailbox, endMailbox, findMailbox } from '../db/mailbox';
import { insertChange } from '../db/setting-change';
import { withSettings, type OwnSettings } from '../domain/desk-settings';
import type { CafCode } from '../domain/ids';
import { deskSettingsPath, mailboxesPath } from '../web/settings-paths';
import { changed } from './directory/changed';
import { NotFound } from './errors';
import { FormRefused } from './once';
import { settingsOf } from './settings-form';
import type { Visit } from './visit';

/** Keeps what the desk set, its mailboxes apart, and writes down what changed of what was in force. */
export async function setDesk(tx: Tx, visit: Visit, caf: CafCode, version: number, asked: OwnSettings): Promise<string> {
  const before = await lockSettings(tx, caf);
  const contract = await getContract(tx, caf, version);
  const after: OwnSettings = before.mailboxes === undefined ? asked : { ...asked, mailboxes: before.mailboxes };
  const difference = changed({ ...settingsOf(withSettings(contract, before)) }, { ...settingsOf(withSettings(contract, after)) });
  if (difference !== null) {
    await saveSettings(tx, caf, after, visit.now);
    await insertChange(tx, { at: visit.now, account: visit.session.account_id, caf, area: 'desk', what: 'changed', subject: caf, label: contract.name, ...difference });
  }
  return deskSettingsPath(caf);
}

/** Adds a mailbox beside those of the contract: mail to it is for this desk. @throws FormRefused when it is another's */
export async function addDeskMailbox(tx: Tx, visit: Visit, caf: CafCode, address: string): Promise<string> {
  const own = await lockSettings(tx, caf);
  const known = await findMailbox(tx, address);
  if (known !== undefined && (known.caf !== caf || known.ended_at === null)) throw new FormRefused([{ field: 'adresse', message: known.caf === caf ? 'Cette boîte est déjà celle de ce guichet.' : 'Cette boîte est celle d’un autre guichet.' }]);
  await addMailbox(tx, address, caf, visit.now);
  await saveSettings(tx, caf, { ...own, mailboxes: [...(own.mailboxes ?? []), address] }, visit.now);
  await insertChange(tx, { at: visit.now, account: visit.session.account_id, caf, area: 'mailbox', what: 'added', subject: address, label: address, before: null, after: null });
  return mailboxesPath();
}

/** A mailbox that was added takes no more mail; those of the contract end by amendment only. @throws NotFound, FormRefused */
export async function endDeskMailbox(tx: Tx, visit: Visit, address: string): Promise<string> {
  const known = await findMailbox(tx, address);
  if (known === undefined || !visit.cafs.includes(known.caf)) throw new NotFound('no such mailbox');
  if (known.added_at === null) throw new FormRefused([{ field: null, message: 'Cette boîte est dans le contrat : elle ne change que par avenant.' }]);
  const own = await lockSettings(tx, known.caf);
  if (known.ended_at === null) {
    await endMailbox(tx, address, visit.now);
    await saveSettings(tx, known.caf, { ...own, mailboxes: (own.mailboxes ?? []).filter((one) => one !== address) }, visit.now);
    await insertChange(tx, { at: visit.now, account: visit.session.account_id, caf: known.caf, area: 'mailbox', what: 'ended', subject: address, label: address, before: null, after: null });
  }
  return mailboxesPath();
}
