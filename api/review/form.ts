import type { ReviewList } from '../../desk/review-list';
import type { ReviewDecision, ReviewPerson, ReviewProfile, ReviewResult } from '../../domain/journeys/review-facts';
import type { ReadReviewLine } from '../../mail/forms/read-review';
import { commentField, DECISION_VALUES, decisionField, usersField } from '../../web/words/review-fields';
import type { FieldError } from '../act-forms';

const LONGEST_COMMENT = 2_000;
const MOST_USERS = 100_000;

/** A result as the form says it, each line that is not decided named. */
export function readReviewForm({ people, profiles }: ReviewList, fields: Readonly<Record<string, string>>): { readonly result: ReviewResult } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [
    ...people.flatMap((one) => personErrors(one, fields)),
    ...profiles.flatMap(({ key, profile, label }) => (usersOf(fields, key) === null ? [{ field: usersField(key), message: `${profile} (${label}) : donnez le nombre d’utilisateurs gardés, en chiffres.` }] : [])),
  ];
  if (errors.length > 0) return { errors };
  return {
    result: {
      people: people.map(({ key, rank, name, email, profile }) => ({ key, rank, name, email, profile, decision: decisionOf(fields, key) ?? 'keep', comment: commentOf(fields, key) })),
      profiles: profiles.map(({ key, bulletinId, profile, label }) => ({ key, bulletinId, profile, label, users: usersOf(fields, key) ?? 0 })),
    },
  };
}

function personErrors({ key, name }: Pick<ReviewPerson, 'key' | 'name'>, fields: Readonly<Record<string, string>>): FieldError[] {
  const decision = decisionOf(fields, key);
  if (decision === null) return [{ field: decisionField(key), message: `${name} : conservez, retirez ou modifiez.` }];
  if (decision === 'change' && commentOf(fields, key) === '') return [{ field: commentField(key), message: `${name} : dites ce qui est à modifier.` }];
  return commentOf(fields, key).length > LONGEST_COMMENT ? [{ field: commentField(key), message: `${name} : le commentaire dépasse 2 000 caractères.` }] : [];
}

function decisionOf(fields: Readonly<Record<string, string>>, key: string): ReviewDecision | null {
  const given = fields[decisionField(key)];
  return (Object.keys(DECISION_VALUES) as ReviewDecision[]).find((one) => DECISION_VALUES[one] === given) ?? null;
}

function commentOf(fields: Readonly<Record<string, string>>, key: string): string {
  return (fields[commentField(key)] ?? '').trim();
}

function usersOf(fields: Readonly<Record<string, string>>, key: string): number | null {
  const given = (fields[usersField(key)] ?? '').trim();
  return /^\d{1,6}$/.test(given) && Number(given) <= MOST_USERS ? Number(given) : null;
}

/** The form's fields, of the lines of this list alone: what a draft keeps. */
export function fieldsOfList({ people, profiles }: ReviewList, fields: Readonly<Record<string, string>>): Record<string, string> {
  const names = [...people.flatMap(({ key }) => [decisionField(key), commentField(key)]), ...profiles.map(({ key }) => usersField(key))];
  return Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name].slice(0, 5_000)]])));
}

/** The form filled as a result says. */
export function fieldsOfResult({ people, profiles }: ReviewResult): Record<string, string> {
  return Object.fromEntries([
    ...people.flatMap(({ key, decision, comment }) => [[decisionField(key), DECISION_VALUES[decision]], [commentField(key), comment]]),
    ...profiles.map(({ key, users }) => [usersField(key), String(users)]),
  ]);
}

/** What a file says of a list's lines, found by their mark, else their address, else their name; and what it says of nobody there. */
export function proposedBy({ people, profiles }: ReviewList, lines: readonly ReadReviewLine[]): { readonly fields: Record<string, string>; readonly unknown: readonly string[] } {
  const fields: Record<string, string> = {};
  const unknown: string[] = [];
  for (const line of lines) {
    const person = people.find(({ key }) => key === line.key) ?? people.find(({ email }) => email !== null && email.toLowerCase() === line.email) ?? people.find(({ name }) => same(name, line.name));
    const profile: ReviewProfile | undefined = profiles.find(({ key }) => key === line.key);
    if (person !== undefined) {
      if (line.decision !== null) fields[decisionField(person.key)] = DECISION_VALUES[line.decision];
      fields[commentField(person.key)] = line.comment;
    } else if (profile !== undefined) {
      if (line.users !== null) fields[usersField(profile.key)] = String(line.users);
    } else unknown.push([line.name, line.email].filter((text) => text !== '').join(', ') || line.key);
  }
  return { fields, unknown };
}

function same(a: string, b: string): boolean {
  return b !== '' && a.localeCompare(b, 'fr', { sensitivity: 'base' }) === 0;
}
