import { contractsInForceOf } from '../../db/contract';
import { daysOfCafs } from '../../db/desk-terms';
import type { KnownContact } from '../../db/partner';
import type { Contract } from '../../domain/contract-types';
import { withDays } from '../../domain/desk-days';
import type { CafCode } from '../../domain/ids';
import { newOwnTicketPath, ownTicketsPath } from '../../web/paths-portal';
import { newOwnChangePath } from '../../web/paths-change';
import { ownSecurityPath } from '../../web/paths-security';
import { partnerHomePath } from '../../web/paths-sign-in';
import { ownTracesPath } from '../../web/paths-traces';
import type { ShellProps } from '../../web/view/shell';
import { rights } from '../rights';
import { strangerShell } from '../view/shell';
import type { Visit } from '../visit';
import { ownContacts } from './reach';
import { ownStops } from './stops';

export type PortalPage = 'accueil' | 'demandes' | 'nouvelle' | 'securite' | 'traces' | 'autre';

/** Who visits the portal: as each of their conventions names them, with the contracts in force there. */
export interface Visitor {
  readonly shell: ShellProps;
  readonly name: string;
  readonly contacts: readonly KnownContact[];
  readonly contracts: ReadonlyMap<CafCode, Contract>;
}

export async function visitorOf(visit: Visit, current: PortalPage): Promise<Visitor> {
  const { tools: { sql }, now, session } = visit;
  const contacts = await ownContacts(visit);
  const cafs = [...new Set(contacts.map((contact) => contact.caf))];
  const [inForce, days] = await Promise.all([contractsInForceOf(sql, cafs, now), daysOfCafs(sql, cafs)]);
  const contracts = new Map(inForce.map((contract) => [contract.caf, withDays(contract, days.get(contract.caf) ?? [])]));
  const name = contacts[0]?.name ?? session.name;
  const [first] = contracts.values();
  const links = [
    ...(visit.may('visit-portal') ? [{ key: 'accueil', label: 'Accueil', href: partnerHomePath() }, { key: 'demandes', label: 'Demandes', href: ownTicketsPath() }] : []),
    ...(visit.may('open-own-ticket') ? [{ key: 'nouvelle', label: 'Ouvrir une demande', href: newOwnTicketPath() }] : []),
    ...(visit.may('ask-change') ? [{ key: 'changement', label: 'Changer d’administrateur', href: newOwnChangePath() }] : []),
    ...(visit.may('ask-traces') ? [{ key: 'traces', label: 'Traces', href: ownTracesPath() }] : []),
    ...(visit.may('report-own-security') ? [{ key: 'securite', label: 'Signaler un incident de sécurité', href: ownSecurityPath() }] : []),
  ];
  const visited = rights.conventionsWhere(session.grants, 'visit-portal');
  const stops = await ownStops(visit, { contacts: contacts.filter(({ convention_id }) => visited.includes(convention_id)), contracts });
  const shell = { ...strangerShell(now, session.csrf), ...(first === undefined ? {} : { timeZone: first.calendar.timeZone }), portal: { name, links, current, stops }, flash: await visit.takeFlash() };
  return { shell, name, contacts, contracts };
}

/** The contract in force of a Caf. @throws Error when it is none of the visitor's */
export function contractOfCaf({ contracts }: Pick<Visitor, 'contracts'>, caf: CafCode): Contract {
  const contract = contracts.get(caf);
  if (contract === undefined) throw new Error(`no contract of Caf ${caf} for this visitor`);
  return contract;
}
