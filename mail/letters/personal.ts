import type { Contract } from '../../domain/contract-types';
import { frenchDate, frenchDateTime } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';
import type { Instant, LocalDate, Reference } from '../../domain/ids';
import { heading, list, paragraph, when, type Block } from './block';
import type { WrittenLetter } from './context';
import { letterHtml } from './html';
import { letterText } from './text';
import { cleanSubject } from './words';
import { greetingOf } from './write';

/** To a person of the Caf who asked for it; `choicesUrl` is where they may ask not to have it any more. */
interface Personal {
  readonly contract: Contract;
  readonly toName: string;
  readonly choicesUrl: string;
}

export interface MorningDigestProps extends Personal {
  readonly day: LocalDate;
  readonly counts: { readonly late: number; readonly today: number; readonly escalated: number; readonly exhausted: number; readonly toIdentify: number };
  readonly late: ReadonlyArray<{ readonly reference: Reference; readonly partner: string; readonly subject: string; readonly limit: Instant }>;
  readonly url: string;
}

/** What waits this morning, in numbers, and what is late by name. */
export function morningDigest({ day, counts, late, url, ...person }: MorningDigestProps): WrittenLetter {
  const { timeZone } = person.contract.calendar;
  return personal(person, `Ce matin : ${counts.late} en retard, ${counts.today} à faire aujourd’hui`, `Ce matin, ${frenchDate(day, { form: 'long' })}`, [
    {
      kind: 'facts',
      rows: [
        ['En retard', String(counts.late)],
        ['Dû aujourd’hui', String(counts.today)],
        ['Escaladées', String(counts.escalated)],
        ['Échelles épuisées', String(counts.exhausted)],
        ['À identifier', String(counts.toIdentify)],
      ],
    },
    ...when(late.length > 0, heading('En retard'), list(late.map((one) => `**${one.reference}**, ${one.partner}, ${cleanSubject(one.subject)} : depuis le ${frenchDateTime(one.limit, timeZone)}`))),
    { kind: 'button', text: 'Ouvrir « Ce matin »', href: url },
  ]);
}

export interface AlarmProps extends Personal {
  readonly mail: 'breach' | 'exhausted';
  readonly reference: Reference;
  readonly subject: string;
  readonly partner: string | null;
  readonly at: Instant;
  readonly url: string;
}

/** A promise was broken, or nobody is left to contact: to who asked to be told, beside the manager whom the contract names. */
export function alarm({ mail, reference, subject, partner, at, url, ...person }: AlarmProps): WrittenLetter {
  const instant = frenchDateTime(at, person.contract.calendar.timeZone);
  const [title, text] =
    mail === 'breach'
      ? ['Promesse de prise en charge rompue', `Personne n’a pris en charge cette demande avant le **${instant}**.`]
      : ['Échelle épuisée', `Tous les contacts prévus par le contrat ont été sollicités sans réponse, au **${instant}**.`];
  return personal(person, `[${reference}] ${title}`, title, [
    paragraph(text),
    { kind: 'facts', rows: [['Référence', reference], ['Objet', cleanSubject(subject)], ['Partenaire', partner ?? 'à identifier']] },
    { kind: 'button', text: 'Ouvrir la demande', href: url },
  ]);
}

export interface UnopenedProps extends Personal {
  /** « Haute-Garonne (31) » */
  readonly desks: readonly string[];
  readonly hour: string;
  readonly url: string;
}

/** Nobody has opened the queue by the hour that this person set. */
export function unopenedQueue({ desks, hour, url, ...person }: UnopenedProps): WrittenLetter {
  return personal(person, `Personne n’a ouvert la file à ${hour}`, 'La file d’attente n’a pas été ouverte', [
    paragraph(`À ${hour}, personne n’a encore ouvert aujourd’hui la file d’attente de :`),
    list(desks),
    { kind: 'button', text: 'Ouvrir la file d’attente', href: url },
  ]);
}

function personal({ contract, toName, choicesUrl }: Personal, subject: string, title: string, blocks: readonly Block[]): WrittenLetter {
  const body = { subject, preview: title, title, blocks };
  const foot = [contract.desk.name, `Vous choisissez vos courriels : ${choicesUrl}`];
  const greeting = greetingOf(toName);
  const placed = subject.startsWith('[') ? subject : `[${contract.name}] ${subject}`;
  return { subject: typo(placed), text: letterText(body, greeting, [contract.desk.name], foot), html: letterHtml(body, contract.desk.name, greeting, [contract.desk.name], foot) };
}
