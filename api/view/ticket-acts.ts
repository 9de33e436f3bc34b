import type { NewsRow } from '../../db/news';
import { refusal, standingOf, type ActKind, type Standing } from '../../domain/acts';
import type { Contract, PartnerRole, ServiceCode, Side, TicketKind } from '../../domain/contract-types';
import { resolveLadder } from '../../domain/ladder';
import { isOver } from '../../domain/ticket-state';
import type { Option, Refused } from '../../web/components/form';
import { frenchPhone } from '../../web/pages/ticket/around';
import { TICKET_ACTS, type TicketAct } from '../../web/paths';
import type { ActsProps } from '../../web/view/acts';
import { rungPerson, rungTitle } from '../../web/words/facts';
import { KIND_LONG, ROLE_WORDS, SERVICE_LONG } from '../../web/words/labels';
import { NO_ADDRESS } from '../../desk/acts';
import { partnerAddressee } from '../../desk/addressee';
import { seenText } from '../act-sent';
import type { Visit } from '../visit';
import { zoneWords } from './local-time';
import { newsView } from './news';
import { pendingKeys, type TicketDesk } from './ticket-desk';
import { manageOf } from './ticket-manage';
import type { TicketData } from './ticket-data';

/** The act behind each form; « national » is one or the other, by what is waited for. */
export const KIND_OF: Readonly<Record<TicketAct, ActKind>> = {
  'prise-en-charge': 'take-in-hand',
  reponse: 'answer',
  question: 'ask',
  'appel-telephonique': 'call',
  rappel: 'promise-call-back',
  note: 'note',
  transmission: 'route',
  national: 'refer',
  urgence: 'urgent',
  verdict: 'correct-verdict',
  element: 'give-item',
  echelon: 'contact-rung',
  escalade: 'accept-escalation',
  rectification: 'rectify',
  fusion: 'merge',
  defusion: 'undo-merge',
  scission: 'split',
  transfert: 'hand-over',
  resolution: 'resolve',
  reouverture: 'reopen',
  affectation: 'assign',
  echeance: 'change-deadline',
  pause: 'pause',
  reprise: 'resume',
  incident: 'attach-incident',
  'hors-incident': 'detach-incident',
  'hors-arret': 'unlink-stop',
};

export interface OpenForm {
  readonly act: TicketAct;
  readonly refused: Refused | null;
  /** What others did while it was written. */
  readonly news?: readonly NewsRow[];
}

/** What the forms of a ticket offer, and why each is refused now if it is. */
export function actsOf(data: TicketData, visit: Visit, desk: TicketDesk, open: OpenForm | null): ActsProps {
  const { row, ticket, state, contacts, conventions, cafs, messages } = data;
  const standing = standingOf(state, ticket.contract.escalation !== null);
  const waiting = state.internal.some((sent) => sent.to === 'national');
  const recipients = recipientsOf(data);
  return {
    reference: row.reference,
    tokens: visit.tokens(),
    seen: seenText({ n: state.lastN, acts: pendingKeys(data, visit.session.account_id) }),
    drafts: desk.drafts,
    news: newsView(open?.news ?? []),
    undoSeconds: Math.round(visit.tools.undoSendMs / 1_000),
    templates: desk.templates,
    files: desk.files.map(({ sha256, name, size }) => ({ id: sha256, name, sizeBytes: size })),
    timeZone: ticket.contract.calendar.timeZone,
    now: data.now,
    refusals: { ...unreachable(recipients.to), ...refusalsOf(standing, waiting, (kind) => visit.mayOn(kind, row)) },
    notTheirs: TICKET_ACTS.filter((act) => !visit.mayOn(kindOf(act, waiting), row)),
    open,
    takenInHand: state.pickedUpAt !== null || isOver(state.phase),
    ...recipients,
    missing: ticket.contract.requiredItems.filter((item) => !item.optional && row.missing.includes(item.code)).map((item) => item.label),
    people: contacts.filter((contact) => contact.phones.length > 0).map((contact) => ({ value: contact.id, label: `${contact.name}, ${ROLE_WORDS[contact.role as PartnerRole].toLowerCase()} — ${frenchPhone(contact.phones[0] ?? '')}` })),
    sectors: ticket.contract.sectors.map((sector) => ({ value: sector.code, label: sector.email === null ? `${sector.label} (aucune adresse : consigné seulement)` : sector.label })),
    nationalWaiting: waiting,
    urgency: { desk: urgencyWords(data, 'partner'), partner: urgencyWords(data, 'desk') },
    rungs: rungOptions(data),
    services: entries<ServiceCode>(SERVICE_LONG),
    kinds: entries<TicketKind>(KIND_LONG),
    conventions: conventions.map((one) => ({ value: one.id, label: `${one.partner_name} — convention ${one.number}` })),
    current: { service: row.service ?? '', kind: row.kind ?? 'other', convention: row.convention_id ?? '' },
    mergeCandidates: data.ofPartner.filter((near) => near.reference !== row.reference && !isOver(near.phase)).map((near) => ({ value: near.reference, label: `${near.reference} ${near.subject}` })),
    messages: messages.filter((message) => message.direction === 'in').map((message) => ({ value: message.id, label: `${message.from_name ?? message.from_address ?? 'Partenaire'} : ${beginning(message.text)}` })),
    cafs: cafs.filter((one) => one.caf !== row.caf).map((one) => ({ value: one.caf, label: one.name })),
    manage: manageOf(data),
    zoneWords: zoneWords(ticket.contract.calendar.timeZone),
  };
}

