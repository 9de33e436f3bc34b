import type { ActRow } from '../db/act';
import { servesCaf } from '../db/account';
import { knownCafs } from '../db/around';
import type { Tx } from '../db/connect';
import { findIncident } from '../db/incident';
import { findMessage, messagesOf } from '../db/message';
import { filesKept } from '../db/sent-file';
import { findConvention } from '../db/partner';
import { lockTicket } from '../db/ticket';
import { filesOfAct, writesToPartner, type Act } from '../domain/acts';
import { epochMs, type Instant } from '../domain/ids';
import { coveredFor } from '../domain/cover';
import { incidentOf } from '../domain/incident';
import { linkedStop } from '../domain/planned-stop';
import { resolveLadder } from '../domain/ladder';
import { managerRefusal } from '../domain/manager-acts';
import { effective, isOver, type TicketState } from '../domain/ticket-state';
import { outcomeOf, type ActOutcome } from './act-facts';
import { partnerAddressee } from './addressee';
import type { LoadedCase } from '../db/case';
import { handOver, merge, split, undoMerge } from './two-tickets';
import { newlyInVain } from './wants';

/** Beyond, a year was mistyped. */
const FAR_MS = 366 * 86_400_000;

/** What only the memory can tell of an act: the reason in French why it is refused, null when it is allowed. */
export async function deeperRefusal(tx: Tx, loaded: LoadedCase, state: TicketState, act: Act, now: Instant): Promise<string | null> {
  const { row, ticket } = loaded;
  switch (act.kind) {
    case 'answer':
      return act.text.trim() === '' ? WRITE_FIRST : answerRefusal(loaded, state, act.incident);
    case 'ask':
    case 'note':
    case 'refer':
    case 'record-national':
      return act.text.trim() === '' ? WRITE_FIRST : null;
    case 'promise-call-back':
      if (epochMs(act.due) - epochMs(now) > FAR_MS) return 'Le rappel promis est dans plus d’un an : vérifiez l’année.';
      return act.due <= state.receivedAt ? 'L’heure du rappel promis est antérieure à la demande.' : null;
    case 'route':
      return ticket.contract.sectors.some((sector) => sector.code === act.sector) ? null : `Le contrat ne nomme pas le secteur « ${act.sector} ».`;
    case 'correct-verdict':
      return ticket.facts.some((fact) => fact.n === act.of && fact.kind === 'partner-wrote') ? null : 'Ce message n’est pas un message du partenaire.';
    case 'rectify':
      return act.convention === undefined || (await findConvention(tx, act.convention))?.caf === row.caf ? null : 'Cette convention n’est pas de cette Caf.';
    case 'merge':
      return await mergeRefusal(tx, loaded, act.into);
    case 'undo-merge':
      return effective(ticket.facts).some((fact) => (fact.kind === 'merged-in' || fact.kind === 'merged-into') && fact.other === act.other) ? null : 'Ces deux demandes ne sont pas fusionnées.';
    case 'split':
      return await splitRefusal(tx, loaded, act.message);
    case 'hand-over':
      return await handOverRefusal(tx, loaded, act.caf);
    case 'contact-rung':
      return ladderHas(loaded, act.side, act.rung) ? null : 'Cet échelon n’existe pas dans l’échelle de ce contrat.';
    case 'assign':
      return await assignRefusal(tx, loaded, act.to);
    case 'attach-incident':
      return await attachRefusal(tx, loaded, act.incident);
    case 'detach-incident':
      return incidentOf(ticket.facts) === act.incident ? null : 'Cette demande n’est pas rattachée à cet incident.';
    case 'unlink-stop':
      return linkedStop(ticket.facts) === act.stop ? null : 'Cette demande n’est pas liée à cet arrêt.';
    case 'accept-escalation':
      return state.ladders[act.side].climbed.some((c) => c.outcome === 'proposed') ? null : 'Aucune escalade n’est proposée de ce côté.';
    default:
      return managerRefusal(act, ticket, state, now);
  }
}

