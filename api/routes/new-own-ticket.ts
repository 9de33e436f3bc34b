import { Router } from 'express';
import type { Reference } from '../../domain/ids';
import { NewOwnTicketPage, type NewOwnTicketProps } from '../../web/pages/portal/new-ticket';
import { newOwnTicketPath } from '../../web/paths-portal';
import { partnerHomePath } from '../../web/paths-sign-in';
import type { FieldError } from '../act-forms';
import { openIncidentsAt } from '../../db/incident';
import { findTicket } from '../../db/ticket';
import { posted, signedIn } from '../guard';
import { FILE_LIMITS, UPLOAD_LIMITS } from '../portal/limits';
import { outageView } from '../portal/outage';
import { contractOfCaf, visitorOf } from '../portal/shell';
import { openers, openOwn } from '../portal/write';
import { openingOfDesk } from '../view/shell';
import type { WebTools } from '../tools';
import { withFiles } from '../upload';
import { openingWords } from '../../web/words/when';
import type { Visit } from '../visit';

/** A partner's person opens a request, with what their contract requires. */
export function newOwnTicketRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(newOwnTicketPath(), signedIn(tools, 'open-own-ticket', async (visit) => visit.show(NewOwnTicketPage(await formView(visit, null)))));
  router.post(newOwnTicketPath(), withFiles(tools, UPLOAD_LIMITS), posted(tools, 'open-own-ticket', open));
  return router;
}

async function open(visit: Visit): Promise<void> {
  const done = await openOwn(visit, await visitorOf(visit, 'nouvelle'));
  if ('errors' in done) return await again(visit, done.errors, done.onlyMissing);
  await arrived(visit, done);
}

/** A security incident is read by the security officer alone: whoever opened it is told so, and is answered by mail. */
async function arrived(visit: Visit, { path, reference }: { readonly path: string; readonly reference: Reference }): Promise<void> {
  const ticket = await findTicket(visit.tools.sql, reference);
  if (ticket === undefined || !visit.mayOn('visit-portal', ticket)) {
    return await visit.goTo(partnerHomePath(), { tone: 'done', text: `Incident de sécurité reçu sous ${reference} : seul le responsable de la sécurité le lit ici. La suite vous parvient par courriel.` });
  }
  await visit.goTo(path, { tone: 'done', text: `Demande reçue sous ${reference}. Un accusé de réception vous est envoyé par courriel.` });
}

async function again(visit: Visit, errors: readonly FieldError[], onlyMissing = false): Promise<void> {
  visit.show(NewOwnTicketPage(await formView(visit, errors, onlyMissing)), 422);
}

async function formView(visit: Visit, errors: readonly FieldError[] | null, onlyMissing = false): Promise<NewOwnTicketProps> {
  const visitor = await visitorOf(visit, 'nouvelle');
  const all = openers(visit, visitor);
  const fields = visit.fields();
  const asked = errors === null ? visit.query('convention') : (fields['convention'] ?? '');
  const chosen = all.find((one) => one.convention_id === asked) ?? (all.length === 1 ? all[0] : undefined);
  const contract = chosen === undefined ? null : contractOfCaf(visitor, chosen.caf);
  return {
    shell: visitor.shell,
    tokens: visit.tokens(),
    conventions: all.map((one) => ({ value: one.convention_id, label: `${one.partner_name}, convention ${one.convention_number}` })),
    chosen: chosen === undefined || contract === null ? null : {
      outages: (await openIncidentsAt(visit.tools.sql, chosen.caf)).map((incident) => outageView(incident, contract, visit.now)),
      id: chosen.convention_id, name: chosen.name, phone: chosen.phones[0] ?? null, services: chosen.services, items: contract.requiredItems.filter((item) => item.code !== 'subject-format' && item.code !== 'partner-name'),
      article: contract.requiredItems[0]?.article ?? null, urgent: contract.escalation?.urgent === true ? contract.escalation.article : null, opening: openingWords(openingOfDesk(contract, visit.now), visit.now, contract.calendar.timeZone).text,
    },
    subject: visit.query('objet'),
    limits: FILE_LIMITS,
    refused: errors === null ? null : { values: fields, errors },
    maySendAnyway: onlyMissing,
  };
}