const kindOf = (act: TicketAct, nationalWaiting: boolean): ActKind => (act === 'national' && nationalWaiting ? 'record-national' : KIND_OF[act]);

function refusalsOf(standing: Standing, nationalWaiting: boolean, mayDo: (kind: ActKind) => boolean): ActsProps['refusals'] {
  const refused = TICKET_ACTS.flatMap((act) => {
    const kind = kindOf(act, nationalWaiting);
    const no = mayDo(kind) ? refusal(kind, standing) : 'Votre rôle ne le permet pas.';
    return no === null ? [] : [[act, no] as const];
  });
  return Object.fromEntries(refused);
}

/** Letters are not offered where none can leave. */
function unreachable(to: readonly string[]): ActsProps['refusals'] {
  return to.length > 0 ? {} : { reponse: NO_ADDRESS, question: NO_ADDRESS };
}

/** As the letter will be addressed: to who wrote last for the partner, in copy its people whom they had in copy. */
function recipientsOf(data: TicketData): { to: string[]; cc: string[] } {
  const to = partnerAddressee(data, data.messages);
  if (to === null) return { to: [], cc: [] };
  return { to: [to.name === '' ? to.address : `${to.name} <${to.address}>`], cc: [...to.cc] };
}

/** What declaring urgent does: the next person of the other side's ladder is contacted at once, or it is only shown. */
function urgencyWords({ ticket, state }: TicketData, side: Side): string {
  const { contract } = ticket;
  if (!mayHurry(contract, side)) return 'ce contrat ne prévoit pas d’escalade ; la demande est signalée, personne n’est contacté.';
  const tried = new Set(state.ladders[side].climbed.filter((climbed) => climbed.outcome !== 'proposed').map((climbed) => climbed.rung));
  const next = resolveLadder(side, contract, ticket.contacts, ticket.deadAddresses).find((rung) => !tried.has(rung.rank) && rung.problem === null);
  if (next === undefined) return 'tous les contacts ont été écrits ; le responsable du guichet est prévenu.';
  const who = rungPerson(next);
  return `écrit tout de suite au ${rungTitle(side, next.rank)}${who === null ? '' : ` (${who.charAt(0).toLowerCase()}${who.slice(1)})`} (art. ${(contract.escalation?.article ?? '').replace(/^art\. /, '')}).`;
}

export function mayHurry({ escalation }: Contract, side: Side): boolean {
  return escalation !== null && escalation.urgent && (escalation.sides === undefined || escalation.sides.includes(side));
}

function rungOptions({ ticket }: TicketData): Option[] {
  return (['desk', 'partner'] as const).flatMap((side) =>
    resolveLadder(side, ticket.contract, ticket.contacts, ticket.deadAddresses)
      .filter((rung) => rung.phone !== null || rung.name !== null)
      .map((rung) => ({ value: `${side}-${rung.rank}`, label: `${rungTitle(side, rung.rank)} : ${rungPerson(rung) ?? 'sans nom'}${rung.phone === null ? '' : ` — ${frenchPhone(rung.phone)}`}` })),
  );
}

function entries<K extends string>(words: Readonly<Record<K, string>>): Option[] {
  return (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