/** Only a letter that can leave ends a debt (rules: Clock 2): to a partner of whom no address is known, none is written. */
export async function addressRefusal(tx: Tx, loaded: LoadedCase, { body }: ActRow): Promise<string | null> {
  if (!writesToPartner(body)) return null;
  const known = partnerAddressee(loaded, await messagesOf(tx, loaded.row.reference));
  return known === null ? NO_ADDRESS : null;
}
export const NO_ADDRESS = 'Aucune adresse de courriel n’est connue pour cette demande : répondez par téléphone, ou complétez les contacts du partenaire.';

/** A letter whose files are no longer all there is given back, rather than sent without them. */
export async function filesRefusal(tx: Tx, { body, reference, actor }: ActRow): Promise<string | null> {
  const files = filesOfAct(body);
  if (files.length === 0) return null;
  const kept = new Set((await filesKept(tx, { reference, account: actor })).map(({ sha256 }) => sha256));
  const lost = files.find(({ sha256 }) => !kept.has(sha256));
  return lost === undefined ? null : `Le fichier « ${lost.name} » n’est plus gardé : joignez-le de nouveau.`;
}

async function assignRefusal(tx: Tx, { row }: LoadedCase, to: string | null): Promise<string | null> {
  return to === null || (await servesCaf(tx, to, row.caf)) ? null : 'Cette personne ne sert pas le guichet de cette Caf.';
}

const WRITE_FIRST = 'Écrivez un texte avant d’envoyer.';

/** The message of an incident answers what is attached to it and open still: it neither reopens a request nor follows one that was taken out. */
function answerRefusal({ ticket }: LoadedCase, { phase }: TicketState, incident: string | undefined): string | null {
  if (incident === undefined) return null;
  if (incidentOf(ticket.facts) !== incident) return 'Cette demande n’est plus rattachée à cet incident.';
  return phase === 'resolved' ? 'Cette demande est déjà résolue.' : null;
}

async function attachRefusal(tx: Tx, { row, ticket }: LoadedCase, id: string): Promise<string | null> {
  if (row.restricted) return 'Un incident de sécurité ne se rattache pas à une panne.';
  const known = incidentOf(ticket.facts);
  if (known !== null) return known === id ? 'Cette demande est déjà rattachée à cet incident.' : 'Cette demande est rattachée à un autre incident : détachez-la d’abord.';
  const incident = await findIncident(tx, [row.caf], id);
  return incident === undefined ? 'Cet incident n’existe pas dans cette Caf.' : null;
}

async function splitRefusal(tx: Tx, { row }: LoadedCase, id: string): Promise<string | null> {
  const message = await findMessage(tx, id);
  if (message?.reference !== row.reference) return 'Ce message n’appartient pas à cette demande.';
  return message.direction === 'in' ? null : 'Seul un message reçu du partenaire peut être scindé.';
}

/** Whatever cannot be carried out is refused here: an act that fails would fail at every move, and hold the ticket up for ever. */
async function handOverRefusal(tx: Tx, { row }: LoadedCase, caf: string): Promise<string | null> {
  if (caf === row.caf) return 'Choisissez une autre Caf que celle de la demande.';
  return (await knownCafs(tx)).some((known) => known.caf === caf) ? null : `Aucun guichet n’est connu pour la Caf « ${caf} ».`;
}

async function mergeRefusal(tx: Tx, { row }: LoadedCase, into: string): Promise<string | null> {
  if (into === row.reference) return 'Une demande ne peut pas être fusionnée avec elle-même.';
  // Locked, so that it is not itself merged or closed meanwhile.
  const other = await lockTicket(tx, into as never);
  if (other === undefined || other.caf !== row.caf) return `La demande ${into} n’existe pas dans cette Caf.`;
  if (isOver(other.phase)) return `La demande ${into} est close : rouvrez-la d’abord.`;
  return other.convention_id === row.convention_id ? null : `La demande ${into} est d’un autre partenaire.`;
}

