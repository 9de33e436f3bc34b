import { frenchDate, frenchDateTime } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';
import type { Instant } from '../../domain/ids';
import type { PaperBlock, PaperDocument } from '../../paper/document';
import { CHANNEL_WORDS, KIND_LONG, PHASE_WORDS, SERVICE_LONG, SIDE_SENTENCE } from '../../web/words/labels';
import { exchangeBlocks, mailTable } from './exchanges';
import type { DisputeData } from './file';
import { journalBlocks } from './journal';
import { reckoningBlocks } from './reckonings';
import { storyTable } from './story';

/** The file of one request for a dispute: what was asked, what happened, how each date was reckoned, what was written, and the journal. */
export function disputeDocument(data: DisputeData): PaperDocument {
  const { row, ticket, now } = data;
  return {
    title: typo(`Dossier de la demande ${row.reference}`),
    subtitle: row.subject,
    author: ticket.contract.desk.name,
    reference: row.reference,
    madeAt: now,
    blocks: [
      wholeness(data),
      { kind: 'heading', level: 1, text: 'La demande' },
      { kind: 'facts', rows: about(data) },
      { kind: 'heading', level: 1, text: typo('Ce qui s’est passé, et ce qui vient') },
      storyTable(data),
      { kind: 'heading', level: 1, text: 'Pourquoi ces dates', newPage: true },
      ...reckoningBlocks(data),
      { kind: 'heading', level: 1, text: 'Ce qui a été écrit et dit', newPage: true },
      ...exchangeBlocks(data),
      { kind: 'heading', level: 1, text: 'Courriels, tels que reçus et envoyés' },
      ...mailTable(data),
      { kind: 'heading', level: 1, text: 'Journal', newPage: true },
      ...journalBlocks(data),
    ],
  };
}

export function at(data: Pick<DisputeData, 'ticket'>, instant: Instant): string {
  return frenchDateTime(instant, data.ticket.contract.calendar.timeZone);
}

function wholeness({ broken, chain }: DisputeData): PaperBlock {
  if (broken !== null) return { kind: 'note', tone: 'late', text: typo(`Le journal est rompu à la ligne ${broken} : elle, ou une ligne avant elle, n’est plus ce qui avait été écrit.`) };
  return { kind: 'note', tone: 'ok', text: typo(`Le journal est entier : ${chain.length} lignes, chacune liée à celle qui la précède. Dernière empreinte : ${(chain.at(-1)?.chain ?? '').slice(0, 16)}…`) };
}

function about(data: DisputeData): [string, string][] {
  const { row, ticket, state, conventions } = data;
  const { contract } = ticket;
  const convention = conventions.find((one) => one.id === row.convention_id);
  const rows: [string, string | null][] = [
    ['Référence', row.reference],
    ['Objet', row.subject],
    ['Partenaire', data.partnerName ?? 'à identifier'],
    ['Convention', convention?.number ?? null],
    ['Caf', contract.name],
    [contract.serviceContract ? 'Contrat de service' : 'Convention seule', `version ${contract.version}, en vigueur depuis le ${frenchDate(contract.effectiveFrom, { form: 'long' })}`],
    ['Service', row.service === null ? 'non précisé' : SERVICE_LONG[row.service]],
    ['Nature', row.kind === null ? 'non précisée' : KIND_LONG[row.kind]],
    ['Reçue', `le ${at(data, row.received_at)} (${CHANNEL_WORDS[row.channel].toLowerCase()})`],
    ['État', PHASE_WORDS[state.phase]],
    ['Réponse due', state.debt === null ? 'Personne ne doit de réponse.' : `${SIDE_SENTENCE[state.debt.side]} depuis le ${at(data, state.debt.since)}.`],
    ['Heures', `celles de la Caf (${contract.calendar.timeZone})`],
    ['Dossier établi', `le ${at(data, data.now)}, par ${data.madeBy}`],
  ];
  return rows.flatMap(([term, value]) => (value === null ? [] : [[typo(term), term === 'Objet' ? value : typo(value)]]));
}
