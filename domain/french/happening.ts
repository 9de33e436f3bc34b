import { epochMs } from '../ids';
import type { Rung } from '../ladder';
import type { Step } from '../plan';
import type { Happening } from '../simulation';
import type { Side } from '../contract-types';
import type { Fact, SkipReason } from '../ticket-facts';
import { frenchDateTime, frenchDuration, frenchRule } from './dates';
import { adjustedWords, isManaged, managedWords } from './managed';
import { movedWords } from './reckoning';
import { typo } from './typography';

const OF_SIDE: Readonly<Record<Side, string>> = { desk: 'de la Caf', partner: 'du partenaire' };
const SKIPPED: Readonly<Record<SkipReason, string>> = {
  'no-contact': 'sans contact',
  'dead-address': 'adresse qui ne répond plus',
  'same-person': 'même personne que l’échelon précédent',
};
const THEN = {
  owes: 'le guichet doit encore une réponse',
  asks: 'une question est posée, le partenaire doit une réponse',
  resolved: 'la demande est résolue',
} as const;
const CALLS = { 'not-reached': 'Appel du guichet sans réponse', 'message-left': 'Message laissé au téléphone par le guichet' } as const;

/** What happens, in one line: « Lettre à l’échelon 1 du partenaire : directrice adjointe, Apolline Vernouillet ». */
export function happeningWords(happening: Happening): string {
  return typo(happening.kind === 'step' ? stepWords(happening.step) : factWords(happening.fact));
}

/** Why a step happens when it does: « art. 3.3, 1 mois sans réponse ; reportée : samedi ». Null when the line says it all. */
export function whyWords(step: Step, timeZone: string): string | null {
  const words = [causeWords(step), movedOf(step), adjustedWords(step.why.reckoning?.adjusted), laterWords(step, timeZone)].filter((text) => text !== null);
  return words.length === 0 ? null : typo(words.join(' ; '));
}

/** What a step of the plan does, in one line; its typography is the caller’s. */
export function stepWords(step: Step): string {
  const side = step.side ?? 'desk';
  switch (step.what) {
    case 'pickup-warning':
      return `Rappel au guichet : prise en charge due dans ${frenchDuration((step.openMinutesBefore ?? 0) * 60_000)} d’ouverture`;
    case 'pickup-breach':
      return 'Promesse de prise en charge non tenue : le responsable est prévenu';
    case 'contact-rung':
      return `${step.rung?.how === 'task' ? 'Tâche dans Guichet pour' : 'Lettre à'} l’${rungWords(side, step.rung)}`;
    case 'propose-rung':
      return `Escalade proposée au responsable : ${rungWords(side, step.rung)}`;
    case 'skip-rung':
      return `É${rungWords(side, step.rung).slice(1)}, passé : ${step.rung?.problem === undefined || step.rung.problem === null ? 'sans contact' : SKIPPED[step.rung.problem]}`;
    case 'ladder-exhausted':
      return `Échelle ${OF_SIDE[side]} épuisée : le responsable est prévenu`;
    case 'urgent-flag':
      return `Urgence déclarée par ${side === 'desk' ? 'le guichet' : 'le partenaire'}, signalée ; le contrat ne prévoit personne à contacter`;
    case 'call-back':
      return 'Rappel téléphonique promis au partenaire';
    case 'internal-reminder':
      return 'Relance interne';
    case 'close':
      return 'Clôture de la demande';
    case 'pause-end':
      return 'Fin de la pause : le délai reprend';
    case 'terms-change':
      return `Passage à la version ${step.version ?? ''} du contrat`;
  }
}

/** « échelon 2 du partenaire : assistant administratif, Côme Hérouard ». */
export function rungWords(side: Side, rung: Rung | undefined): string {
  if (rung === undefined) return `échelon ${OF_SIDE[side]}`;
  const who = [rung.role, rung.name, rung.insteadOf === undefined ? null : `en remplacement de ${rung.insteadOf}`].filter((text) => text !== null).join(', ');
  return `échelon ${rung.rank} ${OF_SIDE[side]}${who === '' ? '' : ` : ${who}`}`;
}

function causeWords({ why, what }: Step): string | null {
  if (what === 'pickup-warning') return 'réglage du guichet';
  if (what === 'pause-end' || what === 'terms-change') return null;
  const article = why.article ?? 'réglage du guichet';
  if (why.atOnce === 'urgent') return why.article === null ? null : `${article}, urgence : sans délai`;
  if (why.atOnce === 'failed') return `${article}, la lettre précédente est revenue : aussitôt`;
  if (why.atOnce === 'skipped') return `${article}, échelon précédent passé : aussitôt`;
  if (why.reckoning === null) return null;
  const silence = why.article === null || what === 'pickup-breach' ? '' : ' sans réponse';
  return `${article}, ${frenchRule(why.reckoning.rule)}${silence}`;
}

function movedOf({ why, what }: Step): string | null {
  return why.reckoning === null || what === 'pickup-warning' ? null : movedWords(why.reckoning);
}

/** A letter that leaves after its limit: in the next opening hours, or once an outage is over. */
function laterWords({ at, limit, what, why }: Step, timeZone: string): string | null {
  if (what === 'pickup-warning' || epochMs(at) <= epochMs(limit)) return null;
  return `${why.held ? 'retenue après une panne, ' : ''}limite atteinte ${frenchDateTime(limit, timeZone)}`;
}

function factWords(fact: Fact): string {
  switch (fact.kind) {
    case 'received':
      return 'Demande reçue : le guichet doit une réponse';
    case 'partner-wrote':
      return fact.counts ? 'Réponse du partenaire' : 'Réponse automatique du partenaire : ne compte pas';
    case 'taken-in-hand':
      return 'Prise en charge par le guichet';
    case 'desk-wrote':
      return `Lettre du guichet : ${THEN[fact.then]}`;
    case 'desk-called':
      return fact.result === 'reached' ? `Partenaire joint au téléphone : ${THEN[fact.then]}` : CALLS[fact.result];
    case 'urgent':
      return `Déclarée urgente par ${fact.by === 'desk' ? 'le guichet' : 'le partenaire'}`;
    case 'rung-contacted':
      return `Échelon ${fact.rung} ${OF_SIDE[fact.side]} joint au téléphone`;
    case 'rung-failed':
      return `Lettre à l’échelon ${fact.rung} ${OF_SIDE[fact.side]} revenue : adresse qui ne répond plus`;
    case 'rung-withheld':
      return `Lettre à l’échelon ${fact.rung} ${OF_SIDE[fact.side]} retenue : la réponse était arrivée`;
    case 'reopened':
      return 'Demande rouverte : le guichet doit une réponse';
    case 'resolved':
      return 'Demande résolue';
    default:
      return isManaged(fact) ? managedWords(fact, 'Europe/Paris').title : fact.kind;
  }
}