function ladderHas({ ticket }: LoadedCase, side: 'desk' | 'partner', rung: number): boolean {
  return resolveLadder(side, ticket.contract, ticket.contacts, ticket.deadAddresses).some((one) => one.rank === rung);
}

/** Carries out an act: what it does to other rows is done in the transaction, what it does to this ticket is returned. */
export async function outcomeOfAct(tx: Tx, loaded: LoadedCase, state: TicketState, row: ActRow, now: Instant): Promise<ActOutcome> {
  const { body: act, key, actor, reference } = row;
  switch (act.kind) {
    case 'merge':
      return await merge(tx, loaded, state, act.into, actor, now);
    case 'undo-merge':
      return await undoMerge(tx, loaded, act.other, actor, now);
    case 'split':
      return await split(tx, loaded, row, act, now);
    case 'hand-over':
      return await handOver(tx, loaded, row, act, now);
    case 'accept-escalation':
      return accepted(loaded, state, act.side, now);
    case 'rectify':
      await rectify(tx, loaded, act);
      break;
    case 'give-item':
      await tx`update ticket set missing = array_remove(missing, ${act.item}) where reference = ${reference}`;
      break;
    case 'correct-verdict':
      return corrected(loaded, act, now);
    default:
      break;
  }
  return outcomeOf({ key, reference, actor, at: now, act, contract: loaded.ticket.contract });
}

async function rectify(tx: Tx, { row }: LoadedCase, act: Extract<Act, { kind: 'rectify' }>): Promise<void> {
  const service = act.service === undefined ? row.service : act.service;
  const kind = act.ticketKind ?? row.kind;
  const convention = act.convention ?? row.convention_id;
  const restricted = kind === row.kind ? row.restricted : kind === 'security-incident';
  await tx`update ticket set service = ${service}, kind = ${kind}, convention_id = ${convention}, restricted = ${restricted} where reference = ${row.reference}`;
}

function corrected({ ticket }: LoadedCase, act: Extract<Act, { kind: 'correct-verdict' }>, now: Instant): ActOutcome {
  const body = { kind: 'verdict-corrected', of: act.of, counts: act.counts } as const;
  const n = Math.max(...ticket.facts.map((fact) => fact.n)) + 1;
  const vain = newlyInVain(ticket.facts, { ...body, n, at: now });
  return { facts: [body], messages: [], letters: vain.map((who) => ({ fact: 0, letter: { kind: 'wrong-contact', ...who } })) };
}

function accepted({ ticket }: LoadedCase, state: TicketState, side: 'desk' | 'partner', now: Instant): ActOutcome {
  const proposal = state.ladders[side].climbed.find((c) => c.outcome === 'proposed');
  const rung = resolveLadder(side, coveredFor(side, ticket.contract, ticket.covers, now), ticket.contacts, ticket.deadAddresses).find((one) => one.rank === proposal?.rung);
  if (proposal === undefined || rung === undefined) throw new Error('no escalation is proposed');
  if (rung.problem !== null) return { facts: [{ kind: 'rung-skipped', side, rung: rung.rank, reason: rung.problem, because: 'delay' }], messages: [], letters: [] };
  const limit = proposal.at;
  const why = { article: ticket.contract.escalation?.article ?? null, reckoning: null, atOnce: null, held: false };
  const step = { at: limit, what: 'contact-rung', why, side, rung, because: 'delay', limit } as const;
  if (rung.how === 'task') return { facts: [{ kind: 'rung-contacted', side, rung: rung.rank, because: 'delay', how: 'task' }], messages: [], letters: [] };
  return { facts: [{ kind: 'rung-decided', side, rung: rung.rank, because: 'delay', limit }], messages: [], letters: [{ fact: 0, letter: { kind: 'escalation', step, rung } }] };
}

