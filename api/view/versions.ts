import { amendmentsOf, versionsOf, type AmendmentRow } from '../../db/amendment';
import { getContract } from '../../db/contract';
import { amendmentParts } from '../../domain/amended';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { localDateOf } from '../../domain/calendar';
import { cafsWhere } from '../../domain/grants';
import { amendmentPath } from '../../web/contract-paths';
import type { VersionView } from '../../web/pages/contract';
import type { Visit } from '../visit';

/** The versions of a Caf's contract, and for its manager the drafts, in the order of their dates of effect. */
export async function versionViews(visit: Visit, current: ContractDocument): Promise<VersionView[]> {
  const { sql } = visit.tools;
  const { caf } = current;
  const manages = cafsWhere(visit.session.grants, 'manage-desk').includes(caf);
  const [versions, amendments] = await Promise.all([versionsOf(sql, caf), amendmentsOf(sql, caf)]);
  const today = localDateOf(current.calendar, visit.now);
  const documents = new Map(await Promise.all(versions.map(async ({ version }) => [version, (await getContract(sql, caf, version)) as ContractDocument] as const)));
  const signed = versions.map(({ version, effective_from, open }): VersionView => {
    const amendment = amendments.find((one) => one.version === version);
    const state = version === current.version ? 'current' : effective_from > today ? 'coming' : 'past';
    const href = manages && amendment !== undefined ? amendmentPath(caf, amendment.id) : null;
    return { version, from: effective_from, state, words: wordsOf(documents.get(version), documents.get(amendment?.base_version ?? 0)), open, href };
  });
  const drafts = manages ? amendments.filter((one) => one.state === 'draft').map((one) => draftView(one, documents.get(one.base_version))) : [];
  return [...signed, ...drafts].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : (a.version ?? 999) - (b.version ?? 999)));
}

function draftView({ id, caf, body }: AmendmentRow, base: ContractDocument | undefined): VersionView {
  return { version: null, from: body.effectiveFrom, state: 'draft', words: `${wordsOf(body, base)} ; non signé`, open: null, href: amendmentPath(caf, id) };
}

/** What it changed; the first has changed nothing. */
function wordsOf(contract: ContractDocument | undefined, base: ContractDocument | undefined): string {
  if (contract === undefined || base === undefined) return 'Contrat initial';
  const parts = amendmentParts(base, contract);
  return parts.length === 0 ? 'Sans changement des délais' : parts.join(' ; ');
}
