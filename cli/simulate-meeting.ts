import { Command } from 'commander';
import { frenchDateTime } from '../domain/french/dates';
import { journeyStepWords, journeyWhyWords } from '../domain/french/journeys';
import { meetingFactWords } from '../domain/french/meeting';
import { typo } from '../domain/french/typography';
import { forecastJourney, type Foreseen } from '../domain/journeys/forecast';
import { meeting, type MeetingFact } from '../domain/journeys/meeting';
import type { JourneyFact, JourneyKind } from '../domain/journeys/types';
import { instantFrom } from './instant-argument';
import { foreseenJson, simulatedSurroundings } from './simulate-review';
import { wrapped } from './wrap';

export interface SimulateMeetingOptions {
  readonly requested?: string;
  readonly by?: string;
  readonly held?: string;
  readonly json?: boolean;
}

/** `guichet simulate meeting 59 --requested …`: what becomes of a meeting that is asked for, and of its minutes, if nobody acts. */
export function simulateMeetingCommand(): Command {
  return new Command('meeting')
    .description('Dit ce qui arrive à une réunion demandée, ou à son compte rendu, et quand, si personne n’agit.')
    .argument('<caf>', 'code de la Caf (31, 95…)')
    .option('--requested <instant>', 'instant de la demande, avec son décalage : 2027-03-01T10:00+01:00 (obligatoire)')
    .option('--by <côté>', 'qui la demande : desk (la Caf) ou partner (le partenaire) ; par défaut, le partenaire')
    .option('--held <instant>', 'instant où elle s’est tenue ; par défaut, personne ne propose de date')
    .option('--json', 'la suite des étapes en JSON, instants en UTC')
    .action((caf: string, _own: SimulateMeetingOptions, own: Command) => {
      try {
        console.log(meetingSimulation(caf, own.optsWithGlobals<SimulateMeetingOptions>(), process.stdout.columns ?? 100));
      } catch (error) {
        own.error(typo(`guichet simulate meeting : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

/** What the command prints. @throws Error in French on a Caf, an instant or a side that cannot be. */
export function meetingSimulation(caf: string, options: SimulateMeetingOptions, width: number): string {
  const known = factsOf(options);
  const surroundings = simulatedSurroundings(caf);
  const { name, version, calendar } = surroundings.contract;
  const foreseen = forecastJourney(meeting as unknown as JourneyKind, known, surroundings);
  if (options.json === true) return JSON.stringify(foreseen.map(foreseenJson), null, 2);
  const zone = calendar.timeZone;
  const rows = [...known.map((fact) => [frenchDateTime(fact.at, zone), meetingFactWords(fact, zone), null] as const), ...foreseen.map(({ step }: Foreseen) => [frenchDateTime(step.at, zone), journeyStepWords(step), journeyWhyWords(step, zone)] as const)];
  const column = Math.max(...rows.map(([date]) => date.length)) + 2;
  const lines = rows.flatMap(([date, what, why]) => [wrapped(what, date.padEnd(column), width), ...(why === null ? [] : [wrapped(why, ' '.repeat(column), width)])]);
  return [typo(`${name}, contrat version ${version}`), '', ...lines, ...(foreseen.length === 0 ? ['', typo('Rien n’arrive de soi-même.')] : [])].join('\n');
}

function factsOf({ requested, by = 'partner', held }: SimulateMeetingOptions): JourneyFact<MeetingFact>[] {
  if (requested === undefined) throw new RangeError('donner l’instant de la demande : --requested 2027-03-01T10:00+01:00');
  if (by !== 'desk' && by !== 'partner') throw new RangeError(`côté inconnu : « ${by} » (attendu : desk ou partner)`);
  const at = instantFrom(requested);
  const asked: JourneyFact<MeetingFact> = { kind: 'meeting-requested', subject: 'simulation', date: null, by, who: null, n: 1, at };
  if (held === undefined) return [asked];
  const on = instantFrom(held);
  if (on < at) throw new RangeError('la réunion ne peut pas précéder sa demande');
  return [asked, { kind: 'meeting-held', on, writer: 'desk', by: 'desk', who: null, n: 2, at: on }];
}
