import type { JourneyState, JourneyStep } from '../../../domain/journeys/types';
import { heading, list, paragraph, when } from '../block';
import type { WrittenLetter } from '../context';
import { asA, at, because, clause, personOf } from '../words';
import { journeyLetter, ticketContext, type JourneyContext } from './context';

/** What a ladder's letter says of its journey: « la mise en demeure du 12 mai ». */
export interface LadderSubject {
  readonly title: string;
  /** What is expected of the silent side. */
  readonly expected: string;
}

/** To a named contact of the side that did not act in time (article 3.3; rules: Ladder 6). */
export function journeyEscalation(context: JourneyContext, { title, expected }: LadderSubject, step: JourneyStep, state: JourneyState): WrittenLetter {
  const said = ticketContext(context, title);
  const rung = step.ladder?.rung;
  const since = step.ladder?.since ?? state.debt?.since ?? null;
  const role = rung?.role ?? (step.side === 'desk' ? 'contact de la Caf' : 'contact du partenaire');
  return journeyLetter(context, {
    subject: `Sans réponse : ${title}`,
    preview: `Une réponse est attendue de ${step.side === 'partner' ? 'votre organisme' : 'la Caf'}.`,
    title: 'Une démarche attend une réponse',
    blocks: [
      paragraph(`Nous vous écrivons **${asA(role)}**, échelon ${rung?.rank ?? 1} du contrat de service passé avec la Caf${context.partner === null ? '' : ` (${context.partner})`}.`),
      paragraph(`${step.side === 'partner' ? 'Votre organisme' : 'La Caf'} n’a pas répondu${since === null ? '' : ` depuis le **${at(said, since)}**`}, dans le délai prévu (${clause(step.article, context.contract.escalation?.rule ?? null)}).`),
      { kind: 'facts', rows: rowsOf(context, title) },
      heading('Ce qui est attendu de vous'),
      list([expected]),
      ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la démarche', href: context.url ?? '' }),
    ],
  }, step.side === 'partner');
}

/** To the manager, once: every contact of the silent side was tried. */
export function journeyExhausted(context: JourneyContext, { title }: LadderSubject, step: JourneyStep): WrittenLetter {
  const who = step.side === 'desk' ? 'la Caf' : (context.partner ?? 'le partenaire');
  return journeyLetter(context, {
    subject: `Échelle épuisée : ${title}`,
    preview: `Tous les contacts ont été sollicités : ${who} n’a pas répondu.`,
    title: 'Échelle épuisée : à vous de décider',
    blocks: [
      paragraph(`Tous les contacts prévus par le contrat ont été sollicités, et **${who} n’a pas répondu** avant le ${at(ticketContext(context, title), step.at)} (${because(context.contract.escalation?.article ?? null, null)}). Ce message n’est envoyé qu’une fois.`),
      { kind: 'facts', rows: rowsOf(context, title) },
      ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la démarche', href: context.url ?? '' }),
    ],
  }, false);
}

/** Where no ladder climbs: to whoever of the Caf is reminded, and to its manager with the last reminder (rules: Ladder 6). */
export function journeySilence(context: JourneyContext, { title, expected }: LadderSubject, step: JourneyStep, state: JourneyState): WrittenLetter {
  const byCaf = step.side === 'desk';
  const who = byCaf ? 'la Caf' : (context.partner ?? 'le partenaire');
  const since = state.debt === null ? '' : ` depuis le **${at(ticketContext(context, title), state.debt.since)}**`;
  const none = 'Aucune échelle de contacts ne s’applique ici :';
  return journeyLetter(context, {
    subject: `En attente : ${title}`,
    preview: byCaf ? 'Une réponse est attendue de la Caf.' : 'Le partenaire n’a pas répondu.',
    title: byCaf ? 'Une démarche attend la Caf' : 'Une démarche attend le partenaire',
    blocks: [
      paragraph(byCaf ? `Cette démarche attend la Caf${since}. ${none} personne d’autre n’est sollicité.` : `Cette démarche attend une réponse${since} : **${who}** n’a rien envoyé malgré les rappels. ${none} la suite vous appartient.`),
      { kind: 'facts', rows: rowsOf(context, title) },
      ...(byCaf ? [heading('Ce qui est attendu'), list([expected])] : []),
      ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la démarche', href: context.url ?? '' }),
    ],
  }, false);
}

/** To the manager, where the contract's setting leaves escalation to a decision (rules: Clock 7). */
export function journeyProposed(context: JourneyContext, { title }: LadderSubject, step: JourneyStep): WrittenLetter {
  const rung = step.ladder?.rung;
  return journeyLetter(context, {
    subject: `Escalade à décider : ${title}`,
    preview: 'Le délai est passé : à vous de décider.',
    title: 'Une escalade vous est proposée',
    blocks: [
      paragraph(`Le délai du contrat est passé sans réponse (${because(context.contract.escalation?.article ?? null, context.contract.escalation?.rule ?? null)}). Le contact suivant serait **${rung === undefined ? 'à choisir' : personOf(rung)}** : rien ne lui est écrit avant votre décision.`),
      { kind: 'facts', rows: rowsOf(context, title) },
      ...when(context.url !== null, { kind: 'button', text: 'Décider', href: context.url ?? '' }),
    ],
  }, false);
}

function rowsOf({ id, partner, convention }: JourneyContext, title: string): ReadonlyArray<readonly [string, string]> {
  return [['Démarche', title], ['Numéro', id], ...(partner === null ? [] : [['Partenaire', partner] as const]), ...(convention === null ? [] : [['Convention', convention] as const])];
}
