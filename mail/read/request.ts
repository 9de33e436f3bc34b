import type { ServiceCode } from '../../domain/contract-types';
import { readKind } from './kind';
import { readPhones } from './phones';
import type { Machine } from './machine';
import type { Problems } from './problems';
import { findReference } from './reference';
import { readSubject, servicesIn, type SubjectWords } from './subject';
import type { ReadMail, ReadOptions } from './types';
import type { Words } from './words';

export type Request = Pick<ReadMail, 'reference' | 'service' | 'organisation' | 'kind' | 'urgent' | 'phones'>;

/** What is asked, and by whom. A machine's mail asks nothing and leaves no number to call. */
export function readRequest(subject: string, words: Words, machine: Pick<Machine, 'automatic' | 'returnedSubject'>, options: ReadOptions, problems: Problems): Request {
  const title = readSubject(subject, options.referencePatterns);
  const automatic = machine.automatic !== null;
  const own = automatic ? '' : words.fresh;
  return {
    reference: findReference([subject, words.fresh, words.quoted, words.whole, machine.returnedSubject], options.referencePatterns, problems),
    service: readService(title, own), organisation: title.organisation ?? readOrganisation(own), kind: readKind(title.bare.replace(/_+/g, ' '), own),
    urgent: title.urgent && !automatic, phones: automatic ? [] : readPhones(words.own),
  };
}

/** The service of the subject; without one, the only one that the new text names. */
function readService(subject: SubjectWords, text: string): ServiceCode | null {
  if (subject.services.length > 0) return subject.services[0] ?? null;
  const named = servicesIn(text.slice(0, 20_000));
  return named.length === 1 ? named[0] ?? null : null;
}

/** « Organisme : Mairie de X », as a form or a careful person writes it in the text. */
function readOrganisation(text: string): string | null {
  const found = /^[ \t*-]{0,5}(?:nom (?:de l['’])?)?(?:organisme|partenaire|structure|collectivit[ée]|organisation)[ \t\u00a0]{0,3}:[ \t\u00a0]{0,3}(\S[^\n]{1,118})$/im.exec(text.slice(0, 20_000));
  return found?.[1]?.trim() ?? null;
}
