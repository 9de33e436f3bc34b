import { insertVersion, latestVersion, lockAmendment, markSigned, type AmendmentRow, type OpenTickets, type Signatures } from '../db/amendment';
import { keepAddresses } from '../db/contract';
import type { Sql, Tx } from '../db/connect';
import { insertTermsChange } from '../db/terms-change';
import { localDateOf } from '../domain/calendar';
import { InvalidContract, readContract } from '../domain/contract';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';

export type SignOutcome = { readonly state: 'signed'; readonly version: number } | { readonly state: 'refused'; readonly reason: string };

interface Signing {
  readonly caf: CafCode;
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  /** What becomes of the tickets that are open at the date of effect, as chosen with the signatures. */
  readonly openTickets: OpenTickets;
  readonly signatures: Signatures;
}

/**
 * Signs an amendment: it becomes the next version of the contract, in force from its date, and the open tickets that it moves are told, in
 * one transaction with the change that is to reach them. The same signing again is signed already. Refused in French.
 */
export async function signAmendment(sql: Sql, signing: Signing): Promise<SignOutcome> {
  return await sql.begin(async (tx) => {
    const draft = await lockAmendment(tx, signing.caf, signing.id);
    if (draft?.state === 'signed' && draft.version !== null) return { state: 'signed', version: draft.version };
    const latest = await latestVersion(tx, signing.caf);
    const reason = refusalOf(draft, latest, signing);
    if (draft === undefined || latest === undefined || reason !== null) return { state: 'refused', reason: reason ?? GONE };
    return await putInForce(tx, draft, latest.version + 1, signing);
  });
}
const GONE = 'Ce projet d’avenant n’existe plus.';

function refusalOf(draft: AmendmentRow | undefined, latest: { version: number; effective_from: LocalDate } | undefined, { at }: Signing): string | null {
  if (draft === undefined || draft.state !== 'draft' || latest === undefined) return GONE;
  if (latest.version !== draft.base_version) return 'Le contrat a changé depuis la préparation de ce projet : reprenez-le, puis essayez-le de nouveau.';
  return dateRefusal(draft.body, latest.effective_from, at) ?? invalid(draft.body);
}

/** Why a date of effect cannot be, in French: it has passed, or an earlier version takes effect later. */
export function dateRefusal({ calendar, effectiveFrom }: ContractDocument, after: LocalDate, at: Instant): string | null {
  if (effectiveFrom < localDateOf(calendar, at)) return 'La date d’effet est passée : donnez aujourd’hui ou un jour à venir.';
  return effectiveFrom <= after ? 'La date d’effet doit suivre celle de la version précédente.' : null;
}

function invalid(body: ContractDocument): string | null {
  try {
    readContract(body, 'avenant');
    return null;
  } catch (error) {
    if (error instanceof InvalidContract) return 'Ce projet n’est pas un contrat valable : corrigez-le avant de le signer.';
    throw error;
  }
}

async function putInForce(tx: Tx, draft: AmendmentRow, version: number, { by, at, signatures, openTickets }: Signing): Promise<SignOutcome> {
  const contract: ContractDocument = { ...draft.body, version };
  const moves = openTickets === 'move';
  await insertVersion(tx, contract, moves);
  await keepAddresses(tx, contract);
  await markSigned(tx, draft.id, { version, openTickets, signatures }, by, at);
  if (moves) await insertTermsChange(tx, { id: `amendment-${draft.id}`, caf: draft.caf, kind: 'amendment', version, days: null, actor: by, at });
  return { state: 'signed', version };
}
