import type { TicketRow } from '../../db/ticket';
import { findConvention } from '../../db/partner';
import type { Option, Refused } from '../../web/components/form';
import type { NewIncidentProps } from '../../web/pages/incident/form';
import type { IncidentFields } from '../../web/view/incident';
import { SERVICE_SHORT } from '../../web/words/labels';
import type { Visit } from '../visit';
import { SERVICE_OPTIONS } from './incident';
import { localOfInstant, zoneWords } from './local-time';
import { contractsNow, shellOf } from './shell';

/** The form that opens an incident, begun with what its first request says. */
export async function newIncidentView(visit: Visit, ticket: TicketRow | null, refused: Refused | null): Promise<NewIncidentProps> {
  const [shell, contracts, convention] = await Promise.all([
    shellOf(visit, 'incidents'),
    contractsNow(visit),
    ticket?.convention_id == null ? undefined : findConvention(visit.tools.sql, ticket.convention_id),
  ]);
  const own = contracts.map((contract): Option => ({ value: contract.caf, label: contract.name }));
  const scopes = [...own, ...(visit.may('keep-national-incident') ? [{ value: 'national', label: 'National : toutes les Caf' }] : [])];
  const begun = begunWith(ticket, scopes[0]?.value ?? '', localOfInstant(ticket?.received_at ?? visit.now, shell.timeZone));
  const values = { ...begun, ...(refused?.values ?? {}) } as IncidentFields;
  const from = ticket === null ? null : { reference: ticket.reference, subject: ticket.subject, partner: convention?.partner_name ?? 'partenaire à identifier' };
  return { shell, tokens: visit.tokens(), values, refused, from, scopes, services: SERVICE_OPTIONS, zoneWords: zoneWords(shell.timeZone) };
}

function begunWith(ticket: TicketRow | null, scope: string, since: string): IncidentFields {
  const service = ticket?.service ?? null;
  return { portee: ticket?.caf ?? scope, service: service ?? '', titre: service === null ? '' : `${SERVICE_SHORT[service]} ne fonctionne pas`, depuis: since, connu: '', demande: ticket?.reference ?? '' };
}

/** The zone in which who is signed in types times: that of the pages' own frame. */
export async function zoneOfDesk(visit: Visit): Promise<string> {
  return (await contractsNow(visit))[0]?.calendar.timeZone ?? 'Europe/Paris';
}
