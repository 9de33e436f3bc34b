import { frenchDateTime } from '../../domain/french/dates';
import { runningLimits } from '../../domain/manager-acts';
import type { ManageProps } from '../../web/view/acts';
import { stepTitle } from '../../web/view/timeline';
import type { TicketData } from './ticket-data';

/** What a manager's forms offer: who may be in charge, which limits run and until when. Null for anybody else. */
export function manageOf({ agents, ticket, state, row, now }: TicketData): ManageProps | null {
  if (agents === null) return null;
  const zone = ticket.contract.calendar.timeZone;
  return {
    agents: agents.map(({ id, name }) => ({ value: id, label: name })),
    assignee: row.assignee ?? '',
    limits: runningLimits(ticket, state).map(({ key, step }) => ({ value: key, label: `${stepTitle(step)} : ${frenchDateTime(step.limit, zone, { now })}` })),
    pausedUntil: state.pause === null ? null : frenchDateTime(state.pause.until, zone, { now }),
  };
}
