import type { ConventionRow } from '../../db/partner';
import type { Reported } from '../../desk/departure';
import type { Channel } from '../../domain/contract-types';
import { localDateOf } from '../../domain/calendar';
import type { AccessView, DepartureProps } from '../../web/view/register';
import type { FieldError } from '../act-forms';
import type { Visit } from '../visit';
import { registerContent } from './convention';
import { dayOf } from './forms';

/** The choice that stands for a user whom the register does not name (delegated mode). */
export const OTHER = 'autre';
const CHANNELS: Readonly<Record<string, Channel>> = { telephone: 'phone', courriel: 'email', courrier: 'post' };

/** What the form of a departure offers, and what a sent one says; `channel` null = asked of the agent. */
export async function departureContent(visit: Visit, convention: ConventionRow): Promise<Pick<DepartureProps, 'people' | 'others' | 'today' | 'article'>> {
  const { holding, mode, contract } = await registerContent(visit, convention);
  return { people: holding.map((one) => ({ value: one.id, label: personLabel(one) })), others: mode === 'delegated', today: localDateOf(contract.calendar, visit.now), article: contract.habilitations.article };
}

function personLabel({ name, as, bulletin, state }: AccessView): string {
  return [name, as, bulletin, state === 'suspended' ? 'accès suspendu' : null].filter((part) => part !== null).join(', ');
}

/** Reads the form. `by` is who reports at the partner; null = the agent writes it. */
export function readDeparture(visit: Visit, conventionId: string, content: Pick<DepartureProps, 'people' | 'others' | 'today'>, by: string | null): Reported | { readonly errors: readonly FieldError[] } {
  const fields = visit.fields();
  const errors: FieldError[] = [];
  const chosen = fields['personne'] ?? '';
  const other = chosen === OTHER && content.others;
  const name = (fields['nom'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);
  if (!other && !content.people.some(({ value }) => value === chosen)) errors.push({ field: 'personne', message: 'Choisissez qui part ou change de poste.' });
  if (other && name === '') errors.push({ field: 'nom', message: 'Écrivez le nom de la personne.' });
  const cause = fields['cause'] === 'depart' ? 'left' : fields['cause'] === 'poste' ? 'changed-job' : null;
  if (cause === null) errors.push({ field: 'cause', message: 'Dites si c’est un départ ou un changement de poste.' });
  const on = dayOf(fields['date'], 'date', errors);
  const reporter = by ?? (fields['signale-par'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);
  if (reporter === '') errors.push({ field: 'signale-par', message: 'Écrivez qui, chez le partenaire, le signale.' });
  const channel = by === null ? CHANNELS[fields['canal'] ?? ''] : 'portal';
  if (channel === undefined) errors.push({ field: 'canal', message: 'Dites comment vous l’avez appris.' });
  if (errors.length > 0 || cause === null || on === null || channel === undefined) return { errors };
  return { conventionId, person: other ? null : chosen, name, cause, on, note: (fields['note'] ?? '').trim().slice(0, 2_000), channel, by: reporter };
}
