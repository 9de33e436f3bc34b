import { Router } from 'express';
import { phoneToE164 } from '../../mail/read';
import { frenchPhone } from '../../mail/letters/words';
import { OwnSecurityPage } from '../../web/pages/portal/security';
import { ownSecurityPath } from '../../web/paths-security';
import { partnerHomePath } from '../../web/paths-sign-in';
import type { FieldError } from '../act-forms';
import { posted, signedIn } from '../guard';
import type { Told } from '../intake/at-desk';
import { storable } from '../intake/storable';
import { once, onceKey } from '../once';
import { openFromPortal } from '../portal/keep';
import { contactFor } from '../portal/reach';
import { visitorOf, type Visitor } from '../portal/shell';
import { rights } from '../rights';
import { tellAll } from '../told';
import type { WebTools } from '../tools';
import type { Visit } from '../visit';

const LONGEST = 20_000;

/** « Signaler un incident de sécurité », for everybody of a partner: a request under restricted access, and its incident. */
export function ownSecurityRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(ownSecurityPath(), signedIn(tools, 'report-own-security', async (visit) => await show(visit, null)));
  router.post(ownSecurityPath(), posted(tools, 'report-own-security', report));
  return router;
}

function reporters(visit: Visit, { contacts }: Visitor) {
  return rights.conventionsWhere(visit.session.grants, 'report-own-security').flatMap((id) => contactFor(contacts, id) ?? []);
}

async function show(visit: Visit, errors: readonly FieldError[] | null): Promise<void> {
  const visitor = await visitorOf(visit, 'securite');
  const conventions = reporters(visit, visitor).map((one) => ({ value: one.convention_id, label: `${one.partner_name}, convention ${one.convention_number}` }));
  visit.show(OwnSecurityPage({ shell: visitor.shell, tokens: visit.tokens(), conventions, refused: errors === null ? null : { values: visit.fields(), errors } }), errors === null ? 200 : 422);
}

async function report(visit: Visit): Promise<void> {
  const fields = storable(visit.fields());
  const contact = reporters(visit, await visitorOf(visit, 'securite')).find((one) => one.convention_id === fields['convention']);
  const [text, since, typed] = ['texte', 'quand', 'rappelTelephone'].map((name) => (fields[name] ?? '').trim()) as [string, string, string];
  const phone = typed === '' ? null : phoneToE164(typed);
  const errors: FieldError[] = [
    ...(contact === undefined ? [{ field: 'convention', message: 'Choisissez pour quelle convention.' }] : []),
    ...(text === '' ? [{ field: 'texte', message: 'Dites en quelques mots ce qui s’est passé.' }] : []),
    ...(text.length > LONGEST ? [{ field: 'texte', message: 'Ce texte est trop long : 20 000 caractères au plus.' }] : []),
    ...(typed !== '' && phone === null ? [{ field: 'rappelTelephone', message: 'Ce numéro de téléphone n’existe pas : vérifiez-le.' }] : []),
  ];
  if (contact === undefined || errors.length > 0) return await show(visit, errors);
  const told: Told[] = [];
  const body = [text, since === '' ? '' : `Depuis : ${since.slice(0, 300)}`, phone === null ? '' : `À rappeler : ${frenchPhone(phone).replaceAll('\u00a0', ' ')}`].filter((part) => part !== '').join('\n\n');
  const message = { subject: 'Incident de sécurité', text: body, service: null, kind: 'security-incident' as const, phones: phone === null ? [] : [phone], urgent: false, files: [] };
  await once(visit, async (tx) => {
    told.push(await openFromPortal(tx, { contact, message, key: onceKey(visit), now: visit.now }));
    return partnerHomePath();
  });
  await tellAll(visit.tools, told);
  const reference = told[0]?.reference;
  await visit.goTo(partnerHomePath(), { tone: 'done', text: `Incident de sécurité reçu${reference === undefined ? '' : ` sous ${reference}`}. Le responsable de la sécurité de la Caf est prévenu ; la suite vous parvient par courriel.` });
}
