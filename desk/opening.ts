import { lockConvention } from '../db/contact';
import type { Tx } from '../db/connect';
import { keepOpening, openingFiles, setOpening } from '../db/opening';
import { setConventionFile } from '../db/register';
import type { ServiceCode } from '../domain/contract-types';
import { frenchDate } from '../domain/french/dates';
import { CONDITION_WORDS } from '../domain/french/register';
import { typo } from '../domain/french/typography';
import type { LocalDate } from '../domain/ids';
import { lacking, openedOn, openingConditions, type OpeningFile } from '../domain/register/opening';
import { NO_DATES } from '../domain/register/rules';
import { noted, type Decided, type Refused } from './register';

export interface OpenedService {
  readonly conventionId: string;
  readonly service: ServiceCode;
  readonly on: LocalDate;
}

/** Notes the data-protection formalities of a service: the day, and who did them; one that is open had them by its opening. */
export async function noteFormalities(tx: Tx, { conventionId, service, on }: OpenedService, by: string, decided: Decided): Promise<Refused | null> {
  const file = await locked(tx, conventionId);
  const opened = openedOn(service, file);
  if (opened !== null && on > opened) return { refused: typo(`Ce service est ouvert depuis le ${frenchDate(opened)}, et rien ne s’ouvre avant les formalités : donnez au plus tard ce jour-là.`) };
  await keepOpening(tx, conventionId, service, opened);
  await setOpening(tx, conventionId, service, { formalities_on: on, formalities_by: by });
  await noted(tx, conventionId, 'service-formalities', `${service}, le ${frenchDate(on)}, par ${by}`, decided);
  return null;
}

/** Opens a service, unless something is missing, which is named in French; the convention opens with its first one. */
export async function openService(tx: Tx, { conventionId, service, on }: OpenedService, decided: Decided): Promise<Refused | null> {
  const file = await locked(tx, conventionId);
  const dates = file.dates ?? NO_DATES;
  if (dates.terminated_on !== null && dates.terminated_on <= on) return { refused: 'Cette convention est résiliée : rien ne s’ouvre plus.' };
  const already = openedOn(service, file);
  if (already !== null) return { refused: 'Ce service est déjà ouvert.' };
  const lacks = lacking(openingConditions(service, file), on);
  if (lacks.length > 0) return { refused: typo(`Rien ne s’ouvre avant : ${lacks.map((key) => CONDITION_WORDS[key]).join(', ')}.`) };
  if (dates.opened_on === null) await openConvention(tx, conventionId, file, on);
  await keepOpening(tx, conventionId, service, null);
  await setOpening(tx, conventionId, service, { opened_on: on, opened_at: decided.at, opened_by: decided.actor, opened_name: decided.actorName });
  await noted(tx, conventionId, 'service-opened', `${service}, le ${frenchDate(on)}`, decided);
  return null;
}

/** Its other services stay closed until each is opened. */
async function openConvention(tx: Tx, conventionId: string, { bulletins }: OpeningFile, on: LocalDate): Promise<void> {
  for (const service of new Set(bulletins.map((one) => one.service))) await keepOpening(tx, conventionId, service, null);
  await setConventionFile(tx, conventionId, { opened_on: on });
}

async function locked(tx: Tx, conventionId: string): Promise<OpeningFile> {
  await lockConvention(tx, conventionId);
  const file = (await openingFiles(tx, [conventionId])).get(conventionId);
  if (file === undefined) throw new Error(`no convention ${conventionId}`);
  return file;
}
