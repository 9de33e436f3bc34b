import { findAmendment, type AmendmentRow } from '../../db/amendment';
import { getContract } from '../../db/contract';
import { accountNames } from '../../db/around';
import { signedAmendment } from '../../db/desk-terms';
import { daysInForce } from '../../db/desk-day';
import { dateRefusal } from '../../desk/amendment';
import { amendedLines, amendmentParts } from '../../domain/amended';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { withDays } from '../../domain/desk-days';
import type { Change } from '../../domain/dry-run';
import { frenchDate, frenchDateTime } from '../../domain/french/dates';
import type { CafCode } from '../../domain/ids';
import { writeCsv } from '../../paper/csv';
import type { Refused } from '../../web/components/form';
import type { AmendmentProps } from '../../web/pages/amendment/draft';
import type { DryRow, DryRunView } from '../../web/view/dry-run';
import { latestContract } from '../desk-caf';
import { NotFound } from '../errors';
import type { Visit } from '../visit';
import { dryRun } from './dry-run';
import { shellOf } from './shell';

/** A draft with what it would do to the open tickets; a signed amendment with what it changed. @throws NotFound */
export async function amendmentView(visit: Visit, caf: CafCode, id: string, refused: Refused | null): Promise<AmendmentProps> {
  const { sql } = visit.tools;
  const [draft, latest, shell] = await Promise.all([findAmendment(sql, caf, id), latestContract(visit, caf), shellOf(visit, 'contrats')]);
  if (draft === undefined) throw new NotFound('no such amendment');
  const base = (await getContract(sql, caf, draft.base_version)) as ContractDocument;
  const openTickets = movesIn(visit, draft) ? 'move' : 'keep-version';
  const signed = draft.state === 'signed';
  return {
    shell, caf, id, name: base.name, state: draft.state, baseVersion: base.version, version: draft.version ?? latest.version + 1,
    effectiveFrom: draft.body.effectiveFrom,
    parts: amendmentParts(base, draft.body),
    ...amendedLines(base, draft.body),
    openTickets,
    run: draft.state === 'draft' ? await trial(visit, draft, latest.version + 1, visit.query('toutes') === 'oui') : null,
    calendar: withDays(base, await daysInForce(sql, caf)).calendar,
    signedWords: signed ? await signedWords(visit, draft) : null,
    blocked: draft.state === 'draft' ? blockedBy(draft, base, latest, visit) : null,
    refused,
    tokens: visit.tokens(),
  };
}

/** What is asked on the page, else what was sent with the signatures, else what the contract says of its amendments. */
function movesIn(visit: Visit, draft: AmendmentRow): boolean {
  const asked = visit.query('ouvertes') || (visit.fields()['ouvertes'] ?? '');
  return asked === '' ? draft.open_tickets === 'move' : asked === 'move';
}

async function trial(visit: Visit, draft: AmendmentRow, version: number, all: boolean): Promise<DryRunView> {
  const { sql } = visit.tools;
  const contract = { ...draft.body, version };
  const amendment = signedAmendment(contract, contract.effectiveFrom, await daysInForce(sql, draft.caf));
  const change: Change = { kind: 'amendment', amendment, moves: movesIn(visit, draft) };
  return await dryRun(sql, draft.caf, visit.now, () => change, all);
}

function blockedBy({ body, base_version }: AmendmentRow, base: ContractDocument, latest: ContractDocument, { now }: Visit): string | null {
  if (latest.version !== base_version) return 'Le contrat a changé depuis la préparation de ce projet : modifiez-le, puis essayez-le de nouveau.';
  if (amendmentParts(base, body).length === 0) return 'Ce projet ne change rien : modifiez-le avant de le signer.';
  return dateRefusal(body, latest.effectiveFrom, now);
}

async function signedWords({ tools, now }: Visit, { signed_by, signed_at, signatures, body }: AmendmentRow): Promise<string | null> {
  if (signed_at === null || signatures === null) return null;
  const names = await accountNames(tools.sql, signed_by === null ? [] : [signed_by]);
  const by = names.get(signed_by ?? '') ?? 'le responsable';
  const when = frenchDateTime(signed_at, body.calendar.timeZone, { now });
  return `Signé le ${frenchDate(signatures.on)} par ${signatures.caf} pour la Caf et ${signatures.partner} pour les partenaires ; enregistré par ${by} le ${when}.`;
}

/** Every row of the dry run. @throws NotFound */
export async function amendmentCsv(visit: Visit, caf: CafCode, id: string): Promise<string> {
  const [draft, latest] = await Promise.all([findAmendment(visit.tools.sql, caf, id), latestContract(visit, caf)]);
  if (draft === undefined) throw new NotFound('no such amendment');
  const run = await trial(visit, draft, latest.version + 1, true);
  const zone = latest.calendar.timeZone;
  return writeCsv(['Demande', 'Partenaire', 'Étape', 'Aujourd’hui', 'Avec l’avenant', 'Écart', 'Calcul'], run.rows.map((row) => cells(row, zone)));
}

const DIFFS = { 'at-effect': 'échue à l’effet', gone: 'n’a plus lieu', new: 'nouvelle étape', person: 'autre personne', same: 'inchangée' } as const;

function cells({ reference, partner, what, before, after, diff, calc }: DryRow, zone: string): string[] {
  const when = (at: DryRow['before']) => (at === null ? '' : frenchDateTime(at, zone));
  return [reference, partner, what, when(before), when(after), 'words' in diff ? diff.words : DIFFS[diff.kind], calc ?? ''];
}
