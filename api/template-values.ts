import { findTemplate } from '../db/reply-template';
import { frenchDateTime } from '../domain/french/dates';
import { fillTemplate, type TemplateValues } from '../domain/reply-template';
import { SERVICE_SHORT } from '../web/words/labels';
import { NotFound } from './errors';
import type { TicketData } from './view/ticket-data';
import type { Visit } from './visit';

/** A template's words for one ticket. @throws NotFound when the template is not of the ticket's Caf. */
export async function filledTemplate({ tools }: Visit, data: TicketData, id: string): Promise<string> {
  const template = await findTemplate(tools.sql, id);
  if (template === undefined || template.caf !== data.row.caf) throw new NotFound('no such template');
  return fillTemplate(template.body, valuesOf(data));
}

function valuesOf({ row, partnerName, ticket, now, contacts, messages }: TicketData): TemplateValues {
  const at = (instant: typeof now) => frenchDateTime(instant, ticket.contract.calendar.timeZone, { now });
  const last = messages.findLast((message) => message.direction === 'in' && message.automatic === null);
  const writer = contacts.find((contact) => contact.id === (last?.contact_id ?? row.contact_id))?.name ?? last?.from_name ?? null;
  return {
    partenaire: partnerName,
    référence: row.reference,
    objet: row.subject,
    service: row.service === null ? null : SERVICE_SHORT[row.service],
    appelant: writer,
    échéance: row.next_at === null ? null : at(row.next_at),
    reçue: at(row.received_at),
    guichet: ticket.contract.desk.name,
  };
}
