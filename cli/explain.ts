import { Command } from 'commander';
import { loadPublishedContract } from '../contracts/load';
import type { Reckoning } from '../domain/calendar-types';
import type { Contract } from '../domain/contract-types';
import { reckon } from '../domain/deadline';
import { explainReckoning, type ExplainedLine } from '../domain/french/reckoning';
import { typo } from '../domain/french/typography';
import { movedBy, stopsThrough, type StopAhead } from '../domain/planned-stop';
import { instantFrom } from './instant-argument';
import { termOf, type ReckonedTerm, type TermChoice } from './reckoned-term';

export interface ExplainOptions extends TermChoice {
  readonly caf?: string;
  readonly start?: string;
  readonly received?: string;
  readonly json?: boolean;
  /** A planned stop, as « from/until ». */
  readonly stop?: string;
}

/** `guichet explain 95 --received …`: the reckoning of one date, line by line, in French. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Explique une échéance ligne par ligne, selon le contrat d’une Caf.')
    .argument('[caf]', 'code de la Caf (31, 95…)')
    .option('--caf <code>', 'code de la Caf, autre façon de le donner')
    .option('--received <instant>', 'instant de départ, avec son décalage : 2026-05-13T15:50+02:00')
    .option('--start <instant>', 'même sens que --received')
    .option('--term <terme>', 'pickup (prise en charge) ou escalation ; par défaut, celui que le contrat prévoit')
    .option('--rule <règle>', 'essayer un autre délai : workingDays=10, elapsedHours=48, openingHours=48, calendarDays=5, calendarMonths=1')
    .option('--when-closed <réglage>', 'next-opening, next-working-day-same-time ou as-is')
    .option('--stop <début/fin>', 'avec un arrêt planifié : 2026-06-08T07:00+02:00/2026-06-09T12:00+02:00')
    .option('--json', 'la suite des étapes en JSON')
    .action((caf: string | undefined, options: ExplainOptions, command: Command) => {
      try {
        console.log(explain(caf, options));
      } catch (error) {
        command.error(typo(`guichet explain : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

/** What the command prints. @throws Error in French on a Caf, an instant, a term or a rule that cannot be. */
export function explain(cafArgument: string | undefined, options: ExplainOptions): string {
  const caf = cafArgument ?? options.caf;
  const start = options.received ?? options.start;
  if (caf === undefined) throw new RangeError('donner le code d’une Caf : guichet explain 95 --received 2026-05-13T15:50+02:00');
  if (start === undefined) throw new RangeError('donner l’instant de départ : --received 2026-05-13T15:50+02:00');
  const contract = loadPublishedContract(caf);
  const at = instantFrom(start);
  const term = termOf(contract, options);
  if (!term) return typo(`${contract.name} : aucun délai de cette nature n’est promis.`);
  const reckoning = past(stopFrom(options.stop), reckon(contract.calendar, at, term.rule, term.whenClosed, term.article), contract);
  if (options.json === true) return JSON.stringify(reckoning, null, 2);
  return [title(contract, term), '', ...table(explainReckoning(reckoning, contract.calendar))].join('\n');
}

/** @throws Error in French on hours that cannot be. */
function stopFrom(text: string | undefined): StopAhead[] {
  if (text === undefined) return [];
  const [from, until, ...more] = text.split('/');
  if (from === undefined || until === undefined || more.length > 0) throw new RangeError('donner l’arrêt par son début et sa fin : --stop 2026-06-08T07:00+02:00/2026-06-09T12:00+02:00');
  const stop = { id: 'arret', revision: 1, title: 'arrêt donné', from: instantFrom(from), until: instantFrom(until), services: null };
  if (stop.until <= stop.from) throw new RangeError('la fin de l’arrêt vient après son début');
  return [stop];
}

function past(stops: readonly StopAhead[], reckoning: Reckoning, { calendar }: Contract): Reckoning {
  return movedBy(reckoning, stopsThrough(reckoning, stops, calendar), calendar);
}

function title(contract: Contract, term: ReckonedTerm): string {
  return typo(`${contract.name}, contrat version ${contract.version} : ${term.label}`);
}

function table(lines: readonly ExplainedLine[]): string[] {
  const width = Math.max(...lines.map((line) => line.label.length));
  return lines.map((line) => `${line.label.padEnd(width)}  ${line.value}`);
}
