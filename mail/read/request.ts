import type { ServiceCode } from '../../domain/contract-types';
import { servicesIn, type SubjectWords } from './subject';

/** The service of the subject; without one, the only one that the new text names. */
export function readService(subject: SubjectWords, text: string): ServiceCode | null {
  if (subject.services.length > 0) return subject.services[0] ?? null;
  const named = servicesIn(text.slice(0, 20_000));
  return named.length === 1 ? named[0] ?? null : null;
}

/** « Organisme : Mairie de X », as a form or a careful person writes it in the text. */
export function readOrganisation(text: string): string | null {
  const found = /^[ \t*-]{0,5}(?:nom (?:de l['’])?)?(?:organisme|partenaire|structure|collectivit[ée]|organisation)[ \t\u00a0]{0,3}:[ \t\u00a0]{0,3}(\S[^\n]{1,118})$/im.exec(text.slice(0, 20_000));
  return found?.[1]?.trim() ?? null;
}
