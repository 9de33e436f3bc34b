import { Router } from 'express';
import type { ActRow } from '../../db/act';
import { frenchTime } from '../../domain/french/dates';
import type { Reference } from '../../domain/ids';
import { TicketPage } from '../../web/pages/ticket';
import { actAnchor, cancelSendPath, ticketPath } from '../../web/paths';
import { cancelSend } from '../given-back';
import { ticketView } from '../view/ticket';
import { posted } from '../guard';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { ticketOf } from './acts';

/** « Annuler l’envoi », for some seconds after it was sent. */
export function sendingRoutes(tools: WebTools): Router {
  return Router().post(cancelSendPath(':reference' as Reference, ':key').replaceAll('%3A', ':'), posted(tools, 'take-back-letter', takeBack));
}

async function takeBack(visit: Visit): Promise<void> {
  const { reference } = await ticketOf(visit);
  const cancelled = await cancelSend(visit, reference, visit.param('key'));
  if (!cancelled.done) return await tooLate(visit, reference, cancelled.act);
  await visit.goTo(`${ticketPath(reference)}#${actAnchor(cancelled.form)}`, { tone: 'done', text: 'Envoi annulé : rien n’est parti, votre texte est de nouveau un brouillon.' });
}

/** Cancelled twice, or once it has left (409). */
async function tooLate(visit: Visit, reference: Reference, act: ActRow): Promise<void> {
  const page = await ticketView(visit, reference);
  const text = lateWords(act, page.calendar.timeZone);
  visit.show(TicketPage({ ...page, shell: { ...page.shell, flash: { tone: 'stop', text } } }), 409);
}

function lateWords({ state, not_before, done_at, refused }: ActRow, timeZone: string): string {
  if (state === 'cancelled') return 'Cet envoi est déjà annulé : rien n’est parti.';
  if (state === 'refused' || state === 'draft') return `Rien n’est parti : ${refused ?? 'l’envoi a été refusé.'}`;
  const at = state === 'done' ? done_at : not_before;
  return `Trop tard pour annuler : l’envoi est parti${at === null ? '' : ` à ${frenchTime(at, timeZone)}`}.`;
}
