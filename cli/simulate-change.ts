import { Command } from 'commander';
import { loadPublishedContract } from '../contracts/load';
import { loadSeed } from '../contracts/seed';
import { changeFactWords, changeStepWords, changeWhyWords } from '../domain/french/change';
import { frenchDateTime } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import type { Instant } from '../domain/ids';
import { numbered, SIGNERS, type ChangeFact, type ChangeFactBody } from '../domain/journeys/change-facts';
import type { ChangeCase, ChangeStep } from '../domain/journeys/change-plan';
import { simulateChange, type ChangeHappening, type ScriptedChange } from '../domain/journeys/change-simulation';
import { instantFrom } from './instant-argument';
import { wrapped } from './wrap';

export interface SimulateChangeOptions {
  readonly received?: string;
  readonly incomplete?: boolean;
  readonly signed?: string;
  readonly json?: boolean;
}

/** `guichet simulate change 95 --received …`: what happens to a change of administrator, and when, if nobody acts. */
export function simulateChangeCommand(): Command {
  return new Command('change')
    .description('Dit ce qui arrive à une demande de changement d’administrateur, et quand, si personne n’agit.')
    .argument('<caf>', 'code de la Caf (31, 95…)')
    .option('--received <instant>', 'instant de réception au portail, avec son décalage : 2026-05-13T15:50+02:00 (obligatoire)')
    .option('--incomplete', 'il manque un téléphone au formulaire ; par défaut, il est complet')
    .option('--signed <instant>', 'instant où les deux ont signé ; par défaut, personne ne signe')
    .option('--json', 'la suite des étapes en JSON, instants en UTC')
    .action((caf: string, _own: SimulateChangeOptions, command: Command) => {
      try {
        // The command above has options of the same names: they may have been read as its own.
        console.log(changeSimulation(caf, command.optsWithGlobals<SimulateChangeOptions>(), process.stdout.columns ?? 100));
      } catch (error) {
        command.error(typo(`guichet simulate change : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

/** What the command prints. @throws Error in French on a Caf or an instant that cannot be. */
export function changeSimulation(caf: string, options: SimulateChangeOptions, width: number): string {
  if (options.received === undefined) throw new RangeError('donner l’instant de réception : --received 2026-05-13T15:50+02:00');
  const given = receivedChange(caf, instantFrom(options.received), options.incomplete === true);
  const happened = [...given.facts.map((fact): ChangeHappening => ({ at: fact.at, kind: 'fact', fact })), ...simulateChange(given, signatures(options.signed))];
  if (options.json === true) return JSON.stringify(happened.map(asJson), null, 2);
  const { contract } = given;
  const title = typo(`${contract.name}, contrat version ${contract.version}, changement d’administrateur`);
  return [title, '', timeline(happened, contract.calendar.timeZone, width)].join('\n');
}

/** A form just filled in on the portal, under the published contract and with the people of that Caf's first convention. */
function receivedChange(caf: string, at: Instant, incomplete: boolean): ChangeCase {
  const contract = loadPublishedContract(caf);
  const bodies: ChangeFactBody[] = [
    { kind: 'received', channel: 'portal', form: null },
    { kind: 'form-kept', form: 'simulation', digest: '', people: 'simulation', replaces: true, signatoryKnown: true, wrong: incomplete ? [{ item: 'phone', problem: 'missing' }] : [], by: null },
  ];
  return {
    contract, contacts: loadSeed().conventions.find((one) => one.caf === contract.caf)?.contacts ?? [], deadAddresses: new Set(), facts: numbered([], bodies, at), frozen: new Map(), heldUntil: null,
  };
}

function signatures(at: string | undefined): ScriptedChange[] {
  if (at === undefined) return [];
  return SIGNERS.map((who) => ({ at: instantFrom(at), body: { kind: 'signed', who, digest: '', how: 'portal', by: null } }));
}

function timeline(happened: readonly ChangeHappening[], zone: string, width: number): string {
  const dates = happened.map((one) => frenchDateTime(one.at, zone));
  const column = Math.max(...dates.map((date) => date.length)) + 2;
  return happened.flatMap((one, i) => {
    const what = wrapped(one.kind === 'step' ? changeStepWords(one.step) : changeFactWords(one.fact), (dates[i] ?? '').padEnd(column), width);
    const why = one.kind === 'step' ? changeWhyWords(one.step, zone) : null;
    return why === null ? [what] : [what, wrapped(why, ' '.repeat(column), width)];
  }).join('\n');
}

function asJson(one: ChangeHappening): object {
  return one.kind === 'step' ? stepJson(one.step) : factJson(one.fact);
}

function stepJson({ at, what, side, rung, why, limit, nth, signers }: ChangeStep): object {
  return {
    at, what, side: side ?? null, rung: rung?.rank ?? null, role: rung?.role ?? null, name: rung?.name ?? null, how: rung?.how ?? null, nth: nth ?? null, signers: signers ?? null,
    article: why.article, limit, moved: why.reckoning?.moved ?? null, reckoning: why.reckoning,
  };
}

function factJson({ n: _n, kind, ...fact }: ChangeFact): object {
  return { what: kind, ...fact, article: null, limit: null, reckoning: null };
}
