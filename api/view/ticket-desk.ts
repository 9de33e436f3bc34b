import { filesKept } from '../../db/sent-file';
import { draftsOf, draftsOfOthers } from '../../db/draft';
import { templatesFor } from '../../db/reply-template';
import { presentOn, touchPresence } from '../../db/presence';
import { filesOfAct, type SentFile } from '../../domain/acts';
import { epochMs, instantAt } from '../../domain/ids';
import { TICKET_ACTS, type TicketAct } from '../../web/paths';
import type { Option } from '../../web/components/form';
import { SERVICE_SHORT } from '../../web/words/labels';
import type { DraftView } from '../../web/view/acts';
import type { SendingView } from '../../web/view/ticket';
import type { OtherView } from '../../web/words/presence';
import { giveBackRefused } from '../given-back';
import type { Visit } from '../visit';
import { ACT_NAMES } from './act-names';
import { othersAt, STILL_THERE_MS } from './others';
import type { TicketData } from './ticket-data';

/** What the agents' side of a ticket's page is made of: who is there, what is begun, what is on its way. */
export interface TicketDesk {
  readonly drafts: Readonly<Partial<Record<TicketAct, DraftView>>>;
  readonly others: readonly OtherView[];
  readonly templates: readonly Option[];
  readonly files: readonly SentFile[];
}

/** Who opens the page is seen there; what was refused once held is theirs again. */
export async function ticketDesk(visit: Visit, { row: { reference, caf, service }, acts }: TicketData): Promise<TicketDesk> {
  const { tools: { sql }, session: { account_id: account }, now } = visit;
  if (acts.some((act) => act.state === 'refused' && act.not_before !== null && act.actor === account)) await giveBackRefused(visit, reference);
  const since = instantAt(epochMs(now) - STILL_THERE_MS);
  const [own, present, begun, templates, files] = await Promise.all([
    draftsOf(sql, reference, account),
    presentOn(sql, [reference], since, account),
    draftsOfOthers(sql, [reference], account),
    templatesFor(sql, caf, service),
    filesKept(sql, { reference, account }),
    touchPresence(sql, [{ reference, account }], now),
  ]);
  const drafts = own.flatMap(({ act, fields, updated_at }) => {
    const form = TICKET_ACTS.find((one) => one === act);
    return form === undefined ? [] : [[form, { values: fields, at: updated_at }] as const];
  });
  return { drafts: Object.fromEntries(drafts), others: othersAt(present, begun, now), files, templates: templates.map(({ id, title, service: of }) => ({ value: id, label: of === null ? title : `${title} (${SERVICE_SHORT[of]})` })) };
}

/** What is on its way to the partner: at first its author may still take it back. */
export function sendingOf({ acts, names }: TicketData, account: string): SendingView[] {
  return acts
    .filter((act) => (act.state === 'held' || act.state === 'asked') && act.not_before !== null)
    .map((act) => ({
      key: act.key,
      act: ACT_NAMES[act.kind],
      at: act.not_before ?? act.asked_at,
      mine: act.actor === account,
      leaving: act.state === 'asked',
      who: names.get(act.actor) ?? 'Un agent',
      text: 'text' in act.body ? act.body.text : '',
      files: filesOfAct(act.body).map(({ name }) => name),
    }));
}

/** The acts on their way that a page shows. */
export function pendingKeys({ acts }: TicketData, account: string): string[] {
  return acts.filter((act) => (act.state === 'held' || act.state === 'asked') && act.actor !== account).map((act) => act.key).slice(0, 50);
}
