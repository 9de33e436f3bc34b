import type { DeskRung, Escalation, PartnerRung, Side } from './contract-types';
import type { ContractDocument } from './contract-terms-types';
import { frenchRule } from './french/dates';
import { listed, setting, silence, term, type StatementLine } from './contract-statement-line';

/** Who is contacted in which order when a side stays silent, and when it is urgent (article 3.3). */
export function ladderLines(contract: ContractDocument): StatementLine[] {
  const { escalation } = contract;
  if (escalation === null) return noEscalation();
  const sides = escalation.sides ?? (['desk', 'partner'] as const);
  return [
    ...sides.map((side) => sideLine(side, contract, escalation)),
    ...(escalation.urgent ? [urgentLine(escalation)] : []),
    ...ownMailboxLines(contract),
    ...settingLines(escalation),
  ];
}

function noEscalation(): StatementLine[] {
  return [
    silence(null, '**Aucune escalade n’est prévue** : faute de réponse, personne d’autre n’est contacté d’office.'),
    setting(
      'escalation',
      'Une demande déclarée urgente est signalée comme telle ; personne d’autre n’est contacté, et son auteur en est averti.',
    ),
  ];
}

function sideLine(side: Side, contract: ContractDocument, escalation: Escalation): StatementLine {
  const rungs = side === 'desk' ? contract.deskLadder.map(deskRungWords) : contract.partnerLadder.map(partnerRungWords);
  const who = side === 'desk' ? 'la Caf' : 'le partenaire';
  return term(escalation.article, `Si ${who} ne répond pas **en ${frenchRule(escalation.rule)}**, on contacte ${rungsWords(rungs)}.`);
}

function rungsWords(rungs: readonly string[]): string {
  if (rungs.length < 2) return `l’échelon 1 : ${rungs.join('')}`;
  return `dans l’ordre : ${rungs.map((words, i) => `${i + 1}. ${words}`).join(' ; ')}`;
}

function deskRungWords({ name, role }: DeskRung): string {
  if (name === null) return role ?? 'une personne non nommée';
  return `${name} (${role ?? 'fonction non précisée'})`;
}

function partnerRungWords(rung: PartnerRung): string {
  return rung.samePersonAs === undefined ? rung.role : `${rung.role} (la même personne qu’en ${rung.samePersonAs})`;
}

function urgentLine(escalation: Escalation): StatementLine {
  return term(
    escalation.article,
    'Si l’une des deux parties juge la situation urgente, le contact suivant de l’autre est sollicité **immédiatement**.',
  );
}

/** The Caf's rungs that stand behind the desk's own mailbox: we never write to ourselves (rules: Ladder 4). */
function ownMailboxLines(contract: ContractDocument): StatementLine[] {
  const own = contract.deskLadder.filter((rung) => rung.email !== null && contract.desk.mailboxes.includes(rung.email));
  if (own.length === 0) return [];
  const rungs = own.length === 1 ? 'de l’échelon' : 'des échelons';
  return [
    setting(
      'deskLadder',
      `La boîte ${rungs} ${listed(own.map((rung) => String(rung.rank)))} de la Caf est celle du guichet : une tâche dans Guichet remplace le courriel, et le responsable la voit aussi.`,
    ),
  ];
}

function settingLines(escalation: Escalation): StatementLine[] {
  const mode = escalation.mode === 'automatic' ? 'L’escalade est automatique.' : 'L’escalade est proposée au responsable, qui décide.';
  const also = escalation.outsideIncidents ?? true;
  return [
    setting('escalation.mode', mode),
    setting(
      'escalation.outsideIncidents',
      also
        ? 'Elle vaut aussi pour les changements d’administrateur et les revues inverses.'
        : 'Elle ne vaut que pour les demandes : changements d’administrateur et revues inverses donnent lieu à de simples rappels.',
    ),
  ];
}
