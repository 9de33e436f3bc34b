import * as z from 'zod';
import type { Act } from '../domain/acts';
import type { Instant } from '../domain/ids';
import { instantOfLocal } from './view/local-time';

const reason = z.string({ error: 'Écrivez le motif : il reste au journal.' }).trim().min(1, { error: 'Écrivez le motif : il reste au journal.' }).max(5_000, { error: 'Ce motif est trop long.' });

/** The forms of what a manager decides of a ticket. Times typed are in the zone of the ticket's Caf. */
export function managerSchemas(timeZone: string) {
  return {
    affectation: z.object({ agent: z.string().max(200).default('') }).transform(({ agent }): Act => ({ kind: 'assign', to: agent === '' ? null : agent })),
    echeance: z
      .object({ limite: z.string().regex(/^(pickup|(debt|rung|internal|close):\d{1,6})$/, { error: 'Choisissez l’échéance à changer.' }), date: local(timeZone, 'Donnez le jour et l’heure de la nouvelle échéance.'), motif: reason })
      .transform(({ limite, date, motif }): Act => ({ kind: 'change-deadline', limit: limite, due: date, text: motif })),
    pause: z
      .object({ fin: local(timeZone, 'Donnez le jour et l’heure de la fin de la pause.'), motif: reason })
      .transform(({ fin, motif }): Act => ({ kind: 'pause', until: fin, text: motif })),
    reprise: z.object({ motif: z.string().trim().max(5_000).default('') }).transform(({ motif }): Act => ({ kind: 'resume', text: motif })),
  };
}

function local(timeZone: string, missing: string) {
  return z.string({ error: missing }).transform((typed, context): Instant => {
    const at = instantOfLocal(typed, timeZone);
    if (at === null) context.addIssue({ code: 'custom', message: missing });
    return at ?? ('' as Instant);
  });
}
