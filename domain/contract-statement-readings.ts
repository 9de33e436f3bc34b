import type { DelayRule, WhenClosed } from './calendar-types';
import type { Escalation, PickupPromise, StatedDelay } from './contract-types';
import type { ContractDocument } from './contract-terms-types';
import { readingsOf } from './contract-readings';
import { territoryWords } from './contract-territory';
import { counted, frenchRule } from './french/dates';
import { listed, reading, type StatementLine } from './contract-statement-line';

/** How what the text leaves open is read, each with the setting that changes it. */
export function readingLines(contract: ContractDocument): StatementLine[] {
  const { pickup, escalation } = contract;
  return [
    ...(pickup === null ? [] : clauseLines('pickup', pickup, contract)),
    ...(escalation === null ? [] : clauseLines('escalation', escalation, contract)),
    ...fixedLines(contract),
    ...changeLines(contract),
  ];
}

function clauseLines(key: 'pickup' | 'escalation', clause: PickupPromise | Escalation, contract: ContractDocument): StatementLine[] {
  const stated = clause.stated === undefined ? frenchRule(clause.rule) : statedWords(clause.stated);
  const rule = reading(`${key}.rule`, `« ${stated} » : ${ruleReading(clause.rule, contract)}.${otherWords(clause)}`);
  return contract.calendar.openingHours === null ? [rule] : [rule, reading(`${key}.whenClosed`, CLOSED[clause.whenClosed])];
}

function statedWords(stated: StatedDelay): string {
  if ('hours' in stated) return `${counted(stated.hours, 'h', 'h')}`;
  if ('days' in stated) return counted(stated.days, 'jour', 'jours');
  if ('workingDays' in stated) return counted(stated.workingDays, 'jour ouvré', 'jours ouvrés');
  return counted(stated.months, 'mois', 'mois');
}

function ruleReading(rule: DelayRule, contract: ContractDocument): string {
  const holidays = contract.calendar.territory === null ? '' : `, hors jours fériés ${territoryWords(contract.calendar.territory)}`;
  if ('elapsedHours' in rule) return '**heures écoulées**, jour et nuit, à compter de la réception';
  if ('openingHours' in rule) return '**heures d’ouverture** du guichet, à compter de la réception';
  if ('calendarDays' in rule) return '**jours du calendrier**, à la même heure locale';
  if ('workingDays' in rule) return `**du lundi au vendredi**${holidays}, à la même heure locale`;
  if ('calendarMonths' in rule) return '**de date à date**, à la même heure locale';
  return 'secondes écoulées (essais seulement)';
}

function otherWords(clause: PickupPromise | Escalation): string {
  const others =
    clause.stated === undefined ? [] : readingsOf(clause.stated).filter((rule) => JSON.stringify(rule) !== JSON.stringify(clause.rule));
  const label = others.length > 1 ? 'Autres lectures possibles' : 'Autre lecture possible';
  return others.length === 0 ? '' : ` ${label} : ${listed(others.map(frenchRule), 'ou')}.`;
}

const CLOSED: Readonly<Record<WhenClosed, string>> = {
  'next-opening': 'Un terme qui tombe quand le guichet est fermé **passe à l’ouverture suivante**.',
  'next-working-day-same-time':
    'Un terme qui tombe un samedi, un dimanche ou un jour férié **passe au jour ouvré suivant, à la même heure**.',
  'as-is': 'Un terme qui tombe quand le guichet est fermé **n’est pas reporté**.',
};

/** What no article states of a change of administrator. */
function changeLines({ readings }: ContractDocument): StatementLine[] {
  const settings = readings.administratorChange;
  if (settings === undefined) return [];
  const reminders = settings.reminders.length === 0 ? 'aucun rappel n’est envoyé au partenaire' : `le partenaire est relancé après ${listed(settings.reminders.map(frenchRule))}`;
  return [reading('readings.administratorChange', `Changement d’administrateur : les personnes prévenues peuvent s’opposer pendant **${frenchRule(settings.objection)}** ; ${reminders}.`)];
}

const FIXED: ReadonlyArray<readonly [keyof ContractDocument['readings'], string]> = [
  ['clockStarts', 'Le délai court **depuis le premier message resté sans réponse** ; les suivants ne le font pas repartir.'],
  ['monthEnd', 'Un quantième qui manque au mois suivant devient **le dernier jour de ce mois**.'],
  ['eventDay', 'Le jour de l’événement est **le jour zéro**, quel qu’il soit : il n’est pas compté.'],
  [
    'nextRung',
    'Le contact suivant est sollicité **quand le même délai passe encore** sans réponse, à compter du départ de la lettre précédente.',
  ],
  [
    'afterLastRung',
    'Après le dernier contact et un délai de plus, le responsable est prévenu **une fois** que l’échelle est épuisée ; la demande reste signalée.',
  ],
  ['noHoursStated', 'Faute d’horaire, le guichet est tenu pour **ouvert à toute heure** : aucun terme n’est reporté.'],
];

function fixedLines({ readings }: ContractDocument): StatementLine[] {
  return FIXED.filter(([key]) => readings[key] !== undefined).map(([key, words]) => reading(`readings.${key}`, words));
}
